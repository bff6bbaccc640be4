/* Kolmogorov's statistic: the distance between a sample's distribution function and a given one, and its p-value. */
#include "stats/stats.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_double.h>
#include <math.h>
#include "stats/cdf-call.h"
#include "stats/ks-exact.h"

#include "../../spec/acsl/kolmogorov.h"

#define EXACT_UP_TO 100

double ntk_ks_distance(size_t n, double *sample, double (*cdf)(double x, void *context), void *context) {
  if (n == 0) return NAN;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (isnan(sample[i])) return NAN;
  gsl_sort(sample, 1, n);
  double d = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant positive: 0.0 <= d;
      loop assigns i, d;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double F = ntk_cdf_at(cdf, sample[i], context);
    if (isnan(F)) return NAN;
    d = fmax(d, fmax(F - (double)i / (double)n, (double)(i + 1) / (double)n - F));
  }
  return d;
}

/* P(K > x) of Kolmogorov's limit law: 2 sum (-1)^{j-1} exp(-2 j^2 x^2), and for small x the same function by Jacobi's
   transformation, 1 - sqrt(2 pi)/x sum exp(-(2j-1)^2 pi^2 / (8 x^2)). Either series ends below 1e-16 within four terms. */
/*@ requires positive: 0.0 < x;
    terminates \true;
    exits \false;
    assigns \result \from j, x;
    ensures term: \result == theta_term(j, x); */
static double theta_term(double j, double x) { return exp(-j * j * M_PI * M_PI / (8 * x * x)); }

/*@ terminates \true;
    exits \false;
    assigns \result \from sign, j, x;
    ensures term: \result == tail_term(sign, j, x); */
static double tail_term(double sign, double j, double x) { return sign * exp(-2 * j * j * x * x); }

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures zero: x <= 0.0 ==> \result == 1.0;
    ensures near: 0.0 < x < 1.0 ==> \result == near_tail(x);
    ensures far: 1.0 <= x ==> \result == 2.0 * tail_sum(x, 4); */
static double kolmogorov_tail(double x) {
  if (!(x > 0)) return 1;
  double sum = 0, sign = 1;
  if (x < 1) {
    /*@ loop invariant range: 0 <= i <= 4;
        loop invariant sum: sum == theta_sum(x, i);
        loop assigns i, sum;
        loop variant 4 - i; */
    for (int i = 0; i < 4; i++) sum += theta_term(2 * i + 1, x);
    return 1 - sqrt(2 * M_PI) / x * sum;
  }
  /*@ loop invariant range: 0 <= i <= 4;
      loop invariant sign: sign == alternating(i);
      loop invariant sum: sum == tail_sum(x, i);
      loop assigns i, sum, sign;
      loop variant 4 - i; */
  for (int i = 0; i < 4; i++) {
    sum += tail_term(sign, i + 1, x);
    sign = -sign;
  }
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
