/* What the three passes of a network share (internal to model/). */
#ifndef NTK_MODEL_LAYER_H
#define NTK_MODEL_LAYER_H

#include "model/mlp.h"

/* Z_ij := Z_ij + c_b beta_j; nothing when beta is NULL. */
void ntk_add_bias(gsl_matrix *Z, double c_b, const double *beta);

/* x_i := x_i d_i */
void ntk_multiply(size_t n, const double *d, double *x);

/* The forward pass over layers first..L at the current theta; H[first-1] is taken as it is. */
void ntk_mlp_forward_from(ntk_mlp *mlp, size_t first);

#endif
