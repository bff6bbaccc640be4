/* Kolmogorov-Smirnov: exact values, agreement of the two formulas and the limit law, uniform p-values under the null, power. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include "core/alloc.h"
#include "core/rng.h"
#include "harness.h"
#include "stats/ks-exact.h"
#include "stats/stats.h"

/* P(D_n >= d) by Steck's determinant in rational arithmetic (computed apart); the first is Marsaglia, Tsang and Wang's own example, 1 - 0.62848. */
static void known_values(void) {
  static const struct {
    size_t n;
    double d, p;
  } known[] = {{10, 0.274, 0.37152038454349573},
               {1, 0.75, 0.5},
               {2, 0.5, 0.5},
               {5, 0.4, 0.3088},
               {20, 0.3, 0.043067066658517818},
               {20, 0.6, 2.0483011649719824e-7},
               {40, 0.35, 6.9380844306141104e-5},
               {7, 0.9, 2e-7},
               {30, 0.125, 0.69041758245380891}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    const double n_d2 = (double)known[i].n * known[i].d * known[i].d;
    NTK_NEAR(ntk_ks_exact(known[i].n, known[i].d), known[i].p, n_d2 < 4 ? 1e-13 : 1e-10 * known[i].p);
  }
  CU_ASSERT_EQUAL(ntk_ks_exact(10, 0.05), 1);
  CU_ASSERT_EQUAL(ntk_ks_exact(10, 1), 0);
}

/* Where one formula takes over from the other (n d^2 = 4) they agree, and the function falls. */
static void the_formulas_meet(void) {
  for (size_t n = 5; n <= 100; n += 5) {
    const double d = 2 / sqrt((double)n);
    NTK_NEAR(ntk_ks_exact(n, d * (1 - 1e-9)) / ntk_ks_exact(n, d * (1 + 1e-9)), 1, 1e-6);
    double last = 1;
    for (size_t i = 0; i <= 100; i++) {
      const double p = ntk_ks_exact(n, (double)i / 100);
      CU_ASSERT(p <= last && p >= 0);
      last = p;
    }
  }
}

/* Stephens' correction against the exact law at n = 101..400: its error there is below 1e-3 + 2% of p (Stephens 1970 gives this order). */
static void asymptotic(void) {
  for (size_t n = 101; n <= 401; n += 100)
    for (double x = 0.5; x <= 1.9; x += 0.1) {
      const double d = x / sqrt((double)n), exact = ntk_ks_exact(n, d);
      NTK_NEAR(ntk_ks_p_value(n, d), exact, 1e-3 + 0.02 * exact);
    }
  NTK_NEAR(ntk_ks_p_value(100000000, 1.3580986393225507e-4), 0.05, 1e-5);
  CU_ASSERT_EQUAL(ntk_ks_p_value(1000, 0), 1);
  NTK_NEAR(ntk_ks_p_value(1000, 0.9999 / 31.7), ntk_ks_p_value(1000, 1.0001 / 31.7), 3e-4); /* the two series meet at 1 */
}

static double identity_cdf(double x, void *unused) {
  (void)unused;
  return x < 0 ? 0 : x > 1 ? 1 : x;
}
static double bad_cdf(double x, void *unused) {
  (void)unused;
  return x > 0.5 ? NAN : x;
}

static void distance(void) {
  double sample[] = {0.9, 0.1, 0.35}; /* sorted: F_n is 1/3, 2/3, 1 after them: D = max(|0.9 - 2/3|, |0.35 - 2/3|, ...) = 0.31666 */
  NTK_NEAR(ntk_ks_distance(3, sample, identity_cdf, NULL), 2.0 / 3 - 0.35, 1e-15);
  CU_ASSERT(sample[0] == 0.1 && sample[1] == 0.35 && sample[2] == 0.9);
  double low[] = {0.5};
  NTK_NEAR(ntk_ks_distance(1, low, identity_cdf, NULL), 0.5, 1e-16);
}

/* The p-values of `trials` samples of size n drawn by `draw` are uniform: tested by KS itself (trials > 100: the limit law). */
static double meta(size_t trials, size_t n, double (*cdf)(double, void *), double shift, int normal) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 13 + n);
  double *p = ntk_doubles(trials, 1), *sample = ntk_doubles(n, 1);
  for (size_t trial = 0; trial < trials; trial++) {
    for (size_t i = 0; i < n; i++) sample[i] = shift + (normal ? gsl_ran_gaussian(rng, 1) : gsl_rng_uniform(rng));
    p[trial] = ntk_ks_test(n, sample, cdf, NULL);
  }
  const double answer = ntk_ks_test(trials, p, identity_cdf, NULL);
  free(p), free(sample), gsl_rng_free(rng);
  return answer;
}

/* Each with false alarm 1e-6. */
static void uniform_under_the_null(void) {
  CU_ASSERT(meta(2000, 8, identity_cdf, 0, 0) >= 1e-6);
  CU_ASSERT(meta(2000, 50, ntk_normal_cdf, 0, 1) >= 1e-6);
  CU_ASSERT(meta(2000, 300, ntk_normal_cdf, 0, 1) >= 1e-6);
}

static void power(void) {
  CU_ASSERT(meta(500, 50, ntk_normal_cdf, 0.3, 1) < 1e-12);
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 14);
  double sample[300];
  for (size_t i = 0; i < 300; i++) sample[i] = gsl_ran_gaussian(rng, 2);
  CU_ASSERT(ntk_ks_test(300, sample, ntk_normal_cdf, NULL) < 1e-4);
  gsl_rng_free(rng);
}

static void unknown(void) {
  double nan[] = {0.1, NAN, 0.2}, good[] = {0.3, 0.6, 0.9};
  CU_ASSERT(isnan(ntk_ks_test(0, NULL, identity_cdf, NULL)));
  CU_ASSERT(isnan(ntk_ks_test(3, nan, identity_cdf, NULL)));
  CU_ASSERT(isnan(ntk_ks_test(3, good, bad_cdf, NULL)));
  CU_ASSERT(isnan(ntk_ks_p_value(5, NAN)));
  CU_ASSERT(isnan(ntk_ks_exact(5, NAN)));
  ntk_alloc_fail_at(1);
  CU_ASSERT(isnan(ntk_ks_test(3, good, identity_cdf, NULL)));
}

NTK_TESTS("ks", {"exact values", known_values}, {"the formulas meet", the_formulas_meet}, {"limit law", asymptotic}, {"distance", distance},
          {"p-values are uniform under the null", uniform_under_the_null}, {"power", power}, {"unknown", unknown})
