/* Mean and variance, also far from zero. */
#include <math.h>
#include "harness.h"
#include "stats/stats.h"

static void known(void) {
  const double x[] = {2, 4, 4, 4, 5, 5, 7, 9};
  CU_ASSERT_EQUAL(ntk_mean(8, x), 5);
  NTK_NEAR(ntk_variance(8, x), 32.0 / 7, 1e-15 * 8);
}

static void no_cancellation(void) {
  const double x[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
  CU_ASSERT_EQUAL(ntk_variance(4, x), 30);
}

static void too_few(void) {
  CU_ASSERT(isnan(ntk_mean(0, NULL)));
  CU_ASSERT(isnan(ntk_variance(1, (const double[]){1})));
}

NTK_TESTS("moments", {"known values", known}, {"no cancellation", no_cancellation}, {"too few", too_few})
