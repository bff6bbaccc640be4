#include "claim/sgd-escapes.h"

int ntk_sgd_escapes(double small_low, double large_high) { return large_high < small_low; }
