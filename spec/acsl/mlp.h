/* A network on a batch (theory, notation): its workspace, and one step of each pass, over the reals. */
#ifndef NTK_ACSL_MLP_H
#define NTK_ACSL_MLP_H

#include "activation.h"
#include "arch.h"
#include "matrix.h"

/*@ // every matrix of a has its cells apart from every one of b
    predicate blocks_apart{L}(gsl_matrix **a, integer first, integer end, gsl_matrix **b, integer first_b, integer end_b) =
      \forall integer i, j; first <= i < end && first_b <= j < end_b ==> matrix_apart(a[i], b[j]);

    predicate blocks_distinct{L}(gsl_matrix **a, integer first, integer end) =
      \forall integer i, j; first <= i < j < end ==> matrix_apart(a[i], a[j]);

    predicate block_apart{L}(gsl_matrix *a, gsl_matrix **b, integer first, integer end) = \forall integer i; first <= i < end ==> matrix_apart(a, b[i]);

    // the n numbers at x are in none of them
    predicate outside_blocks{L}(double *x, integer n, gsl_matrix **b, integer first, integer end) =
      \forall integer i; first <= i < end ==> \separated(x + (0 .. n - 1), b[i]->data + (0 .. matrix_cells(b[i]) - 1));

    // the network's own numbers (its scales) are in none of them
    predicate apart_from_blocks{L}(ntk_mlp *m, gsl_matrix **b, integer first, integer end) =
      \forall integer i; first <= i < end ==> \separated(m, b[i]->data + (0 .. matrix_cells(b[i]) - 1));

    predicate outside_block{L}(double *x, integer n, gsl_matrix *b) = \separated(x + (0 .. n - 1), b->data + (0 .. matrix_cells(b) - 1)); */

/*@ // an array of matrices, made only in part when memory was out
    predicate table_readable{L}(gsl_matrix **m, integer first, integer end) =
      m == \null || (\forall integer l; first <= l < end ==> \valid_read(m + l) && (m[l] == \null || \valid_read(m[l]))); */

/*@ // the shapes, with L the depth: H_0 = x, ..., H_{L-1}; D_1, ..., D_{L-1}; scratch_0, ..., scratch_L
    predicate mlp_shapes{L}(ntk_mlp *m) = \valid(m) && arch_ok(m->arch) && 1 <= m->n <= INT_MAX &&
      \valid(m->theta + (0 .. arch_params(m->arch) - 1)) &&
      \valid_read(m->H + (0 .. m->arch.depth - 1)) && \valid_read(m->D + (0 .. m->arch.depth - 1)) && \valid_read(m->scratch + (0 .. m->arch.depth)) &&
      m->H[0] == m->x && matrix_readable(m->x) && matrix_blas(m->x) && m->x->size1 == m->n && m->x->size2 == m->arch.width[0] &&
      (\forall integer l; 1 <= l < m->arch.depth ==> matrix_full(m->H[l], m->n, m->arch.width[l])) &&
      (\forall integer l; 1 <= l < m->arch.depth ==> matrix_full(m->D[l], m->n, m->arch.width[l])) &&
      (\forall integer l; 0 <= l <= m->arch.depth ==> matrix_full(m->scratch[l], m->n, m->arch.width[l])) &&
      matrix_full(m->f, m->n, m->arch.width[m->arch.depth]) && matrix_full(m->f0, m->n, m->arch.width[m->arch.depth]);

    // the cells at x are none of the network's
    predicate mlp_outside{L}(ntk_mlp *m, double *x, integer n) = \separated(m, x + (0 .. n - 1)) &&
      outside_blocks(x, n, m->H, 0, m->arch.depth) && outside_blocks(x, n, m->D, 1, m->arch.depth) && outside_blocks(x, n, m->scratch, 0, m->arch.depth + 1) &&
      outside_block(x, n, m->f) && outside_block(x, n, m->f0);

    predicate mlp_apart{L}(ntk_mlp *m) =
      mlp_outside(m, m->theta, arch_params(m->arch)) &&
      blocks_distinct(m->H, 0, m->arch.depth) && blocks_distinct(m->D, 1, m->arch.depth) && blocks_distinct(m->scratch, 0, m->arch.depth + 1) &&
      blocks_apart(m->H, 0, m->arch.depth, m->D, 1, m->arch.depth) && blocks_apart(m->H, 0, m->arch.depth, m->scratch, 0, m->arch.depth + 1) &&
      blocks_apart(m->D, 1, m->arch.depth, m->scratch, 0, m->arch.depth + 1) &&
      block_apart(m->f, m->H, 0, m->arch.depth) && block_apart(m->f, m->D, 1, m->arch.depth) && block_apart(m->f, m->scratch, 0, m->arch.depth + 1) &&
      block_apart(m->f0, m->H, 0, m->arch.depth) && block_apart(m->f0, m->D, 1, m->arch.depth) && block_apart(m->f0, m->scratch, 0, m->arch.depth + 1) &&
      matrix_apart(m->f, m->f0) && apart_from_blocks(m, m->H, 0, m->arch.depth) && apart_from_blocks(m, m->D, 1, m->arch.depth) &&
      apart_from_blocks(m, m->scratch, 0, m->arch.depth + 1) &&
      \separated(m, m->f->data + (0 .. matrix_cells(m->f) - 1)) && \separated(m, m->f0->data + (0 .. matrix_cells(m->f0) - 1));

    predicate mlp_valid{L}(ntk_mlp *m) = mlp_shapes(m) && mlp_apart(m); */

