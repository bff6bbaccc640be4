#include "core/finite.h"

#include <math.h>

int ntk_all_finite(size_t n, const double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant finite: \forall integer j; 0 <= j < i ==> finite(x[j]);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i])) return 0;
  return 1;
}
