/* Lipschitz constant of the Jacobian on a ball (theory B4), in plain double: an estimate of the bound, not certified. */
#ifndef NTK_MODEL_LIPSCHITZ_H
#define NTK_MODEL_LIPSCHITZ_H

#include "model/mlp.h"

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

/* Measures at the current point of mlp. Free with ntk_norms_clear, also after a failure. NTK_ENOMEM. */
ntk_status ntk_norms_init(ntk_norms *norms, ntk_mlp *mlp);
void ntk_norms_clear(ntk_norms *norms);

/* Lip with ||J(w) - J(w')|| <= Lip ||w - w'|| and ||DJ(w)[v]|| <= Lip for unit v, for w, w' in the ball of the given radius around
   the point measured (all examples and outputs: Lip = sqrt(sum_i H_i^2); for two layers without bias, k = 1, the first layer trained or
   both, the closed form of B4 where it is smaller). Layers not trained have radius 0. *lip = INFINITY for relu, and where a number
   overflows; 0 when only the output layer is trained (J is constant then, relu too). NTK_ENOMEM. */
ntk_status ntk_norms_lipschitz(const ntk_norms *norms, double radius, double *lip);

/* The same, measured at the current point of mlp. */
ntk_status ntk_lipschitz(ntk_mlp *mlp, double radius, double *lip);

/* *norm >= ||W||_2, rounding included; usually 1 to 2% above it (how far depends on the power iteration, safety does not: see the .c).
   INFINITY when a number overflows. NTK_ENOMEM. */
ntk_status ntk_spectral_norm(const gsl_matrix *W, double *norm);

#endif
