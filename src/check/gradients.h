/* Per-example gradients of the loss: what mini-batches sample. */
#ifndef NTK_CHECK_GRADIENTS_H
#define NTK_CHECK_GRADIENTS_H

#include "check/net.h"

/* g (p) := gradient of l_i(w) = |alpha f(x_i) - y_i|^2 / 2 at the map's point: alpha J^T r with the other examples' residuals set to 0.
   r: N = n k; masked: N, scratch. */
void ntk_example_gradient(ntk_map *map, double alpha, const double *r, size_t outputs, size_t example, double *masked, double *g);

#endif
