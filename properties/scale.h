/* How large the rounding of a gradient can be. */
#ifndef NTK_PROPERTIES_SCALE_H
#define NTK_PROPERTIES_SCALE_H

#include "model/arch.h"

/* *scale: the norm that grad f_o(x) (trained parameters) would have without cancellation: absolute weights backward, |h| + L1 a forward and L1 + L2 a
   for phi', a = s |W| |h| + c_b |beta| (L2 left out for relu). To first order the rounding of a gradient, batched or naive, is at most
   C L (m + d) eps times it: norms of the gradient itself will not do, because output weights (a, -a) cancel exactly. NTK_ENOMEM. */
ntk_status ntk_gradient_scale(const ntk_arch *arch, const double *theta, const double *x, size_t o, double *scale);

#endif
