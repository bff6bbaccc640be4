#include "claim/init-scaling.h"

#include "claim/slope.h"

int ntk_init_scaling(double low, double high) { return ntk_slope_within(low, high, NTK_INIT_SCALING_EXPONENT, NTK_SLOPE_TOLERANCE); }
