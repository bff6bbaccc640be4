/* What the three passes of a network share (internal to model/). */
#ifndef NTK_MODEL_LAYER_H
#define NTK_MODEL_LAYER_H

#include "model/mlp.h"

/* Z_ij := Z_ij + c_b beta_j; nothing when beta is NULL. */
/*@ requires valid: matrix_full(Z, Z->size1, Z->size2) && (beta == \null || \valid_read(beta + (0 .. Z->size2 - 1)));
    requires apart: beta == \null || \separated(beta + (0 .. Z->size2 - 1), Z->data + (0 .. matrix_cells(Z) - 1));
    terminates \true;
    exits \false;
    assigns Z->data[0 .. matrix_cells(Z) - 1];
    ensures sum: \forall integer i, j; 0 <= i < Z->size1 && 0 <= j < Z->size2 ==>
      Z->data[entry(i, Z->tda, j)] == \old(Z->data[entry(i, Z->tda, j)]) + \old(bias(c_b, beta, j)); */
void ntk_add_bias(gsl_matrix *Z, double c_b, const double *beta);

/* x_i := x_i d_i */
/*@ requires valid: \valid_read(d + (0 .. n - 1)) && \valid(x + (0 .. n - 1));
    requires apart: \separated(d + (0 .. n - 1), x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 1];
    ensures product: \forall integer i; 0 <= i < n ==> x[i] == \old(x[i]) * \old(d[i]); */
void ntk_multiply(size_t n, const double *d, double *x);

/* The forward pass over layers first..L at the current theta; H[first-1] is taken as it is. */
/*@ requires valid: mlp_valid(mlp) && 1 <= first <= mlp->arch.depth;
    terminates \true;
    exits \false;
    assigns { mlp->H[l]->data[i] | integer l, i; first <= l < mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) },
            { mlp->D[l]->data[i] | integer l, i; first <= l < mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) }, mlp->f->data[0 .. mlp_outputs(mlp) - 1];
    ensures output: \forall integer i, o; 0 <= i < mlp->n && 0 <= o < mlp->arch.width[mlp->arch.depth] ==>
      mlp->f->data[entry(i, mlp->arch.width[mlp->arch.depth], o)] == forward_entry(mlp, mlp->arch.depth, i, o); */
void ntk_mlp_forward_from(ntk_mlp *mlp, size_t first);

#endif
