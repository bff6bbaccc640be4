/* sgd-unbiased: the variance falls as 1/K. */
#ifndef NTK_ACSL_SGD_UNBIASED_H
#define NTK_ACSL_SGD_UNBIASED_H

#include "slope.h"

/*@ logic real sgd_variance_with(real n, real K, real s2) = n * n * s2 / K;

    logic real sgd_variance_without(real n, real K, real s2) = n * n * s2 * (n - K) / (K * (n - 1.0));

    predicate sgd_unbiased(real low, real high) = slope_within(low, high, -1.0, 0.1); */

#endif
