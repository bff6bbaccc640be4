#include "claim/least-squares.h"

#include "claim/agree.h"

int ntk_least_squares(size_t n, const double *value, const double *expected, const double *error) {
  return ntk_agree(n, value, expected, error);
}
