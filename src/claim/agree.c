#include "claim/agree.h"

int ntk_agree(size_t n, const double *value, const double *expected, const double *error) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: agree(value, expected, error, i);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double difference = value[i] - expected[i];
    if (!(-error[i] <= difference && difference <= error[i])) return 0;
  }
  return 1;
}
