/* Kolmogorov's statistic: the distance between a sample's distribution function and a given one, and its p-value. */
#include "stats/stats.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_double.h>
#include <math.h>
#include "stats/ks-exact.h"

#define EXACT_UP_TO 100

double ntk_ks_distance(size_t n, double *sample, double (*cdf)(double x, void *context), void *context) {
  if (n == 0) return NAN;
  for (size_t i = 0; i < n; i++)
    if (isnan(sample[i])) return NAN;
  gsl_sort(sample, 1, n);
  double d = 0;
  for (size_t i = 0; i < n; i++) {
    const double F = cdf(sample[i], context);
    if (isnan(F)) return NAN;
    d = fmax(d, fmax(F - (double)i / (double)n, (double)(i + 1) / (double)n - F));
  }
  return d;
}

/* P(K > x) of Kolmogorov's limit law: 2 sum (-1)^{j-1} exp(-2 j^2 x^2), and for small x the same function by Jacobi's
   transformation, 1 - sqrt(2 pi)/x sum exp(-(2j-1)^2 pi^2 / (8 x^2)). Either series ends below 1e-16 within four terms. */
static double kolmogorov_tail(double x) {
  if (!(x > 0)) return 1;
  double sum = 0;
  if (x < 1) {
    for (double j = 1; j <= 7; j += 2) sum += exp(-j * j * M_PI * M_PI / (8 * x * x));
    return 1 - sqrt(2 * M_PI) / x * sum;
  }
  for (double j = 1, sign = 1; j <= 4; j++, sign = -sign) sum += sign * exp(-2 * j * j * x * x);
  return 2 * sum;
}

/* Stephens 1970: (sqrt n + 0.12 + 0.11 / sqrt n) D follows the limit law closely already at small n. */
double ntk_ks_p_value(size_t n, double d) {
  if (n == 0 || isnan(d)) return NAN;
  if (n <= EXACT_UP_TO) return ntk_ks_exact(n, d);
  const double root = sqrt((double)n);
  return fmax(0, kolmogorov_tail((root + 0.12 + 0.11 / root) * d));
}

double ntk_ks_test(size_t n, double *sample, double (*cdf)(double x, void *context), void *context) {
  return ntk_ks_p_value(n, ntk_ks_distance(n, sample, cdf, context));
}
