/* Tangents: Zdot_l = s_l (Hdot_{l-1} W_l^T + H_{l-1} V_l^T) + c_b 1 vbeta_l^T, Hdot_l = D_l . Zdot_l, Hdot_0 = 0; J v = Zdot_L.
   Layers below the first trained one have no tangent, layers above the last one no V. */
#include "core/vec.h"
#include "model/layer.h"

/* Zdot := s_l Hdot_{l-1} W_l^T */
/*@ requires valid: mlp_valid(mlp) && 2 <= l <= mlp->arch.depth;
    terminates \true;
    exits \false;
    assigns mlp->scratch[l]->data[0 .. mlp_cells(mlp, l) - 1];
    ensures below: \forall integer i, j; 0 <= i < mlp->n && 0 <= j < mlp->arch.width[l] ==> mlp->scratch[l]->data[entry(i, mlp->arch.width[l], j)] ==
      \old(tangent_below(mlp, l, i, j)); */
static void tangent_below(ntk_mlp *mlp, size_t l) {
  const double s = ntk_layer_scale(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l - 1);
  const gsl_matrix_const_view W = ntk_layer_const_weights(&mlp->arch, mlp->theta, 0, l);
  ntk_product(mlp->scratch[l], 0.0, s, CblasNoTrans, mlp->scratch[l - 1], CblasTrans, &W.matrix);
}

/* Zdot := keep Zdot + s_l H_{l-1} V_l^T */
/*@ requires valid: mlp_valid(mlp) && first_trained(mlp->arch) <= l <= last_trained(mlp->arch);
    requires slice: base == trained_offset(mlp->arch) && \valid_read(v + (0 .. trained_count(mlp->arch) - 1)) && mlp_outside(mlp, v, trained_count(mlp->arch));
    terminates \true;
    exits \false;
    assigns mlp->scratch[l]->data[0 .. mlp_cells(mlp, l) - 1];
    ensures own: \forall integer i, j; 0 <= i < mlp->n && 0 <= j < mlp->arch.width[l] ==> mlp->scratch[l]->data[entry(i, mlp->arch.width[l], j)] ==
      scaled_sum(layer_scale(mlp->arch, l), \old(tangent_own(mlp, l, v, base, i, j)), keep, \old(mlp->scratch[l]->data[entry(i, mlp->arch.width[l], j)])); */
static void tangent_own(ntk_mlp *mlp, size_t l, const double *v, size_t base, double keep) {
  const double s = ntk_layer_scale(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l - 1);
  //@ ghost layer_in_slice(&mlp->arch, l);
  const gsl_matrix_const_view V = ntk_layer_const_weights(&mlp->arch, v, base, l);
  ntk_product(mlp->scratch[l], keep, s, CblasNoTrans, mlp->H[l - 1], CblasTrans, &V.matrix);
}

/*@ requires valid: mlp_valid(mlp) && first_trained(mlp->arch) <= l <= mlp->arch.depth;
    requires slice: base == trained_offset(mlp->arch) && \valid_read(v + (0 .. trained_count(mlp->arch) - 1)) && mlp_outside(mlp, v, trained_count(mlp->arch));
    requires what: (has_below != 0 <==> first_trained(mlp->arch) < l) && (is_trained != 0 <==> l <= last_trained(mlp->arch));
    terminates \true;
    exits \false;
    assigns mlp->scratch[l]->data[0 .. mlp_cells(mlp, l) - 1]; */
static void tangent_layer(ntk_mlp *mlp, size_t l, const double *v, size_t base, int has_below, int is_trained) {
  const ntk_arch *arch = &mlp->arch;
  gsl_matrix *Zdot = mlp->scratch[l];
  //@ ghost width_fits(arch, l);
  if (has_below) tangent_below(mlp, l);
  if (is_trained) {
    //@ ghost layer_in_slice(arch, l);
    tangent_own(mlp, l, v, base, has_below ? 1.0 : 0.0);
    ntk_add_bias(Zdot, arch->bias_scale, ntk_layer_bias(arch, v, base, l));
  }
  if (l < arch->depth) ntk_multiply(mlp->n * arch->width[l], mlp->D[l]->data, Zdot->data);
}

void ntk_mlp_jvp(ntk_mlp *mlp, const double *v, double *Jv) {
  const size_t L = mlp->arch.depth;
  size_t first, last, base, count;
  ntk_trained_layers(&mlp->arch, &first, &last);
  ntk_trained_slice(&mlp->arch, &base, &count);
  /*@ loop invariant range: first <= l <= L + 1;
      loop assigns l, { mlp->scratch[k]->data[i] | integer k, i; 0 <= k <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, k) };
      loop variant L + 1 - l; */
  for (size_t l = first; l <= L; l++) tangent_layer(mlp, l, v, base, l > first, l <= last);
  //@ ghost width_fits(&mlp->arch, L);
  ntk_copy(mlp->n * mlp->arch.width[L], mlp->scratch[L]->data, Jv);
}
