/* Mean and variance, in two passes: the variance's relative error is about n eps whatever the mean. */
#include "stats/stats.h"

#include <math.h>

/* Its own function, so that the provers meet the square as one term. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a;
    ensures square: \result == square(a);
    ensures positive: 0.0 <= \result; */
static double squared(double a) { return a * a; }

double ntk_mean(size_t n, const double *x) {
  if (n == 0) return NAN;
  double sum = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == total(x, i);
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += x[i];
  return sum / (double)n;
}

double ntk_variance(size_t n, const double *x) {
  if (n < 2) return NAN;
  const double mean = ntk_mean(n, x);
  double sum = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == spread(x, mean, i);
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += squared(x[i] - mean);
  return sum / (double)(n - 1);
}
