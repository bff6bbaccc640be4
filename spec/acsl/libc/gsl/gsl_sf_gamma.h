/* Stands in for <gsl/gsl_sf_gamma.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_SF_GAMMA_H
#define NTK_ACSL_GSL_SF_GAMMA_H

/*@ requires range: n <= 170;
    terminates \true;
    exits \false;
    assigns \result \from n;
    ensures some: 1.0 <= \result; */
extern double gsl_sf_fact(unsigned n);

/*@ requires range: m <= n;
    terminates \true;
    exits \false;
    assigns \result \from n, m;
    ensures positive: 0.0 <= \result; */
extern double gsl_sf_lnchoose(unsigned n, unsigned m);

#endif
