#include "claim/doubling.h"

#include "claim/agree.h"

int ntk_doubling(size_t n, const double *value, const double *expected, const double *error) {
  return ntk_agree(n, value, expected, error);
}
