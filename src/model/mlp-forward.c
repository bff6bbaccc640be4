/* Forward pass: Z_l = s_l H_{l-1} W_l^T + c_b 1 beta_l^T, H_l = phi(Z_l), D_l = phi'(Z_l) (theory, notation; rows are examples). */
#include <string.h>

#include "core/vec.h"
#include "model/layer.h"

static void forward_layer(ntk_mlp *mlp, size_t l) {
  const ntk_arch *arch = &mlp->arch;
  const int is_output = l == arch->depth;
  gsl_matrix *Z = is_output ? mlp->f : mlp->H[l];
  const gsl_matrix_const_view W = ntk_layer_const_weights(arch, mlp->theta, 0, l);
  ntk_product(Z, 0.0, ntk_layer_scale(arch, l), CblasNoTrans, mlp->H[l - 1], CblasTrans, &W.matrix);
  ntk_add_bias(Z, arch->bias_scale, ntk_layer_bias(arch, mlp->theta, 0, l));
  if (!is_output) ntk_activation_apply(arch->activation, mlp->n * arch->width[l], Z->data, Z->data, mlp->D[l]->data);
}

void ntk_mlp_forward_from(ntk_mlp *mlp, size_t first) {
  for (size_t l = first; l <= mlp->arch.depth; l++) forward_layer(mlp, l);
}

ntk_status ntk_mlp_forward(ntk_mlp *mlp, const double *w) {
  size_t first, last, offset, count;
  ntk_trained_layers(&mlp->arch, &first, &last);
  ntk_trained_slice(&mlp->arch, &offset, &count);
  memcpy(mlp->theta + offset, w, count * sizeof *w);
  ntk_mlp_forward_from(mlp, first);
  return ntk_all_finite(mlp->n * mlp->f->size2, mlp->f->data) ? NTK_OK : NTK_ENUMERIC;
}

void ntk_mlp_output(const ntk_mlp *mlp, double *f) {
  for (size_t i = 0; i < mlp->n * mlp->f->size2; i++) f[i] = mlp->f->data[i] - mlp->f0->data[i];
}
