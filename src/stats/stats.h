/* Honest statistics: exact intervals, tests with stated false-alarm probabilities, families controlled by Holm.
   What cannot be computed is never good news: a p-value that is not known is NAN (which no test passes and Holm rejects),
   an interval that is not known is the vacuous one. */
#ifndef NTK_STATS_STATS_H
#define NTK_STATS_STATS_H

#include <stddef.h>
#include <stdint.h>

#include "core/alloc.h"
#include "core/finite.h"

#include "../../spec/acsl/binomial.h"
#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/holm.h"
#include "../../spec/acsl/statistics.h"

/* Exact (Clopper-Pearson) interval of a proportion, k of n, at the given confidence (two-sided; e.g. 0.95). n = 0: [0, 1];
   so are k > n and a confidence outside (0, 1). */
/*@ requires valid: \valid(low) && \valid(high);
    requires apart: \separated(low, high);
    terminates \true;
    exits \false;
    assigns *low, *high \from k, n, confidence;
    ensures range: 0.0 <= *low <= 1.0 && 0.0 <= *high <= 1.0;
    ensures vacuous: n == 0 || n < k || !(0.0 < confidence < 1.0) ==> is_zero(*low) && is_one(*high);
    ensures none: k == 0 ==> is_zero(*low);
    ensures all: k == n ==> is_one(*high);
    ensures low: 0 < k <= n && 0.0 < confidence < 1.0 ==> near_lower(*low, k, n, (1.0 - confidence) / 2.0);
    ensures high: k < n && 0.0 < confidence < 1.0 ==> near_upper(*high, k, n, (1.0 - confidence) / 2.0); */
void ntk_clopper_pearson(size_t k, size_t n, double confidence, double *low, double *high);

/* The one-sided statement "it fails with probability at most *bound, at this confidence", from failures of n. */
/*@ terminates \true;
    exits \false;
    assigns \result \from failures, n, confidence;
    ensures range: 0.0 <= \result <= 1.0;
    ensures vacuous: n <= failures || !(0.0 < confidence < 1.0) ==> \result == 1.0;
    ensures bound: failures < n && 0.0 < confidence < 1.0 ==> near_upper(\result, failures, n, 1.0 - confidence); */
double ntk_failure_bound(size_t failures, size_t n, double confidence);

/* Exact tails of X ~ Binomial(n, p), 0 <= p <= 1: P(X <= k), and P(X >= k). NAN when p is not in [0, 1]. */
/*@ terminates \true;
    exits \false;
    assigns \result \from k, n, p;
    ensures tail: 0.0 <= p <= 1.0 ==> \result == (n <= k ? 1.0 : at_most(k, n, p)); */
double ntk_binomial_at_most(size_t k, size_t n, double p);
/*@ terminates \true;
    exits \false;
    assigns \result \from k, n, p;
    ensures tail: 0.0 <= p <= 1.0 ==> \result == (k == 0 ? 1.0 : n < k ? 0.0 : at_least(k, n, p)); */
double ntk_binomial_at_least(size_t k, size_t n, double p);

/* Holm: reject[i] = 1 iff hypothesis i is rejected with the family-wise error alpha. p: m p-values. A NAN is rejected, and counts as 0. */
/*@ requires valid: \valid_read(p + (0 .. m - 1)) && \valid(reject + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns reject[0 .. m - 1];
    ensures boolean: \forall integer i; 0 <= i < m ==> reject[i] == 0 || reject[i] == 1;
    ensures order: p_values(p, m) ==> least_first(p, reject, m);
    ensures stopped: p_values(p, m) && 0 < unrejected(reject, m) ==> rest_above(p, reject, m, alpha / unrejected(reject, m)); */
void ntk_holm(size_t m, const double *p, double alpha, int *reject);

/* Least squares y = a + b x with the confidence interval of b (Student, n - 2 degrees; n >= 3).
   All fields NAN when n < 3, all x are equal, or a value is not finite. */
typedef struct {
  double intercept, slope, low, high, residual_deviation;
} ntk_fit;
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], y[0 .. n - 1], confidence;
    behavior line:
      assumes fits: 3 <= n && 0.0 < confidence < 1.0 && line_exists(x, y, n);
      ensures slope: \result.slope == line_slope(x, y, n);
      ensures intercept: \result.intercept == height(mean(y, n), \result.slope, mean(x, n));
      ensures deviation: \result.residual_deviation == \sqrt(rest_squares(x, mean(x, n), y, mean(y, n), \result.slope, n) / (n - 2)); */
ntk_fit ntk_fit_line(size_t n, const double *x, const double *y, double confidence);

/* The exponent b of y ~ x^b: the fit of the logarithms. NAN also when a value is not positive. */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX] \from n, x[0 .. n - 1], y[0 .. n - 1], confidence; */
ntk_fit ntk_fit_power(size_t n, const double *x, const double *y, double confidence);

/* Kolmogorov-Smirnov of a sample (sorted in place) against a continuous distribution function: the p-value (exact for n <= 100 by
   Marsaglia-Tsang-Wang, else asymptotic with Stephens' correction). NAN when n = 0, a value of the sample or of the function is NAN, or memory is
   out. */
/*@ requires valid: \valid(sample + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns sample[0 .. n - 1], \result, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
double ntk_ks_test(size_t n, double *sample, double (*cdf)(double x, void *context), void *context);
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures probability: 0.0 <= \result <= 1.0; */
double ntk_normal_cdf(double x, void *unused);

/* The largest distance D between the sample's (sorted in place) distribution function and cdf. NAN as above. */
/*@ requires valid: \valid(sample + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns sample[0 .. n - 1], \result; */
double ntk_ks_distance(size_t n, double *sample, double (*cdf)(double x, void *context), void *context);

/* P(D_n >= d): what ntk_ks_test says of a distance. */
/*@ terminates \true;
    exits \false;
    assigns \result, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX] \from n, d; */
double ntk_ks_p_value(size_t n, double d);

/* Two-sided p-value of a chi-squared variable with the given degrees. */
/*@ terminates \true;
    exits \false;
    assigns \result \from value, degrees; */
double ntk_chi_squared_two_sided(double value, double degrees);

/* Two-sided p-value of a standard normal variable. */
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures probability: 0.0 <= \result <= 2.0; */
double ntk_normal_two_sided(double z);

/* sum_i x_i / n; NAN when n = 0 */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures mean: 1 <= n ==> \result == mean(x, n); */
double ntk_mean(size_t n, const double *x);

/* sum_i (x_i - mean)^2 / (n - 1); NAN when n < 2 */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures variance: 2 <= n ==> \result == spread(x, mean(x, n), n) / (n - 1); */
double ntk_variance(size_t n, const double *x);

#endif
