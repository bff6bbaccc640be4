/* The linear model f(w0) + J0 (u - w0) of a map, as a map itself: what `least-squares` and the linearised flow train. */
#ifndef NTK_CHECK_LINEAR_MODEL_H
#define NTK_CHECK_LINEAR_MODEL_H

#include "model/map.h"

/* base (borrowed) must stay at w0 (borrowed) while the model is in use. NULL when memory is out. */
ntk_map *ntk_linear_model(ntk_map *base, const double *w0);
void ntk_linear_model_free(ntk_map *map);

#endif
