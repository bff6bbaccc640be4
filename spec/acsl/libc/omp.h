/* Stands in for <omp.h> when Frama-C reads the sources (pragmas are ignored: the sequential program is proved): assumed contracts. */
#ifndef NTK_ACSL_OMP_H
#define NTK_ACSL_OMP_H

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures some: 1 <= \result; */
extern int omp_get_max_threads(void);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures some: 1 <= \result; */
extern int omp_get_num_procs(void);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures first: 0 <= \result; */
extern int omp_get_thread_num(void);

/*@ requires some: 1 <= threads;
    terminates \true;
    exits \false;
    assigns \nothing; */
extern void omp_set_num_threads(int threads);

#endif
