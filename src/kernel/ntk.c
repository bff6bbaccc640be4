/* The layer-wise kernel (theory, notation): per layer two Gram matrices, of the batched deltas (N x m_l, example-major) and of the
   inputs h_{l-1} (n x m_{l-1}), multiplied entry by entry and added. The deltas of all k outputs go through the backward pass together. */
#include "kernel/ntk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "core/vec.h"

/* A backward pass of the outputs' unit vectors: delta (N x m_l) of the current layer, room for the one below. */
typedef struct {
  const ntk_mlp *mlp;
  size_t N, k;
  double *now, *below;
} sweep;

static void sweep_clear(sweep *s) {
  free(s->now);
  free(s->below);
}

/* Starts at layer L: delta_L of example i, output o is e_o. */
static ntk_status sweep_start(sweep *s, const ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  size_t widest = 0;
  *s = (sweep){.mlp = mlp, .k = arch->width[arch->depth]};
  for (size_t l = 1; l <= arch->depth; l++)
    if (arch->width[l] > widest) widest = arch->width[l];
  if (!ntk_size_mul(mlp->n, s->k, &s->N) || s->N > INT_MAX) return NTK_ENOMEM;
  s->now = ntk_doubles(s->N, widest);
  s->below = ntk_doubles(s->N, widest);
  if (s->now == NULL || s->below == NULL) return NTK_ENOMEM;
  for (size_t row = 0; row < s->N; row++) s->now[row * s->k + row % s->k] = 1.0;
  return NTK_OK;
}

static gsl_matrix_view sweep_delta(const sweep *s, size_t l) { return gsl_matrix_view_array(s->now, s->N, s->mlp->arch.width[l]); }

/* From layer l to l - 1: delta_{l-1} = (s_l delta_l W_l) . phi'(z_{l-1}), the k rows of an example sharing its phi'.
   ntk_mlp_back takes as many rows as delta has: here N, not n. */
static void sweep_down(sweep *s, size_t l) {
  const size_t m = s->mlp->arch.width[l - 1];
  const gsl_matrix_view delta = sweep_delta(s, l);
  gsl_matrix_view g = gsl_matrix_view_array(s->below, s->N, m);
  ntk_mlp_back(s->mlp, l, &delta.matrix, &g.matrix);
  for (size_t row = 0; row < s->N; row++) {
    const double *slope = gsl_matrix_const_ptr(s->mlp->D[l - 1], row / s->k, 0);
    double *g_row = s->below + row * m;
    for (size_t j = 0; j < m; j++) g_row[j] *= slope[j];
  }
  double *kept = s->now;
  s->now = s->below;
  s->below = kept;
}

/* G := A B^T; symmetric (A and B hold the same): only its lower triangle. */
static int gram(int symmetric, const gsl_matrix *A, const gsl_matrix *B, gsl_matrix *G) {
  if (symmetric) return gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1.0, A, 0.0, G);
  return gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0, A, B, 0.0, G);
}

/* K_row += G_row (s_l^2 P_i + c_b^2) for columns 0..columns-1, the k columns of an example sharing its P_ij. */
static void add_row(size_t columns, size_t k, double scale2, double bias2, const double *P, const double *G, double *K) {
  if (k == 1) {
    for (size_t j = 0; j < columns; j++) K[j] += G[j] * (scale2 * P[j] + bias2);
    return;
  }
  for (size_t j = 0; j < columns; j++) K[j] += G[j] * (scale2 * P[j / k] + bias2);
}

/* K (N_a x N_b) += the part of layer l; G: N_a x N_b, P: n_a x n_b. With a == b only the lower triangles. */
static ntk_status add_layer(const sweep *a, const sweep *b, size_t l, double *G, double *P, double *K) {
  const ntk_arch *arch = &a->mlp->arch;
  const double scale = ntk_layer_scale(arch, l), scale2 = scale * scale, bias2 = arch->bias_scale * arch->bias_scale;
  const size_t n_b = b->mlp->n;
  const gsl_matrix_view delta_a = sweep_delta(a, l), delta_b = sweep_delta(b, l);
  gsl_matrix_view G_view = gsl_matrix_view_array(G, a->N, b->N), P_view = gsl_matrix_view_array(P, a->mlp->n, n_b);
  if (gram(a == b, &delta_a.matrix, &delta_b.matrix, &G_view.matrix) != 0) return NTK_EINTERNAL;
  if (gram(a == b, a->mlp->H[l - 1], b->mlp->H[l - 1], &P_view.matrix) != 0) return NTK_EINTERNAL;
  for (size_t row = 0; row < a->N; row++)
    add_row(a == b ? row + 1 : b->N, a->k, scale2, bias2, P + row / a->k * n_b, G + row * b->N, K + row * b->N);
  return NTK_OK;
}

/* K (N_a x N_b) := the sum over the trained layers, from the last to the first. */
static ntk_status add_layers(sweep *a, sweep *b, double *G, double *P, double *K) {
  size_t first, last;
  ntk_trained_layers(&a->mlp->arch, &first, &last);
  memset(K, 0, a->N * b->N * sizeof *K);
  for (size_t l = a->mlp->arch.depth; l >= first; l--) {
    const ntk_status status = l <= last ? add_layer(a, b, l, G, P, K) : NTK_OK;
    if (status != NTK_OK) return status;
    if (l > first) sweep_down(a, l);
    if (l > first && a != b) sweep_down(b, l);
  }
  return NTK_OK;
}

static ntk_status kernel(sweep *a, sweep *b, double *K) {
  double *G = ntk_doubles(a->N, b->N), *P = ntk_doubles(a->mlp->n, b->mlp->n);
  const ntk_status status = G == NULL || P == NULL ? NTK_ENOMEM : add_layers(a, b, G, P, K);
  free(G);
  free(P);
  return status;
}

ntk_status ntk_kernel(ntk_mlp *mlp, double *K) {
  sweep s;
  ntk_status status = sweep_start(&s, mlp);
  if (status == NTK_OK) status = kernel(&s, &s, K);
  sweep_clear(&s);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s.N; i++)
    for (size_t j = 0; j < i; j++) K[j * s.N + i] = K[i * s.N + j];
  return ntk_all_finite(s.N * s.N, K) ? NTK_OK : NTK_ENUMERIC;
}

/* What K depends on: everything but the number of rows and how the first point was drawn. */
static int same_network(const ntk_mlp *a, const ntk_mlp *b) {
  const ntk_arch *x = &a->arch, *y = &b->arch;
  if (x->depth != y->depth || memcmp(x->width, y->width, (x->depth + 1) * sizeof x->width[0]) != 0) return 0;
  if (x->activation != y->activation || x->parametrisation != y->parametrisation || x->train != y->train) return 0;
  if (x->weight_scale != y->weight_scale || x->bias_scale != y->bias_scale || x->scale_power != y->scale_power) return 0;
  return memcmp(a->theta, b->theta, ntk_arch_params(x) * sizeof *a->theta) == 0;
}

ntk_status ntk_kernel_cross(ntk_mlp *a, ntk_mlp *b, double *K) {
  sweep s, t = {0};
  if (!same_network(a, b)) return NTK_EUSAGE;
  ntk_status status = sweep_start(&s, a);
  if (status == NTK_OK) status = sweep_start(&t, b);
  if (status == NTK_OK) status = kernel(&s, &t, K);
  sweep_clear(&s);
  sweep_clear(&t);
  if (status != NTK_OK) return status;
  return ntk_all_finite(s.N * t.N, K) ? NTK_OK : NTK_ENUMERIC;
}
