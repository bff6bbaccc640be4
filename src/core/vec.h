/* Plain loops on contiguous vectors: the reference that proofs speak of (BLAS does the heavy work elsewhere). */
#ifndef NTK_CORE_VEC_H
#define NTK_CORE_VEC_H

#include <stddef.h>

/* sum_i x_i y_i */
double ntk_dot(size_t n, const double *x, const double *y);

/* sum_i x_i^2 */
double ntk_sum_squares(size_t n, const double *x);

/* sqrt(sum_i x_i^2) */
double ntk_norm(size_t n, const double *x);

/* sqrt(sum_i (x_i - y_i)^2) */
double ntk_distance(size_t n, const double *x, const double *y);

/* y := a x + y */
void ntk_axpy(size_t n, double a, const double *x, double *y);

/* nonzero iff every x_i is finite */
int ntk_all_finite(size_t n, const double *x);

#endif
