/* Exact intervals and tails of a proportion. Clopper and Pearson 1934: the limits are the probabilities at which k or more
   (k or fewer) successes of n have probability (1 - confidence) / 2; both are beta quantiles, because
   P(X >= k | p) = I_p(k, n - k + 1). */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* P(X >= k) of X ~ Binomial(n, p) */
/*@ requires some: 1 <= k <= n && 0.0 <= p <= 1.0;
    terminates \true;
    exits \false;
    assigns \result \from k, n, p;
    ensures tail: \result == at_least(k, n, p);
    ensures probability: 0.0 <= \result <= 1.0; */
static double lower_tail(size_t k, size_t n, double p) { return gsl_cdf_beta_P(p, (double)k, (double)(n - k) + 1); }

/* P(X <= k) */
/*@ requires some: k < n && 0.0 <= p <= 1.0;
    terminates \true;
    exits \false;
    assigns \result \from k, n, p;
    ensures tail: \result == at_most(k, n, p);
    ensures probability: 0.0 <= \result <= 1.0; */
static double upper_tail(size_t k, size_t n, double p) {
  const double a = (double)k + 1, b = (double)(n - k);
  //@ assert first: a == k + 1;
  //@ assert second: b == n - (k + 1) + 1;
  const double tail = gsl_cdf_beta_Q(p, a, b);
  //@ assert complement: tail == 1.0 - at_least(k + 1, n, p);
  return tail;
}

/* The p at which P(X >= k | p) = tail, by bisection: gsl_cdf_beta_Pinv and Qinv do the same by Newton's method, which
   fails far out (k = 5 of n = 1e8); 200 halvings reach every double above 1e-44. */
/*@ requires some: 1 <= k <= n;
    terminates \true;
    exits \false;
    assigns \result \from k, n, tail;
    ensures range: 0.0 <= \result <= 1.0;
    ensures limit: near_lower(\result, k, n, tail); */
static double lower_limit(size_t k, size_t n, double tail) {
  double low = 0, high = 1;
  /*@ loop invariant range: 0 <= i <= 200;
      loop invariant inside: 0.0 <= low <= high <= 1.0;
      loop invariant halved: high - low == halving(i);
      loop invariant brackets: brackets_lower(low, high, k, n, tail);
      loop assigns i, low, high;
      loop variant 200 - i; */
  for (size_t i = 0; i < 200; i++) {
    const double middle = 0.5 * (low + high);
    if (lower_tail(k, n, middle) < tail) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/* The p at which P(X <= k | p) = tail, likewise. */
/*@ requires some: k < n;
    terminates \true;
    exits \false;
    assigns \result \from k, n, tail;
    ensures range: 0.0 <= \result <= 1.0;
    ensures limit: near_upper(\result, k, n, tail); */
static double upper_limit(size_t k, size_t n, double tail) {
  double low = 0, high = 1;
  /*@ loop invariant range: 0 <= i <= 200;
      loop invariant inside: 0.0 <= low <= high <= 1.0;
      loop invariant halved: high - low == halving(i);
      loop invariant brackets: brackets_upper(low, high, k, n, tail);
      loop assigns i, low, high;
      loop variant 200 - i; */
  for (size_t i = 0; i < 200; i++) {
    const double middle = 0.5 * (low + high);
    if (upper_tail(k, n, middle) < tail) high = middle;
    else low = middle;
  }
  return 0.5 * (low + high);
}

/*@ terminates \true;
    exits \false;
    assigns \result \from confidence;
    ensures inside: \result != 0 <==> 0.0 < confidence < 1.0; */
static int is_confidence(double confidence) { return confidence > 0 && confidence < 1; }

void ntk_clopper_pearson(size_t k, size_t n, double confidence, double *low, double *high) {
  *low = 0;
  *high = 1;
  if (n == 0 || k > n || !is_confidence(confidence)) return;
  const double tail = 0.5 * (1 - confidence);
  if (k > 0) *low = lower_limit(k, n, tail);
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
  return lower_tail(k, n, p);
}

double ntk_binomial_at_most(size_t k, size_t n, double p) {
  if (!(p >= 0 && p <= 1)) return NAN;
  if (k >= n) return 1;
  return upper_tail(k, n, p);
}
