/* Plain loops on contiguous vectors: the reference that proofs speak of (BLAS does the heavy work elsewhere). */
#ifndef NTK_CORE_VEC_H
#define NTK_CORE_VEC_H

#include <stddef.h>

#include "core/finite.h"

#include "../../spec/acsl/sums.h"

/* sum_i x_i y_i */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], y[0 .. n - 1];
    ensures sum: \result == dot(x, y, n); */
double ntk_dot(size_t n, const double *x, const double *y);

/* sum_i x_i^2 */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures sum: \result == sum_squares(x, n);
    ensures positive: 0.0 <= \result; */
double ntk_sum_squares(size_t n, const double *x);

/* sqrt(sum_i x_i^2) */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures norm: \result == \sqrt(sum_squares(x, n));
    ensures positive: 0.0 <= \result; */
double ntk_norm(size_t n, const double *x);

/* sqrt(sum_i (x_i - y_i)^2) */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], y[0 .. n - 1];
    ensures distance: \result == \sqrt(square_distance(x, y, n));
    ensures positive: 0.0 <= \result; */
double ntk_distance(size_t n, const double *x, const double *y);

/* y := a x + y */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid(y + (0 .. n - 1));
    requires apart: \separated(x + (0 .. n - 1), y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns y[0 .. n - 1];
    ensures step: \forall integer i; 0 <= i < n ==> y[i] == a * \old(x[i]) + \old(y[i]); */
void ntk_axpy(size_t n, double a, const double *x, double *y);

/* y := x (memcpy for doubles, in the terms of the proofs) */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid(y + (0 .. n - 1));
    requires apart: \separated(x + (0 .. n - 1), y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns y[0 .. n - 1] \from x[0 .. n - 1];
    ensures copy: \forall integer i; 0 <= i < n ==> y[i] == x[i]; */
void ntk_copy(size_t n, const double *x, double *y);

/* x := 0 */
/*@ requires valid: \valid(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 1] \from \nothing;
    ensures zero: zeros(x, n); */
void ntk_zero(size_t n, double *x);

#endif
