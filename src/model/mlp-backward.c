/* Backward pass: Delta_L = U, G_{l-1} = s_l Delta_l W_l, Delta_l = G_l . D_l; dW_l = s_l Delta_l^T H_{l-1}, dbeta_l = c_b Delta_l^T 1. */
#include <string.h>

#include "core/vec.h"
#include "model/layer.h"

void ntk_mlp_back(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, gsl_matrix *g) {
  const gsl_matrix_const_view W = ntk_layer_const_weights(&mlp->arch, mlp->theta, 0, l);
  ntk_product(g, 0.0, ntk_layer_scale(&mlp->arch, l), CblasNoTrans, delta, CblasNoTrans, &W.matrix);
}

/* delta_{l-1} from delta_l, 2 <= l <= L. */
static void back_through(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, gsl_matrix *below) {
  ntk_mlp_back(mlp, l, delta, below);
  ntk_multiply(mlp->n * mlp->arch.width[l - 1], mlp->D[l - 1]->data, below->data);
}

/* b := c_b times the column sums of delta */
static void bias_gradient(const gsl_matrix *delta, double c_b, double *b) {
  memset(b, 0, delta->size2 * sizeof *b);
  for (size_t i = 0; i < delta->size1; i++) ntk_axpy(delta->size2, c_b, gsl_matrix_const_ptr(delta, i, 0), b);
}

static void layer_gradient(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, size_t base, double *JTu) {
  const ntk_arch *arch = &mlp->arch;
  gsl_matrix_view G = ntk_layer_weights(arch, JTu, base, l);
  ntk_product(&G.matrix, 0.0, ntk_layer_scale(arch, l), CblasTrans, delta, CblasNoTrans, mlp->H[l - 1]);
  if (arch->bias_scale != 0.0) bias_gradient(delta, arch->bias_scale, G.matrix.data + arch->width[l] * arch->width[l - 1]);
}

void ntk_mlp_vjp(ntk_mlp *mlp, const double *u, double *JTu) {
  const size_t L = mlp->arch.depth;
  size_t first, last, base, count;
  ntk_trained_layers(&mlp->arch, &first, &last);
  ntk_trained_slice(&mlp->arch, &base, &count);
  memcpy(mlp->scratch[L]->data, u, mlp->n * mlp->arch.width[L] * sizeof *u);
  for (size_t l = L; l >= first; l--) {
    if (l <= last) layer_gradient(mlp, l, mlp->scratch[l], base, JTu);
    if (l > first) back_through(mlp, l, mlp->scratch[l], mlp->scratch[l - 1]);
  }
}

void ntk_mlp_deltas(ntk_mlp *mlp, size_t output, gsl_matrix **delta) {
  const size_t L = mlp->arch.depth;
  gsl_matrix_set_zero(delta[L]);
  for (size_t i = 0; i < mlp->n; i++) gsl_matrix_set(delta[L], i, output, 1.0);
  for (size_t l = L; l > 1 && delta[l - 1] != NULL; l--) back_through(mlp, l, delta[l], delta[l - 1]);
}
