/* The reference: forward and backward pass of one layer as plain loops. Tests compare the batched pass with it; proofs speak of it. */
#ifndef NTK_MODEL_NAIVE_H
#define NTK_MODEL_NAIVE_H

#include <stddef.h>

/* z_j = s sum_i W_ji h_i + c_b beta_j, W: m x m_in row-major, beta may be NULL (no bias). */
void ntk_naive_affine(size_t m, size_t m_in, double s, const double *W, double c_b, const double *beta, const double *h, double *z);

/* g_i = s sum_j W_ji delta_j: m_in long. */
void ntk_naive_back(size_t m, size_t m_in, double s, const double *W, const double *delta, double *g);

/* delta_j = g_j d_j */
void ntk_naive_scale(size_t m, const double *g, const double *d, double *delta);

/* G_ji = s delta_j h_i: the gradient with respect to W, m x m_in. */
void ntk_naive_outer(size_t m, size_t m_in, double s, const double *delta, const double *h, double *G);

#endif
