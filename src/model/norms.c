/* The norms at a point that theory B4 starts from, for all examples and outputs. */
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/layer.h"
#include "model/lipschitz.h"

static double largest_magnitude(size_t n, const double *x) {
  double largest = 0.0;
  for (size_t i = 0; i < n; i++) largest = fmax(largest, fabs(x[i]));
  return largest;
}

/* out_i := ||row i||_2 */
static void row_norms(const gsl_matrix *A, double *out) {
  for (size_t i = 0; i < A->size1; i++) out[i] = ntk_norm(A->size2, gsl_matrix_const_ptr(A, i, 0));
}

/* out_i := ||row i||_inf */
static void row_maxima(const gsl_matrix *A, double *out) {
  for (size_t i = 0; i < A->size1; i++) out[i] = largest_magnitude(A->size2, gsl_matrix_const_ptr(A, i, 0));
}

/* ||g_l||_inf and ||delta_l|| of output o: the backward pass, read between its two half-steps. */
static void measure_backward(ntk_norms *norms, ntk_mlp *mlp, size_t o) {
  const size_t L = mlp->arch.depth, n = mlp->n;
  gsl_matrix *top = mlp->scratch[L];
  gsl_matrix_set_zero(top);
  for (size_t i = 0; i < n; i++) gsl_matrix_set(top, i, o, 1.0);
  row_norms(top, norms->delta + (o * (L + 1) + L) * n);
  for (size_t l = L - 1; l >= 1; l--) {
    gsl_matrix *below = mlp->scratch[l];
    ntk_mlp_back(mlp, l + 1, mlp->scratch[l + 1], below);
    row_maxima(below, norms->g_max + (o * L + l) * n);
    ntk_multiply(n * mlp->arch.width[l], mlp->D[l]->data, below->data);
    row_norms(below, norms->delta + (o * (L + 1) + l) * n);
  }
}

static ntk_status measure_weights(ntk_norms *norms, const ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  const size_t L = arch->depth;
  for (size_t l = 2; l < L; l++) {
    const gsl_matrix_const_view W = ntk_layer_const_weights(arch, mlp->theta, 0, l);
    if (ntk_spectral_norm(&W.matrix, &norms->weight[l]) != NTK_OK) return NTK_ENOMEM;
  }
  norms->output_max = largest_magnitude(arch->width[L] * arch->width[L - 1], mlp->theta + ntk_layer_offset(arch, L));
  if (ntk_spectral_norm(mlp->x, &norms->data) != NTK_OK) return NTK_ENOMEM;
  norms->data *= ntk_layer_scale(arch, 1);
  return NTK_OK;
}

ntk_status ntk_norms_init(ntk_norms *norms, ntk_mlp *mlp) {
  const size_t L = mlp->arch.depth, k = mlp->arch.width[L], n = mlp->n;
  *norms = (ntk_norms){.arch = mlp->arch, .n = n};
  norms->hidden = ntk_doubles(L, n);
  norms->g_max = ntk_doubles(k * L, n);
  norms->delta = ntk_doubles(k * (L + 1), n);
  if (norms->hidden == NULL || norms->g_max == NULL || norms->delta == NULL) return NTK_ENOMEM;
  for (size_t l = 0; l < L; l++) row_norms(mlp->H[l], norms->hidden + l * n);
  for (size_t o = 0; o < k; o++) measure_backward(norms, mlp, o);
  return measure_weights(norms, mlp);
}

void ntk_norms_clear(ntk_norms *norms) {
  free(norms->hidden);
  free(norms->g_max);
  free(norms->delta);
  norms->hidden = norms->g_max = norms->delta = NULL;
}
