/* Stands in for <gsl/gsl_sort_double.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_SORT_DOUBLE_H
#define NTK_ACSL_GSL_SORT_DOUBLE_H

#include <stddef.h>

/*@ requires stride: stride == 1;
    requires valid: \valid(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 1] \from x[0 .. n - 1];
    ensures ascending: \forall integer i, j; 0 <= i <= j < n ==> x[i] <= x[j]; */
extern void gsl_sort(double *x, size_t stride, size_t n);

#endif
