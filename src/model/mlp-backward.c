/* Backward pass: Delta_L = U, G_{l-1} = s_l Delta_l W_l, Delta_l = G_l . D_l; dW_l = s_l Delta_l^T H_{l-1}, dbeta_l = c_b Delta_l^T 1. */
#include "core/vec.h"
#include "model/layer.h"

#include "../../spec/acsl/index.h"

void ntk_mlp_back(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, gsl_matrix *g) {
  const double s = ntk_layer_scale(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l - 1);
  const gsl_matrix_const_view W = ntk_layer_const_weights(&mlp->arch, mlp->theta, 0, l);
  ntk_product(g, 0.0, s, CblasNoTrans, delta, CblasNoTrans, &W.matrix);
}

/* delta_{l-1} from delta_l, 2 <= l <= L. */
/*@ requires valid: mlp_valid(mlp) && 2 <= l <= mlp->arch.depth && matrix_full(delta, mlp->n, mlp->arch.width[l]) && matrix_full(below, mlp->n, mlp->arch.width[l - 1]);
    requires apart: matrix_apart(below, delta) && matrix_apart(below, mlp->D[l - 1]) && \separated(mlp, below->data + (0 .. matrix_cells(below) - 1)) &&
                    \separated(below->data + (0 .. matrix_cells(below) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    terminates \true;
    exits \false;
    assigns below->data[0 .. mlp_cells(mlp, l - 1) - 1];
    ensures delta: \forall integer i, j; 0 <= i < mlp->n && 0 <= j < mlp->arch.width[l - 1] ==>
      below->data[entry(i, mlp->arch.width[l - 1], j)] == \old(mlp->D[l - 1]->data[entry(i, mlp->arch.width[l - 1], j)]) *
        \old(back_entry(layer_scale(mlp->arch, l), delta->data + i * delta->tda, mlp->theta + layer_offset(mlp->arch, l) + j, mlp->arch.width[l - 1], delta->size2)); */
static void back_through(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, gsl_matrix *below) {
  //@ ghost width_fits(&mlp->arch, l - 1);
  const size_t cells = mlp->n * mlp->arch.width[l - 1];
  ntk_mlp_back(mlp, l, delta, below);
  ntk_multiply(cells, mlp->D[l - 1]->data, below->data);
}

/* G (m_l x m_{l-1}) := s_l Delta_l^T H_{l-1} */
/*@ requires valid: mlp_shapes(mlp) && 1 <= l <= mlp->arch.depth && matrix_full(delta, mlp->n, mlp->arch.width[l]) &&
                    \valid(G + (0 .. layer_weights(mlp->arch, l) - 1));
    requires input: matrix_readable(mlp->H[l - 1]) && matrix_blas(mlp->H[l - 1]) && mlp->H[l - 1]->size1 == mlp->n &&
                    mlp->H[l - 1]->size2 == mlp->arch.width[l - 1];
    requires apart: \separated(mlp, G + (0 .. layer_weights(mlp->arch, l) - 1)) && outside_block(G, layer_weights(mlp->arch, l), delta) && outside_block(G, layer_weights(mlp->arch, l), mlp->H[l - 1]);
    terminates \true;
    exits \false;
    assigns G[0 .. layer_weights(mlp->arch, l) - 1];
    ensures gradient: \forall integer i, j; 0 <= i < mlp->arch.width[l] && 0 <= j < mlp->arch.width[l - 1] ==>
      G[entry(i, mlp->arch.width[l - 1], j)] == \old(gradient_entry(layer_scale(mlp->arch, l),
        delta->data + i, delta->tda, mlp->H[l - 1]->data + j, mlp->H[l - 1]->tda, mlp->n)); */
static void weight_gradient(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, double *G) {
  const double s = ntk_layer_scale(&mlp->arch, l);
  const size_t m = mlp->arch.width[l], m_in = mlp->arch.width[l - 1];
  //@ ghost width_fits(&mlp->arch, l);
  //@ ghost width_fits(&mlp->arch, l - 1);
  gsl_matrix_view view = gsl_matrix_view_array(G, m, m_in);
  ntk_product(&view.matrix, 0.0, s, CblasTrans, delta, CblasNoTrans, mlp->H[l - 1]);
}

/* b := c_b times the column sums of delta */
/*@ requires valid: matrix_full(delta, delta->size1, delta->size2) && \valid(b + (0 .. delta->size2 - 1));
    requires apart: \separated(b + (0 .. delta->size2 - 1), delta->data + (0 .. matrix_cells(delta) - 1));
    terminates \true;
    exits \false;
    assigns b[0 .. delta->size2 - 1];
    ensures sums: \forall integer j; 0 <= j < delta->size2 ==> b[j] == \old(bias_sum(c_b, delta->data, delta->size2, j, delta->size1)); */
