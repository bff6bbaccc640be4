/* Forward pass: Z_l = s_l H_{l-1} W_l^T + c_b 1 beta_l^T, H_l = phi(Z_l), D_l = phi'(Z_l) (theory, notation; rows are examples). */
#include "core/vec.h"
#include "model/layer.h"

/* Z (n x m_l) := s_l H_{l-1} W_l^T */
/*@ requires valid: mlp_shapes(mlp) && 1 <= l <= mlp->arch.depth && matrix_full(Z, mlp->n, mlp->arch.width[l]);
    requires input: matrix_readable(mlp->H[l - 1]) && matrix_blas(mlp->H[l - 1]) && mlp->H[l - 1]->size1 == mlp->n &&
                    mlp->H[l - 1]->size2 == mlp->arch.width[l - 1];
    requires apart: matrix_apart(Z, mlp->H[l - 1]) && \separated(mlp, Z->data + (0 .. matrix_cells(Z) - 1)) &&
                    \separated(Z->data + (0 .. matrix_cells(Z) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    terminates \true;
    exits \false;
    assigns Z->data[0 .. matrix_cells(Z) - 1];
    ensures linear: \forall integer i, j; 0 <= i < Z->size1 && 0 <= j < Z->size2 ==> Z->data[entry(i, Z->tda, j)] == \old(linear_entry(mlp, l, i, j)); */
static void times_weights(const ntk_mlp *mlp, size_t l, gsl_matrix *Z) {
  const double s = ntk_layer_scale(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l - 1);
  const gsl_matrix_const_view W = ntk_layer_const_weights(&mlp->arch, mlp->theta, 0, l);
  ntk_product(Z, 0.0, s, CblasNoTrans, mlp->H[l - 1], CblasTrans, &W.matrix);
}

/*@ requires valid: mlp_valid(mlp) && 1 <= l < mlp->arch.depth;
    terminates \true;
    exits \false;
    assigns mlp->H[l]->data[0 .. mlp_cells(mlp, l) - 1], mlp->D[l]->data[0 .. mlp_cells(mlp, l) - 1];
    ensures value: \forall integer i, j; 0 <= i < mlp->n && 0 <= j < mlp->arch.width[l] ==>
      is_activation(mlp->arch.activation, \old(forward_entry(mlp, l, i, j)), mlp->H[l]->data[entry(i, mlp->arch.width[l], j)]);
    ensures slope: \forall integer i, j; 0 <= i < mlp->n && 0 <= j < mlp->arch.width[l] ==>
      is_slope(mlp->arch.activation, \old(forward_entry(mlp, l, i, j)), mlp->D[l]->data[entry(i, mlp->arch.width[l], j)]); */
static void forward_hidden(ntk_mlp *mlp, size_t l) {
  const ntk_arch *arch = &mlp->arch;
  gsl_matrix *Z = mlp->H[l];
  times_weights(mlp, l, Z);
  ntk_add_bias(Z, arch->bias_scale, ntk_layer_bias(arch, mlp->theta, 0, l));
  ntk_activation_apply(arch->activation, mlp->n * arch->width[l], Z->data, Z->data, mlp->D[l]->data);
}

/*@ requires valid: mlp_valid(mlp);
    terminates \true;
    exits \false;
    assigns mlp->f->data[0 .. mlp_outputs(mlp) - 1];
    ensures output: \forall integer i, o; 0 <= i < mlp->n && 0 <= o < mlp->arch.width[mlp->arch.depth] ==>
      mlp->f->data[entry(i, mlp->arch.width[mlp->arch.depth], o)] == \old(forward_entry(mlp, mlp->arch.depth, i, o)); */
static void forward_output(ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  times_weights(mlp, arch->depth, mlp->f);
  ntk_add_bias(mlp->f, arch->bias_scale, ntk_layer_bias(arch, mlp->theta, 0, arch->depth));
}

void ntk_mlp_forward_from(ntk_mlp *mlp, size_t first) {
  /*@ loop invariant range: first <= l <= mlp->arch.depth;
      loop assigns l, { mlp->H[k]->data[i] | integer k, i; first <= k < mlp->arch.depth && 0 <= i < mlp_cells(mlp, k) },
                   { mlp->D[k]->data[i] | integer k, i; first <= k < mlp->arch.depth && 0 <= i < mlp_cells(mlp, k) };
      loop variant mlp->arch.depth - l; */
  for (size_t l = first; l < mlp->arch.depth; l++) forward_hidden(mlp, l);
  forward_output(mlp);
}

ntk_status ntk_mlp_forward(ntk_mlp *mlp, const double *w) {
  size_t first, last, offset, count;
  ntk_trained_layers(&mlp->arch, &first, &last);
  ntk_trained_slice(&mlp->arch, &offset, &count);
  ntk_copy(count, w, mlp->theta + offset);
  ntk_mlp_forward_from(mlp, first);
  return ntk_all_finite(mlp->n * mlp->f->size2, mlp->f->data) ? NTK_OK : NTK_ENUMERIC;
}

void ntk_mlp_output(const ntk_mlp *mlp, double *f) {
  const size_t N = mlp->n * mlp->f->size2;
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(mlp->f->data, N) && same{Pre, Here}(mlp->f0->data, N);
      loop invariant output: \forall integer j; 0 <= j < i ==> f[j] == \at(mlp->f->data[j], Pre) - \at(mlp->f0->data[j], Pre);
      loop assigns i, f[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) f[i] = mlp->f->data[i] - mlp->f0->data[i];
}
