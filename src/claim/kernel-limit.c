#include "claim/kernel-limit.h"

#include "claim/slope.h"

int ntk_kernel_limit(double low, double high) { return ntk_slope_within(low, high, NTK_KERNEL_LIMIT_EXPONENT, NTK_SLOPE_TOLERANCE); }
