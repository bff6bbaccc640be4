/* Clopper-Pearson: known values, exact coverage by summation over k, vacuous answers to what cannot be answered. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include "harness.h"
#include "stats/stats.h"

static void known_values(void) {
  double low, high;
  ntk_clopper_pearson(0, 20, 0.95, &low, &high);
  CU_ASSERT_EQUAL(low, 0);
  NTK_NEAR(high, 1 - pow(0.025, 1 / 20.0), 1e-13);
  ntk_clopper_pearson(20, 20, 0.95, &low, &high);
  CU_ASSERT_EQUAL(high, 1);
  NTK_NEAR(low, pow(0.025, 1 / 20.0), 1e-13);
  ntk_clopper_pearson(5, 10, 0.95, &low, &high); /* R: binom.test(5, 10) */
  NTK_NEAR(low, 0.1870860, 5e-8);
  NTK_NEAR(high, 0.8129140, 5e-8);
  ntk_clopper_pearson(1, 1, 0.9, &low, &high);
  NTK_NEAR(low, 0.05, 1e-14);
}

static void failure_bound(void) {
  NTK_NEAR(ntk_failure_bound(0, 20, 0.95), 1 - pow(0.05, 1 / 20.0), 1e-13);
  NTK_NEAR(ntk_failure_bound(0, 1000000000, 0.95) * 1e9, -log(0.05), 1e-7); /* the rule of three: -log(0.05) / n to first order */
  NTK_NEAR(ntk_binomial_at_most(3, 40, ntk_failure_bound(3, 40, 0.99)), 0.01, 1e-12);
  CU_ASSERT_EQUAL(ntk_failure_bound(7, 7, 0.95), 1);
}

/* Coverage P_p(low <= p <= high) >= confidence for every p: summed exactly over k, at p's between and at the limits. */
static void coverage(void) {
  static const size_t sizes[] = {1, 2, 7, 20, 61};
  static const double levels[] = {0.5, 0.95, 0.9999};
  for (size_t s = 0; s < 5; s++)
    for (size_t c = 0; c < 3; c++) {
      const size_t n = sizes[s];
      double low[62], high[62], least = 1;
      for (size_t k = 0; k <= n; k++) ntk_clopper_pearson(k, n, levels[c], &low[k], &high[k]);
      for (size_t i = 0; i <= 1000; i++) {
        const double p = (double)i / 1000;
        double covered = 0;
        for (size_t k = 0; k <= n; k++)
          if (low[k] <= p && p <= high[k]) covered += gsl_ran_binomial_pdf((unsigned)k, p, (unsigned)n);
        least = fmin(least, covered);
      }
      CU_ASSERT(least >= levels[c] - 1e-12);
    }
}

/* Neither too wide: at the limit the tail is (1 - confidence) / 2, also far out. The tail changes by at most n per unit of p, and p
   is known to eps p; GSL's beta function adds a relative 1e-10 at n = 1e8. */
static void limits_are_sharp(void) {
  static const size_t k[] = {1, 3, 50, 999, 5}, n[] = {4, 100, 100, 1000, 100000000};
  for (size_t i = 0; i < 5; i++) {
    double low, high;
    ntk_clopper_pearson(k[i], n[i], 0.9998, &low, &high);
    NTK_NEAR(ntk_binomial_at_least(k[i], n[i], low), 1e-4, 1e-14 + (double)n[i] * low * DBL_EPSILON);
    NTK_NEAR(ntk_binomial_at_most(k[i], n[i], high), 1e-4, 1e-14 + (double)n[i] * high * DBL_EPSILON);
  }
}

static void tails(void) {
  for (size_t k = 0; k <= 9; k++) {
    double at_most = 0;
    for (size_t j = 0; j <= k; j++) at_most += gsl_ran_binomial_pdf((unsigned)j, 0.3, 9);
    NTK_NEAR(ntk_binomial_at_most(k, 9, 0.3), at_most, 1e-14);
    NTK_NEAR(ntk_binomial_at_least(k + 1, 9, 0.3), 1 - at_most, 1e-14);
  }
  CU_ASSERT_EQUAL(ntk_binomial_at_most(0, 5, 1), 0);
  CU_ASSERT_EQUAL(ntk_binomial_at_least(5, 5, 1), 1);
  CU_ASSERT_EQUAL(ntk_binomial_at_least(6, 5, 0.5), 0);
  CU_ASSERT_EQUAL(ntk_binomial_at_least(0, 0, 0.5), 1);
  CU_ASSERT(isnan(ntk_binomial_at_most(1, 5, 1.5)));
  CU_ASSERT(isnan(ntk_binomial_at_least(1, 5, NAN)));
}

static void vacuous(void) {
  static const struct {
    size_t k, n;
    double confidence;
  } bad[] = {{0, 0, 0.95}, {3, 2, 0.95}, {1, 2, 1}, {1, 2, 0}, {1, 2, NAN}};
  for (size_t i = 0; i < 5; i++) {
    double low = -1, high = -1;
    ntk_clopper_pearson(bad[i].k, bad[i].n, bad[i].confidence, &low, &high);
    CU_ASSERT(low == 0 && high == 1);
    CU_ASSERT_EQUAL(ntk_failure_bound(bad[i].k, bad[i].n, bad[i].confidence), 1);
  }
}

NTK_TESTS("proportion", {"known values", known_values}, {"failure bound", failure_bound}, {"exact coverage", coverage},
          {"the limits are sharp", limits_are_sharp}, {"binomial tails", tails}, {"vacuous answers", vacuous})
