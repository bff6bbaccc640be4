/* Lipschitz constant of the Jacobian on a ball (theory B4), in plain double: an estimate of the bound, not certified. */
#ifndef NTK_MODEL_LIPSCHITZ_H
#define NTK_MODEL_LIPSCHITZ_H

#include "model/mlp.h"

/* Lip with ||J(w) - J(w')|| <= Lip ||w - w'|| and ||DJ(w)[v]|| <= Lip for unit v, for w, w' in the ball of the given radius around
   the current point of mlp (all examples and outputs: Lip = sqrt(sum_i H_i^2); for two layers without bias, k = 1, all trained,
   the closed form of B4 where it is smaller). Layers not trained have radius 0. *lip = INFINITY for relu. NTK_ENOMEM. */
ntk_status ntk_lipschitz(ntk_mlp *mlp, double radius, double *lip);

#endif
