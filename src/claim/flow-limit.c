#include "claim/flow-limit.h"

#include "claim/slope.h"

int ntk_flow_limit(double low, double high) { return ntk_slope_within(low, high, NTK_FLOW_LIMIT_EXPONENT, NTK_SLOPE_TOLERANCE); }
