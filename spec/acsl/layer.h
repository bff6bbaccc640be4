/* One layer of a network over the reals (theory, notation): W is m x t, row-major. */
#ifndef NTK_ACSL_LAYER_H
#define NTK_ACSL_LAYER_H

#include "sums.h"

/*@ // where W_ji lies
    logic integer entry(integer j, integer t, integer i) = j * t + i;

    // sum_{i<n} W_ji h_i
    logic real row_dot{L}(double *W, integer t, double *h, integer j, integer n) =
      n <= 0 ? 0.0 : row_dot(W, t, h, j, n - 1) + W[j * t + (n - 1)] * h[n - 1];

    // sum_{j<n} W_ji delta_j
    logic real column_dot{L}(double *W, integer t, double *delta, integer i, integer n) =
      n <= 0 ? 0.0 : column_dot(W, t, delta, i, n - 1) + W[(n - 1) * t + i] * delta[n - 1];

    // g_i = s sum_j W_ji delta_j
    logic real back{L}(double *W, integer t, real s, double *delta, integer i, integer m) = s * column_dot(W, t, delta, i, m);

    // G_ji = s delta_j h_i
    logic real outer(real s, real delta, real h) = s * delta * h;

    // c_b beta_j; no bias: beta is null
    logic real bias{L}(real c_b, double *beta, integer j) = beta == \null ? 0.0 : c_b * beta[j];

    // z_j = s sum_i W_ji h_i + c_b beta_j
    logic real affine{L}(double *W, integer t, real s, real c_b, double *beta, double *h, integer j) =
      s * row_dot(W, t, h, j, t) + bias(c_b, beta, j); */

#endif
