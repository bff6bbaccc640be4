/* Honest statistics: exact intervals, tests with stated false-alarm probabilities, families controlled by Holm.
   What cannot be computed is never good news: a p-value that is not known is NAN (which no test passes and Holm rejects),
   an interval that is not known is the vacuous one. */
#ifndef NTK_STATS_STATS_H
#define NTK_STATS_STATS_H

#include <stddef.h>

/* Exact (Clopper-Pearson) interval of a proportion, k of n, at the given confidence (two-sided; e.g. 0.95). n = 0: [0, 1];
   so are k > n and a confidence outside (0, 1). */
void ntk_clopper_pearson(size_t k, size_t n, double confidence, double *low, double *high);

/* The one-sided statement "it fails with probability at most *bound, at this confidence", from failures of n. */
double ntk_failure_bound(size_t failures, size_t n, double confidence);

/* Exact tails of X ~ Binomial(n, p), 0 <= p <= 1: P(X <= k), and P(X >= k). NAN when p is not in [0, 1]. */
double ntk_binomial_at_most(size_t k, size_t n, double p);
double ntk_binomial_at_least(size_t k, size_t n, double p);

/* Holm: reject[i] = 1 iff hypothesis i is rejected with the family-wise error alpha. p: m p-values. A NAN is rejected, and counts as 0. */
void ntk_holm(size_t m, const double *p, double alpha, int *reject);

/* Least squares y = a + b x with the confidence interval of b (Student, n - 2 degrees; n >= 3).
   All fields NAN when n < 3, all x are equal, or a value is not finite. */
typedef struct {
  double intercept, slope, low, high, residual_deviation;
} ntk_fit;
ntk_fit ntk_fit_line(size_t n, const double *x, const double *y, double confidence);

/* The exponent b of y ~ x^b: the fit of the logarithms. NAN also when a value is not positive. */
ntk_fit ntk_fit_power(size_t n, const double *x, const double *y, double confidence);

/* Kolmogorov-Smirnov of a sample (sorted in place) against a continuous distribution function: the p-value (exact for n <= 100 by
   Marsaglia-Tsang-Wang, else asymptotic with Stephens' correction). NAN when n = 0, a value of the sample or of the function is NAN, or memory is
   out. */
double ntk_ks_test(size_t n, double *sample, double (*cdf)(double x, void *context), void *context);
double ntk_normal_cdf(double x, void *unused);

/* The largest distance D between the sample's (sorted in place) distribution function and cdf. NAN as above. */
double ntk_ks_distance(size_t n, double *sample, double (*cdf)(double x, void *context), void *context);

/* P(D_n >= d): what ntk_ks_test says of a distance. */
double ntk_ks_p_value(size_t n, double d);

/* Two-sided p-value of a chi-squared variable with the given degrees. */
double ntk_chi_squared_two_sided(double value, double degrees);

/* Two-sided p-value of a standard normal variable. */
double ntk_normal_two_sided(double z);

double ntk_mean(size_t n, const double *x);     /* NAN when n = 0 */
double ntk_variance(size_t n, const double *x); /* n - 1 in the denominator; NAN when n < 2 */

#endif
