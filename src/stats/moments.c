/* Mean and variance, in two passes: the variance's relative error is about n eps whatever the mean. */
#include "stats/stats.h"

#include <math.h>

double ntk_mean(size_t n, const double *x) {
  if (n == 0) return NAN;
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += x[i];
  return sum / (double)n;
}

double ntk_variance(size_t n, const double *x) {
  if (n < 2) return NAN;
  const double mean = ntk_mean(n, x);
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (x[i] - mean) * (x[i] - mean);
  return sum / (double)(n - 1);
}
