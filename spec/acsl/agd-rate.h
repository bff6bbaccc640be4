/* agd-rate: F(g_t) - F* <= (1 - 1/sqrt kappa)^t start, each step with its error term; says nothing at kappa < 1. */
#ifndef NTK_ACSL_AGD_RATE_H
#define NTK_ACSL_AGD_RATE_H

#include "geometric.h"

/*@ logic real agd_rate_bound(real kappa, real start, integer t) = geometric(start, 1.0 - 1.0 / \sqrt(kappa), t);

    predicate agd_rate{L}(double *gap, double *error, integer n, real kappa, real start) =
      1.0 <= kappa && \forall integer t; 0 <= t < n ==> gap[t] <= agd_rate_bound(kappa, start, t) + error[t]; */

#endif