static void bias_gradient(const gsl_matrix *delta, double c_b, double *b) {
  ntk_zero(delta->size2, b);
  /*@ loop invariant range: 0 <= i <= delta->size1;
      loop invariant same: same{Pre, Here}(delta->data, matrix_cells(delta));
      loop invariant sums: \forall integer j; 0 <= j < delta->size2 ==> b[j] == bias_sum{Pre}(c_b, delta->data, delta->size2, j, i);
      loop assigns i, b[0 .. delta->size2 - 1];
      loop variant delta->size1 - i; */
  for (size_t i = 0; i < delta->size1; i++) {
    const double *row = gsl_matrix_const_ptr(delta, i, 0);
    //@ ghost row_inside(i, delta->size1, delta->size2);
    //@ assert row: row == delta->data + i * delta->size2;
    ntk_axpy(delta->size2, c_b, row, b);
  }
}

/*@ requires valid: mlp_valid(mlp) && first_trained(mlp->arch) <= l <= last_trained(mlp->arch) && matrix_full(delta, mlp->n, mlp->arch.width[l]);
    requires slice: base == trained_offset(mlp->arch) && \valid(JTu + (0 .. trained_count(mlp->arch) - 1));
    requires apart: mlp_outside(mlp, JTu, trained_count(mlp->arch)) && outside_block(JTu, trained_count(mlp->arch), delta) &&
                    \separated(JTu + (0 .. trained_count(mlp->arch) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    terminates \true;
    exits \false;
    assigns JTu[layer_offset(mlp->arch, l) - base .. layer_offset(mlp->arch, l) - base + layer_size(mlp->arch, l) - 1];
    ensures weights: \forall integer i, j; 0 <= i < mlp->arch.width[l] && 0 <= j < mlp->arch.width[l - 1] ==>
      JTu[layer_offset(mlp->arch, l) - base + entry(i, mlp->arch.width[l - 1], j)] == \old(gradient_entry(layer_scale(mlp->arch, l),
        delta->data + i, delta->tda, mlp->H[l - 1]->data + j, mlp->H[l - 1]->tda, mlp->n));
    ensures bias: has_bias(mlp->arch) ==> \forall integer i; 0 <= i < mlp->arch.width[l] ==>
      JTu[layer_offset(mlp->arch, l) - base + layer_weights(mlp->arch, l) + i] == \old(bias_sum(mlp->arch.bias_scale, delta->data, mlp->arch.width[l], i, mlp->n)); */
static void layer_gradient(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, size_t base, double *JTu) {
  const ntk_arch *arch = &mlp->arch;
  const size_t offset = ntk_layer_offset(arch, l), m = arch->width[l], m_in = arch->width[l - 1];
  const int biased = arch->bias_scale != 0.0;
  const double c_b = arch->bias_scale;
  //@ ghost layer_in_slice(arch, l);
  weight_gradient(mlp, l, delta, JTu + (offset - base));
  if (biased) bias_gradient(delta, c_b, JTu + (offset - base) + m * m_in);
}

void ntk_mlp_vjp(ntk_mlp *mlp, const double *u, double *JTu) {
  const size_t L = mlp->arch.depth;
  size_t first, last, base, count;
  ntk_trained_layers(&mlp->arch, &first, &last);
  ntk_trained_slice(&mlp->arch, &base, &count);
  //@ ghost width_fits(&mlp->arch, L);
  ntk_copy(mlp->n * mlp->arch.width[L], u, mlp->scratch[L]->data);
  /*@ loop invariant range: first <= l <= L;
      loop assigns l, JTu[0 .. trained_count(mlp->arch) - 1],
                   { mlp->scratch[k]->data[i] | integer k, i; 0 <= k <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, k) };
      loop variant l; */
  for (size_t l = L; l > first; l--) {
    if (l <= last) layer_gradient(mlp, l, mlp->scratch[l], base, JTu);
    back_through(mlp, l, mlp->scratch[l], mlp->scratch[l - 1]);
  }
  layer_gradient(mlp, first, mlp->scratch[first], base, JTu);
}

void ntk_mlp_deltas(ntk_mlp *mlp, size_t output, gsl_matrix **delta) {
  const size_t L = mlp->arch.depth;
  gsl_matrix_set_zero(delta[L]);
  /*@ loop invariant range: 0 <= i <= mlp->n;
      loop assigns i, delta[L]->data[0 .. mlp_cells(mlp, L) - 1];
      loop variant mlp->n - i; */
  for (size_t i = 0; i < mlp->n; i++) gsl_matrix_set(delta[L], i, output, 1.0);
  /*@ loop invariant range: 1 <= l <= L && delta[l] != \null;
      loop assigns l, { delta[k]->data[i] | integer k, i; 1 <= k < L && delta[k] != \null && 0 <= i < mlp_cells(mlp, k) };
      loop variant l; */
  for (size_t l = L; l > 1 && delta[l - 1] != NULL; l--) back_through(mlp, l, delta[l], delta[l - 1]);
}
