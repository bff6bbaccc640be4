/* Lipschitz constant of the Jacobian on a ball (theory B4), in plain double: an estimate of the bound, not certified. */
#ifndef NTK_MODEL_LIPSCHITZ_H
#define NTK_MODEL_LIPSCHITZ_H

#include "model/mlp.h"

#include "../../spec/acsl/heap.h"

/* What B4 needs to know of a point: norms of weights, activations and backward passes, per example and output. The radius comes
   later, so that a search over radii measures once. */
typedef struct {
  ntk_arch arch;
  size_t n;
  double weight[NTK_MAX_DEPTH + 1]; /* upper bounds of ||W_l||_2, l = 2..L-1 (others are not needed: 0) */
  double *hidden;                   /* L x n: ||h_l(x_i)||, l = 0..L-1 */
  double *g_max;                    /* k x L x n: ||g_l||_inf of output o, example i, at (o L + l) n + i, l = 1..L-1 */
  double *delta;                    /* k x (L+1) x n: ||delta_l||, at (o (L+1) + l) n + i, l = 1..L */
  double data;                      /* upper bound of ||s_1 X||_2 */
  double output_max;                /* max |W_L| */
} ntk_norms;

#include "../../spec/acsl/norms.h"

/* Measures at the current point of mlp. Free with ntk_norms_clear, also after a failure. NTK_ENOMEM. */
/*@ requires valid: \valid(norms) && mlp_valid(mlp);
    requires sizes: norms_fit(mlp->arch, mlp->n);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *norms, { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) }, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> norms_valid(norms);
    ensures network: norms->arch == mlp->arch && norms->n == mlp->n; */
ntk_status ntk_norms_init(ntk_norms *norms, ntk_mlp *mlp);
/*@ requires valid: \valid(norms);
    terminates \true;
    exits \false;
    assigns norms->hidden, norms->g_max, norms->delta;
    ensures cleared: norms->hidden == \null && norms->g_max == \null && norms->delta == \null; */
void ntk_norms_clear(ntk_norms *norms);

/* Lip with ||J(w) - J(w')|| <= Lip ||w - w'|| and ||DJ(w)[v]|| <= Lip for unit v, for w, w' in the ball of the given radius around
   the point measured (all examples and outputs: Lip = sqrt(sum_i H_i^2); for two layers without bias, k = 1, the first layer trained or
   both, the closed form of B4 where it is smaller). Layers not trained have radius 0. *lip = INFINITY for relu, and where a number
   overflows; 0 when only the output layer is trained (J is constant then, relu too). NTK_ENOMEM. */
/*@ requires valid: norms_valid(norms) && \valid(lip) && \separated(lip, norms);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *lip, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures constant: norms->arch.train == NTK_TRAIN_OUTPUT ==> \result == NTK_OK && is_zero(*lip); */
ntk_status ntk_norms_lipschitz(const ntk_norms *norms, double radius, double *lip);

/* The same, measured at the current point of mlp. */
/*@ requires valid: mlp_valid(mlp) && \valid(lip);
    requires sizes: norms_fit(mlp->arch, mlp->n);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *lip, { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) }, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
ntk_status ntk_lipschitz(ntk_mlp *mlp, double radius, double *lip);

/* *norm >= ||W||_2, rounding included; usually 1 to 2% above it (how far depends on the power iteration, safety does not: see the .c).
   INFINITY when a number overflows. NTK_ENOMEM. */
/*@ requires valid: matrix_readable(W) && \valid(norm);
    requires integers: matrix_blas(W);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *norm, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
ntk_status ntk_spectral_norm(const gsl_matrix *W, double *norm);

#endif
