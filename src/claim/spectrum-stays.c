#include "claim/spectrum-stays.h"

int ntk_spectrum_stays(size_t n, const double *lambda_min, const double *lambda_max, const double *error, double low, double high) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: spectrum_stays(lambda_min, lambda_max, error, i, low, high);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(low - error[i] <= lambda_min[i] && lambda_max[i] <= high + error[i])) return 0;
  return 1;
}
