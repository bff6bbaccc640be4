/* The line fit: Anscombe's first data set, exact lines, the interval's coverage, refusals. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include "core/alloc.h"
#include "core/rng.h"
#include "harness.h"
#include "stats/stats.h"

/* Anscombe 1973: intercept 3.00009, slope 0.50009, standard error 0.11791 on 9 degrees (t = 2.262157), residual deviation 1.23660. */
static void anscombe(void) {
  const double x[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}, y[] = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  const ntk_fit fit = ntk_fit_line(11, x, y, 0.95);
  NTK_NEAR(fit.intercept, 3.0000909, 1e-7);
  NTK_NEAR(fit.slope, 0.5000909, 1e-7);
  NTK_NEAR(fit.residual_deviation, 1.236603, 1e-6);
  NTK_NEAR(fit.high - fit.slope, 2.262157 * 0.1179055, 1e-6);
  NTK_NEAR(fit.slope - fit.low, 2.262157 * 0.1179055, 1e-6);
}

static void exact_lines(void) {
  double x[20], y[20];
  for (size_t i = 0; i < 20; i++) {
    x[i] = 1 + (double)i;
    y[i] = 3 * pow(x[i], -0.5);
  }
  const ntk_fit power = ntk_fit_power(20, x, y, 0.99);
  NTK_NEAR(power.slope, -0.5, 1e-14);
  NTK_NEAR(power.intercept, log(3), 1e-14);
  CU_ASSERT(power.low <= power.slope && power.slope <= power.high && power.high - power.low < 1e-13);
  CU_ASSERT_EQUAL(ntk_fit_line(3, (const double[]){1e9, 1e9 + 1, 1e9 + 2}, (const double[]){5, 7, 9}, 0.9).slope, 2);
}

/* With independent normal errors the interval holds the slope with its confidence exactly: the count is binomial (false alarm 2e-6). */
static void coverage(void) {
  enum { TRIALS = 20000 };
  static const double x[] = {0, 1, 1.5, 4, 7};
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 12);
  size_t covered = 0;
  for (size_t trial = 0; trial < TRIALS; trial++) {
    double y[5];
    for (size_t i = 0; i < 5; i++) y[i] = 2 - 0.7 * x[i] + gsl_ran_gaussian(rng, 0.3);
    const ntk_fit fit = ntk_fit_line(5, x, y, 0.9);
    covered += fit.low <= -0.7 && -0.7 <= fit.high;
  }
  gsl_rng_free(rng);
  CU_ASSERT(ntk_binomial_at_least(covered, TRIALS, 0.9) >= 1e-6);
  CU_ASSERT(ntk_binomial_at_most(covered, TRIALS, 0.9) >= 1e-6);
}

static void refuses(const ntk_fit fit) {
  CU_ASSERT(isnan(fit.slope) && isnan(fit.low) && isnan(fit.high) && isnan(fit.intercept) && isnan(fit.residual_deviation));
}

static void refusals(void) {
  const double x[] = {1, 2, 3}, same[] = {2, 2, 2}, bad[] = {1, NAN, 2}, huge[] = {1, INFINITY, 2}, zero[] = {1, 0, 2}, negative[] = {1, -1, 2};
  refuses(ntk_fit_line(2, x, x, 0.9));
  refuses(ntk_fit_line(3, same, x, 0.9));
  refuses(ntk_fit_line(3, x, bad, 0.9));
  refuses(ntk_fit_line(3, huge, x, 0.9));
  refuses(ntk_fit_line(3, x, x, 1));
  refuses(ntk_fit_power(3, x, zero, 0.9));
  refuses(ntk_fit_power(3, negative, x, 0.9));
  ntk_alloc_fail_at(1);
  refuses(ntk_fit_power(3, x, x, 0.9));
}

NTK_TESTS("fit", {"Anscombe", anscombe}, {"exact lines and powers", exact_lines}, {"coverage", coverage}, {"refusals", refusals})
