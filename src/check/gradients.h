/* Per-example gradients of the loss: what mini-batches sample. */
#ifndef NTK_CHECK_GRADIENTS_H
#define NTK_CHECK_GRADIENTS_H

#include "check/net.h"

/*@ // alpha r_i where i is of that example, else 0
    logic real masked_residual(real alpha, real r, integer i, integer example) = i == example ? alpha * r : 0.0; */

/* g (p) := gradient of l_i(w) = |alpha f(x_i) - y_i|^2 / 2 at the map's point: alpha J^T r with the other examples' residuals set to 0.
   r: N = n k; masked: N, scratch. */
/*@ requires valid: \valid_read(map) && 0 < outputs && \valid_read(r + (0 .. map->N - 1)) && \valid(masked + (0 .. map->N - 1)) && \valid(g + (0 .. map->p - 1));
    requires apart: \separated(masked + (0 .. map->N - 1), map) && \separated(masked + (0 .. map->N - 1), r + (0 .. map->N - 1)) &&
                    \separated(masked + (0 .. map->N - 1), g + (0 .. map->p - 1));
    terminates \true;
    exits \false;
    assigns masked[0 .. map->N - 1], g[0 .. map->p - 1];
    ensures masked: \forall integer i; 0 <= i < map->N ==> masked[i] == masked_residual(alpha, \old(r[i]), i / outputs, example); */
void ntk_example_gradient(ntk_map *map, double alpha, const double *r, size_t outputs, size_t example, double *masked, double *g);

#endif
