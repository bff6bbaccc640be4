#include "claim/wide-enough.h"

int ntk_wide_enough(double h, double loss, double target) { return 0.0 <= h && h < 1.0 && loss <= target; }
