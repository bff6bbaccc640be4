#include "claim/moves-less.h"

#include "claim/slope.h"

int ntk_moves_less_scales(double low, double high, double expected) { return ntk_slope_within(low, high, expected, NTK_SLOPE_TOLERANCE); }

int ntk_moves_less_falls(double high, double expected) { return ntk_slope_at_most(high, expected, NTK_SLOPE_TOLERANCE); }
