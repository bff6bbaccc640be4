#include "claim/sgd-unbiased.h"

#include "claim/slope.h"

double ntk_sgd_variance_with(double n, double K, double s2) { return n * n * s2 / K; }

double ntk_sgd_variance_without(double n, double K, double s2) { return n * n * s2 * (n - K) / (K * (n - 1.0)); }

int ntk_sgd_unbiased(double low, double high) { return ntk_slope_within(low, high, NTK_SGD_UNBIASED_EXPONENT, NTK_SLOPE_TOLERANCE); }
