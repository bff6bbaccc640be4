#include "claim/empirical-risk.h"

#include "claim/agree.h"

int ntk_empirical_risk(size_t n, const double *value, const double *expected, const double *error) {
  return ntk_agree(n, value, expected, error);
}
