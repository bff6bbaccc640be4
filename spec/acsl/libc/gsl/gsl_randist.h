/* Stands in for <gsl/gsl_randist.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_RANDIST_H
#define NTK_ACSL_GSL_RANDIST_H

#include <gsl/gsl_rng.h>

/*@ requires valid: \valid_read(rng);
    terminates \true;
    exits \false;
    assigns \result \from rng, sigma; */
extern double gsl_ran_gaussian_ziggurat(const gsl_rng *rng, double sigma);

/* count of the n indices at from, in their order, without replacement. GSL moves bytes; only indices are drawn here, and WP wants a type. */
/*@ requires indices: size == sizeof(size_t);
    requires valid: \valid_read(rng) && \valid((size_t *)to + (0 .. count - 1)) && \valid_read((size_t *)from + (0 .. n - 1));
    requires apart: \separated((size_t *)to + (0 .. count - 1), (size_t *)from + (0 .. n - 1));
    requires enough: count <= n;
    terminates \true;
    exits \false;
    assigns ((size_t *)to)[0 .. count - 1], \result \from rng, count, ((size_t *)from)[0 .. n - 1];
    ensures done: \result == 0;
    ensures drawn: \forall integer b; 0 <= b < count ==> \exists integer i; 0 <= i < n && ((size_t *)to)[b] == ((size_t *)from)[i];
    ensures order: \forall integer b; 0 <= b < count - 1 ==> \exists integer i, j; 0 <= i < j < n &&
                     ((size_t *)to)[b] == ((size_t *)from)[i] && ((size_t *)to)[b + 1] == ((size_t *)from)[j]; */
extern int gsl_ran_choose(const gsl_rng *rng, void *to, size_t count, void *from, size_t n, size_t size);

/* count of the n indices at from, with replacement. */
/*@ requires indices: size == sizeof(size_t);
    requires valid: \valid_read(rng) && \valid((size_t *)to + (0 .. count - 1)) && \valid_read((size_t *)from + (0 .. n - 1));
    requires apart: \separated((size_t *)to + (0 .. count - 1), (size_t *)from + (0 .. n - 1));
    requires some: 0 < n;
    terminates \true;
    exits \false;
    assigns ((size_t *)to)[0 .. count - 1] \from rng, count, ((size_t *)from)[0 .. n - 1];
    ensures drawn: \forall integer b; 0 <= b < count ==> \exists integer i; 0 <= i < n && ((size_t *)to)[b] == ((size_t *)from)[i]; */
extern void gsl_ran_sample(const gsl_rng *rng, void *to, size_t count, void *from, size_t n, size_t size);

#endif
