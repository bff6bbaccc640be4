/* Enclosures of sums over vectors of doubles: the exact real value of the dot product, the sum of squares, the Euclidean norm and distance,
   and the matrix-vector product. Entries may be anything: a NaN, an infinity or an entry beyond 2^500 makes the result the whole line.
   Width, tested, not proved: at most 8 u n sum_i |x_i y_i|, u = 2^-53 (each step rounds each end outwards twice). */
#ifndef NTK_BOUND_VECTOR_H
#define NTK_BOUND_VECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "bound/interval.h"

#include "../../spec/acsl/layer.h"
#include "../../spec/acsl/sums.h"

/* sum_{i<n} x_i y_i */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], y[0 .. n - 1];
    ensures finite: finite_ends(\result);
    ensures encloses: encloses(\result, dot(x, y, n)); */
ntk_interval ntk_dot_enclosure(size_t n, const double *x, const double *y);

/* sum_{i<n} x_i^2, never negative */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures finite: finite_ends(\result);
    ensures encloses: encloses(\result, sum_squares(x, n));
    ensures positive: 0.0 <= sum_squares(x, n) && 0.0 <= \result.lo; */
ntk_interval ntk_sum_squares_enclosure(size_t n, const double *x);

/* sqrt(sum_{i<n} x_i^2) */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures finite: finite_ends(\result);
    ensures encloses: encloses(\result, \sqrt(sum_squares(x, n)));
    ensures positive: 0.0 <= \result.lo; */
ntk_interval ntk_norm_enclosure(size_t n, const double *x);

/* sqrt(sum_{i<n} (x_i - y_i)^2) */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], y[0 .. n - 1];
    ensures finite: finite_ends(\result);
    ensures encloses: encloses(\result, \sqrt(square_distance(x, y, n)));
    ensures positive: 0.0 <= \result.lo; */
ntk_interval ntk_distance_enclosure(size_t n, const double *x, const double *y);

/* lo_j <= sum_{i<n} a_{j n + i} x_i <= hi_j for j < m: the product of the row-major m x n matrix a and x */
/*@ requires size: m * n <= SIZE_MAX;
    requires valid: \valid_read(a + (0 .. m * n - 1)) && \valid_read(x + (0 .. n - 1)) && \valid(lo + (0 .. m - 1)) && \valid(hi + (0 .. m - 1));
    requires apart_lo: \separated(lo + (0 .. m - 1), a + (0 .. m * n - 1)) && \separated(lo + (0 .. m - 1), x + (0 .. n - 1));
    requires apart_hi: \separated(hi + (0 .. m - 1), a + (0 .. m * n - 1)) && \separated(hi + (0 .. m - 1), x + (0 .. n - 1));
    requires apart: \separated(lo + (0 .. m - 1), hi + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns lo[0 .. m - 1], hi[0 .. m - 1];
    ensures lower: \forall integer j; 0 <= j < m ==> \is_finite(lo[j]) && lower(lo[j], row_dot{Pre}(a, n, x, j, n));
    ensures upper: \forall integer j; 0 <= j < m ==> \is_finite(hi[j]) && upper(hi[j], row_dot{Pre}(a, n, x, j, n)); */
void ntk_matvec_enclosure(size_t m, size_t n, const double *a, const double *x, double *lo, double *hi);

#endif