/*@ // n k, theory's N
    logic integer mlp_outputs{L}(ntk_mlp *m) = m->n * m->arch.width[m->arch.depth];

    logic integer mlp_cells{L}(ntk_mlp *m, integer l) = m->n * m->arch.width[l]; */

/*@ // where beta_l starts; null without biases
    logic double *layer_bias{L}(ntk_mlp *m, integer l) =
      m->arch.bias_scale == 0.0 ? (double *)\null : m->theta + (layer_offset(m->arch, l) + layer_weights(m->arch, l)); */

/*@ // s_l sum_e H_ie W_je, row i of H_{l-1} against row j of W_l
    logic real linear_entry{L}(ntk_mlp *m, integer l, integer i, integer j) = layer_scale(m->arch, l) *
      strided(m->H[l - 1]->data + i * m->H[l - 1]->tda, 1, m->theta + layer_offset(m->arch, l) + j * m->arch.width[l - 1], 1, m->arch.width[l - 1]);

    // z_l of unit j, example i: Z_ij + c_b beta_j
    logic real forward_entry{L}(ntk_mlp *m, integer l, integer i, integer j) =
      linear_entry(m, l, i, j) + bias(m->arch.bias_scale, layer_bias(m, l), j);

    // s_l sum_e Hdot_ie W_je, and sum_e H_ie V_je with V_l from the slice v
    logic real tangent_below{L}(ntk_mlp *m, integer l, integer i, integer j) = layer_scale(m->arch, l) *
      strided(m->scratch[l - 1]->data + i * m->arch.width[l - 1], 1, m->theta + layer_offset(m->arch, l) + j * m->arch.width[l - 1], 1, m->arch.width[l - 1]);
    logic real tangent_own{L}(ntk_mlp *m, integer l, double *v, integer base, integer i, integer j) =
      strided(m->H[l - 1]->data + i * m->H[l - 1]->tda, 1, v + (layer_offset(m->arch, l) - base) + j * m->arch.width[l - 1], 1, m->arch.width[l - 1]);

    // G_ij = s sum_e Delta_ie W_ej; delta: row i, w: column j of W_l, rows t apart
    logic real back_entry{L}(real s, double *delta, double *w, integer t, integer n) = s * strided(delta, 1, w, t, n);

    // dbeta_j = c_b sum_e Delta_ej, term by term; delta: n x t
    logic real bias_sum{L}(real c_b, double *delta, integer t, integer j, integer n) =
      n <= 0 ? 0.0 : c_b * delta[(n - 1) * t + j] + bias_sum(c_b, delta, t, j, n - 1);

    // dW_ij = s sum_e Delta_ei H_ej; delta: column i, rows m apart; h: column j, rows t apart
    logic real gradient_entry{L}(real s, double *delta, integer m, double *h, integer t, integer n) = s * strided(delta, m, h, t, n); */

#endif
