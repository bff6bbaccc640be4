/* Tangents: Zdot_l = s_l (Hdot_{l-1} W_l^T + H_{l-1} V_l^T) + c_b 1 vbeta_l^T, Hdot_l = D_l . Zdot_l, Hdot_0 = 0; J v = Zdot_L.
   Layers below the first trained one have no tangent, layers above the last one no V. */
#include <string.h>

#include "model/layer.h"

static void tangent_layer(ntk_mlp *mlp, size_t l, const double *v, size_t base, int has_below, int is_trained) {
  const ntk_arch *arch = &mlp->arch;
  const double s = ntk_layer_scale(arch, l);
  gsl_matrix *Zdot = mlp->scratch[l];
  if (has_below) {
    const gsl_matrix_const_view W = ntk_layer_const_weights(arch, mlp->theta, 0, l);
    ntk_product(Zdot, 0.0, s, CblasNoTrans, mlp->scratch[l - 1], CblasTrans, &W.matrix);
  }
  if (is_trained) {
    const gsl_matrix_const_view V = ntk_layer_const_weights(arch, v, base, l);
    ntk_product(Zdot, has_below ? 1.0 : 0.0, s, CblasNoTrans, mlp->H[l - 1], CblasTrans, &V.matrix);
    ntk_add_bias(Zdot, arch->bias_scale, ntk_layer_bias(arch, v, base, l));
  }
  if (l < arch->depth) ntk_multiply(mlp->n * arch->width[l], mlp->D[l]->data, Zdot->data);
}

void ntk_mlp_jvp(ntk_mlp *mlp, const double *v, double *Jv) {
  const size_t L = mlp->arch.depth;
  size_t first, last, base, count;
  ntk_trained_layers(&mlp->arch, &first, &last);
  ntk_trained_slice(&mlp->arch, &base, &count);
  for (size_t l = first; l <= L; l++) tangent_layer(mlp, l, v, base, l > first, l <= last);
  memcpy(Jv, mlp->scratch[L]->data, mlp->n * mlp->arch.width[L] * sizeof *Jv);
}
