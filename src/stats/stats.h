/* Honest statistics: exact intervals, tests with stated false-alarm probabilities, families controlled by Holm. */
#ifndef NTK_STATS_STATS_H
#define NTK_STATS_STATS_H

#include <stddef.h>

/* Exact (Clopper-Pearson) interval of a proportion, k of n, at the given confidence (two-sided; e.g. 0.95). n = 0: [0, 1]. */
void ntk_clopper_pearson(size_t k, size_t n, double confidence, double *low, double *high);

/* The one-sided statement "it fails with probability at most *bound, at this confidence", from failures of n. */
double ntk_failure_bound(size_t failures, size_t n, double confidence);

/* Holm: reject[i] = 1 iff hypothesis i is rejected with the family-wise error alpha. p: m p-values. */
void ntk_holm(size_t m, const double *p, double alpha, int *reject);

/* Least squares y = a + b x with the confidence interval of b (Student, n - 2 degrees; n >= 3). */
typedef struct { double intercept, slope, low, high, residual_deviation; } ntk_fit;
ntk_fit ntk_fit_line(size_t n, const double *x, const double *y, double confidence);

/* The exponent b of y ~ x^b: the fit of the logarithms. */
ntk_fit ntk_fit_power(size_t n, const double *x, const double *y, double confidence);

/* Kolmogorov-Smirnov of a sample (sorted in place) against a continuous distribution function: the p-value (exact for n <= 100 by
   Marsaglia-Tsang-Wang, else asymptotic with Stephens' correction). */
double ntk_ks_test(size_t n, double *sample, double (*cdf)(double x, void *context), void *context);
double ntk_normal_cdf(double x, void *unused);

/* Two-sided p-value of a chi-squared variable with the given degrees. */
double ntk_chi_squared_two_sided(double value, double degrees);

/* Two-sided p-value of a standard normal variable. */
double ntk_normal_two_sided(double z);

double ntk_mean(size_t n, const double *x);
double ntk_variance(size_t n, const double *x); /* n - 1 in the denominator */

#endif
