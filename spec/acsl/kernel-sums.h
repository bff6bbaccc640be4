/* The layer-wise kernel (theory, notation), entry by entry: K(x, x') = sum_l <delta_l(x), delta_l(x')> (s_l^2 <h_{l-1}(x), h_{l-1}(x')> + c_b^2). */
#ifndef NTK_ACSL_KERNEL_SUMS_H
#define NTK_ACSL_KERNEL_SUMS_H

#include "mlp.h"

/*@ // what layer l adds to an entry: G = <delta, delta'>, P = <h, h'>
    logic real layer_term(real G, real scale2, real P, real bias2) = G * (scale2 * P + bias2);

    // K: N x N, row-major
    predicate symmetric{L}(double *K, integer N) = \forall integer i, j; 0 <= j < i < N ==> K[entry(j, N, i)] == K[entry(i, N, j)];

    // the n numbers at K are none of the network's, nor of its parameters
    predicate kernel_outside{L}(ntk_mlp *m, double *K, integer n) =
      mlp_outside(m, K, n) && \separated(K + (0 .. n - 1), m->theta + (0 .. arch_params(m->arch) - 1)); */

#endif
