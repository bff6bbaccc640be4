/* What normalised inputs are, over the reals. */
#ifndef NTK_ACSL_NORMALISE_H
#define NTK_ACSL_NORMALISE_H

#include "sums.h"

/*@ // a row of norm sqrt d
    predicate on_sphere{L}(double *row, integer d) = sum_squares(row, d) == (real)d;

    // sum_{k<n} (x_k / scale)^2
    logic real quotient_squares{L}(double *x, real scale, integer n) =
      n <= 0 ? 0.0 : quotient_squares(x, scale, n - 1) + (x[n - 1] / scale) * (x[n - 1] / scale);

    // sum_{k<n} (x_k factor)^2
    logic real product_squares{L}(double *x, real factor, integer n) =
      n <= 0 ? 0.0 : product_squares(x, factor, n - 1) + square(x[n - 1] * factor); */

/*@ // entry (i, j) of rows of t numbers
    logic real cell{L}(double *a, integer t, integer i, integer j) = a[i * t + j];

    // sum_{i<n} a_ij, sum_{i<n} a_ij^2, sum_{i<n} a_ij / scale, sum_{i<n} (a_ij - mean)^2
    logic real column_sum{L}(double *a, integer t, integer j, integer n) = n <= 0 ? 0.0 : column_sum(a, t, j, n - 1) + cell(a, t, n - 1, j);
    logic real column_squares{L}(double *a, integer t, integer j, integer n) =
      n <= 0 ? 0.0 : column_squares(a, t, j, n - 1) + square(cell(a, t, n - 1, j));
    logic real column_quotients{L}(double *a, integer t, integer j, real scale, integer n) =
      n <= 0 ? 0.0 : column_quotients(a, t, j, scale, n - 1) + cell(a, t, n - 1, j) / scale;
    logic real centred_squares{L}(double *a, integer t, integer j, real mean, integer n) =
      n <= 0 ? 0.0 : centred_squares(a, t, j, mean, n - 1) + square(cell(a, t, n - 1, j) - mean);

    // mean 0 and deviation 1, or, where the column was constant, 0
    predicate column_zero{L}(double *a, integer n, integer t, integer j) = \forall integer k; 0 <= k < n ==> is_zero(cell(a, t, k, j));
    predicate column_constant{L}(double *a, integer n, integer t, integer j) = \forall integer k; 0 <= k < n ==> cell(a, t, k, j) == cell(a, t, 0, j);
    predicate standardised{L}(double *a, integer n, integer t, integer j) =
      is_zero(column_sum(a, t, j, n)) && column_squares(a, t, j, n) == n || column_zero(a, n, t, j);

    // some entry of column j is v or -v
    predicate attains{L}(double *a, integer n, integer t, integer j, real v) =
      \exists integer k; 0 <= k < n && (cell(a, t, k, j) == v || cell(a, t, k, j) == -v);

    // all columns but j, and column j from row i on, are the same in both states
    predicate columns_but{K, L}(double *a, integer n, integer t, integer j) =
      \forall integer k, l; 0 <= k < n && 0 <= l < t && l != j ==> cell{L}(a, t, k, l) == cell{K}(a, t, k, l);
    predicate column_from{K, L}(double *a, integer n, integer t, integer j, integer i) =
      \forall integer k; i <= k < n ==> cell{L}(a, t, k, j) == cell{K}(a, t, k, j); */

#endif
