/* Two-sided p-values: tables, symmetry, uniform under the null. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include "harness.h"
#include "stats/stats.h"

static void normal(void) {
  NTK_NEAR(ntk_normal_two_sided(1.959963984540054), 0.05, 1e-15 * 8);
  NTK_NEAR(ntk_normal_two_sided(-3.290526731491896), 0.001, 1e-15);
  CU_ASSERT_EQUAL(ntk_normal_two_sided(0), 1);
  NTK_NEAR(ntk_normal_two_sided(10) / 1.523970604832105e-23, 1, 1e-13); /* no cancellation far out */
  NTK_NEAR(ntk_normal_cdf(1.281551565544600, NULL), 0.9, 1e-15 * 8);
  NTK_NEAR(ntk_normal_cdf(-10, NULL) / 7.61985302416052e-24, 1, 1e-13);
  CU_ASSERT(isnan(ntk_normal_two_sided(NAN)));
}

static void chi_squared(void) {
  NTK_NEAR(ntk_chi_squared_two_sided(18.307038053275146, 10), 0.1, 1e-14); /* the upper 5% point of 10 degrees */
  NTK_NEAR(ntk_chi_squared_two_sided(3.940299136119060, 10), 0.1, 1e-13);  /* the lower */
  NTK_NEAR(ntk_chi_squared_two_sided(2 * M_LN2, 2), 1, 1e-15 * 8);         /* the median */
  CU_ASSERT_EQUAL(ntk_chi_squared_two_sided(0, 3), 0);
  CU_ASSERT(isnan(ntk_chi_squared_two_sided(NAN, 3)));
  CU_ASSERT(isnan(ntk_chi_squared_two_sided(1, 0)));
}

/* P(p <= q) = q: the value whose lower tail is u has p-value 2 min(u, 1 - u). */
static void uniform(void) {
  for (size_t i = 1; i < 100; i++) {
    const double u = (double)i / 100;
    NTK_NEAR(ntk_chi_squared_two_sided(gsl_cdf_chisq_Pinv(u, 7), 7), 2 * fmin(u, 1 - u), 1e-10);
  }
}

NTK_TESTS("tails", {"normal", normal}, {"chi-squared", chi_squared}, {"uniform under the null", uniform})
