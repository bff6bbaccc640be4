#include "claim/slope.h"

int ntk_slope_within(double low, double high, double expected, double tolerance) {
  return expected - tolerance <= low && low <= high && high <= expected + tolerance;
}

int ntk_slope_at_most(double high, double expected, double tolerance) { return high <= expected + tolerance; }

int ntk_slope_excludes(double low, double high, double other) { return low <= high && (other < low || high < other); }
