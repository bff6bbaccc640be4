/* Exact intervals and tails of a proportion. Clopper and Pearson 1934: the limits are the probabilities at which k or more
   (k or fewer) successes of n have probability (1 - confidence) / 2; both are beta quantiles, because
   P(X >= k | p) = I_p(k, n - k + 1). */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* P(X <= p), or with upper P(X >= p), of X ~ Beta(a, b). */
static double beta_tail(int upper, double p, double a, double b) { return upper ? gsl_cdf_beta_Q(p, a, b) : gsl_cdf_beta_P(p, a, b); }

/* The p at which that tail is the given one, by bisection: gsl_cdf_beta_Pinv and Qinv do the same by Newton's method, which
   fails far out (k = 5 of n = 1e8); 200 halvings reach every double above 1e-44. */
static double beta_quantile(int upper, double tail, double a, double b) {
  double low = 0, high = 1;
  for (size_t i = 0; i < 200; i++) {
    const double middle = 0.5 * (low + high);
    if ((beta_tail(upper, middle, a, b) < tail) != upper) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/* The p at which P(X <= k | p) = tail, for 0 <= k < n. */
static double upper_limit(size_t k, size_t n, double tail) { return beta_quantile(1, tail, (double)k + 1, (double)(n - k)); }

static int is_confidence(double confidence) { return confidence > 0 && confidence < 1; }

void ntk_clopper_pearson(size_t k, size_t n, double confidence, double *low, double *high) {
  *low = 0;
  *high = 1;
  if (n == 0 || k > n || !is_confidence(confidence)) return;
  const double tail = 0.5 * (1 - confidence);
  if (k > 0) *low = beta_quantile(0, tail, (double)k, (double)(n - k) + 1);
  if (k < n) *high = upper_limit(k, n, tail);
}

double ntk_failure_bound(size_t failures, size_t n, double confidence) {
  if (failures >= n || !is_confidence(confidence)) return 1;
  return upper_limit(failures, n, 1 - confidence);
}

double ntk_binomial_at_least(size_t k, size_t n, double p) {
  if (!(p >= 0 && p <= 1)) return NAN;
  if (k == 0) return 1;
  if (k > n) return 0;
  return gsl_cdf_beta_P(p, (double)k, (double)(n - k) + 1);
}

double ntk_binomial_at_most(size_t k, size_t n, double p) {
  if (!(p >= 0 && p <= 1)) return NAN;
  if (k >= n) return 1;
  return gsl_cdf_beta_Q(p, (double)k + 1, (double)(n - k));
}
