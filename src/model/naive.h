/* The reference: forward and backward pass of one layer as plain loops. Tests compare the batched pass with it; proofs speak of it. */
#ifndef NTK_MODEL_NAIVE_H
#define NTK_MODEL_NAIVE_H

#include <stddef.h>
#include <stdint.h>

#include "../../spec/acsl/layer.h"

/* z_j = s sum_i W_ji h_i + c_b beta_j, W: m x m_in row-major, beta may be NULL (no bias). */
/*@ requires size: m * m_in <= SIZE_MAX;
    requires valid: \valid_read(W + (0 .. m * m_in - 1)) && \valid_read(h + (0 .. m_in - 1)) && \valid(z + (0 .. m - 1));
    requires valid_bias: beta == \null || \valid_read(beta + (0 .. m - 1));
    requires apart: \separated(z + (0 .. m - 1), W + (0 .. m * m_in - 1)) && \separated(z + (0 .. m - 1), h + (0 .. m_in - 1)) &&
                    (beta == \null || \separated(z + (0 .. m - 1), beta + (0 .. m - 1)));
    terminates \true;
    exits \false;
    assigns z[0 .. m - 1];
    ensures affine: \forall integer j; 0 <= j < m ==> z[j] == \old(affine(W, m_in, s, c_b, beta, h, j)); */
void ntk_naive_affine(size_t m, size_t m_in, double s, const double *W, double c_b, const double *beta, const double *h, double *z);

/* g_i = s sum_j W_ji delta_j: m_in long. */
/*@ requires size: m * m_in <= SIZE_MAX;
    requires valid: \valid_read(W + (0 .. m * m_in - 1)) && \valid_read(delta + (0 .. m - 1)) && \valid(g + (0 .. m_in - 1));
    requires apart: \separated(g + (0 .. m_in - 1), W + (0 .. m * m_in - 1)) && \separated(g + (0 .. m_in - 1), delta + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. m_in - 1];
    ensures back: \forall integer i; 0 <= i < m_in ==> g[i] == \old(back(W, m_in, s, delta, i, m)); */
void ntk_naive_back(size_t m, size_t m_in, double s, const double *W, const double *delta, double *g);

/* delta_j = g_j d_j */
/*@ requires valid: \valid_read(g + (0 .. m - 1)) && \valid_read(d + (0 .. m - 1)) && \valid(delta + (0 .. m - 1));
    requires apart: \separated(delta + (0 .. m - 1), g + (0 .. m - 1)) && \separated(delta + (0 .. m - 1), d + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns delta[0 .. m - 1];
    ensures scale: \forall integer j; 0 <= j < m ==> delta[j] == \old(g[j]) * \old(d[j]); */
void ntk_naive_scale(size_t m, const double *g, const double *d, double *delta);

/* G_ji = s delta_j h_i: the gradient with respect to W, m x m_in. */
/*@ requires size: m * m_in <= SIZE_MAX;
    requires valid: \valid_read(delta + (0 .. m - 1)) && \valid_read(h + (0 .. m_in - 1)) && \valid(G + (0 .. m * m_in - 1));
    requires apart: \separated(G + (0 .. m * m_in - 1), delta + (0 .. m - 1)) && \separated(G + (0 .. m * m_in - 1), h + (0 .. m_in - 1));
    terminates \true;
    exits \false;
    assigns G[0 .. m * m_in - 1];
    ensures outer: \forall integer j, i; 0 <= j < m && 0 <= i < m_in ==> G[entry(j, m_in, i)] == outer(s, \old(delta[j]), \old(h[i])); */
void ntk_naive_outer(size_t m, size_t m_in, double s, const double *delta, const double *h, double *G);

#endif
