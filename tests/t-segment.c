/* Bounds between samples: the identities they come from, and a path where both are exact. */
#include "check/segment.h"

#include <float.h>
#include <math.h>

#include "core/rng.h"
#include "harness.h"

static double uniform(gsl_rng *rng, double low, double high) { return low + (high - low) * gsl_rng_uniform(rng); }

static void decrease_is_the_smaller_root(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 1);
  for (size_t k = 0; k < 200; k++) {
    const double alpha = uniform(rng, 0.1, 10.0), sigma = uniform(rng, 0.1, 3.0), lip = uniform(rng, 0.01, 4.0);
    const double most = alpha * sigma * sigma / (2.0 * lip), fall = uniform(rng, 0.0, 0.99) * most;
    const double l = ntk_segment_by_decrease(fall, alpha, sigma, lip);
    NTK_NEAR(alpha * (sigma * l - 0.5 * lip * l * l), fall, 1e-13 * most);
    CU_ASSERT(l * lip < sigma);
    CU_ASSERT(isinf(ntk_segment_by_decrease(1.01 * most, alpha, sigma, lip)));
  }
  gsl_rng_free(rng);
  CU_ASSERT_EQUAL(ntk_segment_by_decrease(6.0, 2.0, 3.0, 0.0), 1.0);
  CU_ASSERT_EQUAL(ntk_segment_by_decrease(-1.0, 2.0, 3.0, 1.0), 0.0);
  CU_ASSERT(isinf(ntk_segment_by_decrease(1.0, 2.0, 0.0, 1.0)));
  CU_ASSERT(isnan(ntk_segment_by_decrease(NAN, 2.0, 1.0, 1.0)));
  CU_ASSERT(isnan(ntk_segment_by_decrease(1.0, 2.0, 1.0, NAN)));
}

static void speed_and_time_are_inverse(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 2);
  for (size_t k = 0; k < 200; k++) {
    const double speed = uniform(rng, 0.1, 5.0), growth = exp(uniform(rng, -30.0, 3.0)), tau = uniform(rng, 0.01, 2.0);
    const double l = ntk_segment_by_speed(speed, growth, tau);
    CU_ASSERT(l >= speed * tau);
    NTK_NEAR(ntk_segment_time(l, speed, growth), tau, 1e-8 * tau);
  }
  gsl_rng_free(rng);
  CU_ASSERT_EQUAL(ntk_segment_by_speed(3.0, 0.0, 2.0), 6.0);
  NTK_NEAR(ntk_segment_by_speed(1.0, 1.0, 1.0), exp(1.0) - 1.0, 4 * DBL_EPSILON);
  CU_ASSERT(isinf(ntk_segment_time(1.0, 0.0, 1.0)));
  CU_ASSERT(isinf(ntk_segment_by_speed(1.0, INFINITY, 1.0)) || isnan(ntk_segment_by_speed(1.0, INFINITY, 1.0)));
  CU_ASSERT(isnan(ntk_segment_by_speed(NAN, 1.0, 1.0)));
}

/* A sigma that falls at lip from both ends meets in the middle. */
static void sigma_between(void) {
  NTK_NEAR(ntk_segment_sigma_low(1.0, 1.0, 2.0, 0.5), 0.5, DBL_EPSILON);
  NTK_NEAR(ntk_segment_sigma_low(1.0, 0.2, 1.0, 0.8), 0.2, 2 * DBL_EPSILON);
  CU_ASSERT_EQUAL(ntk_segment_sigma_low(1.0, 0.2, 0.0, 0.8), 0.2);
  CU_ASSERT_EQUAL(ntk_segment_sigma_low(0.1, 0.1, 10.0, 1.0), 0.0);
  NTK_NEAR(ntk_segment_sigma_high(1.0, 1.0, 2.0, 0.5), 1.5, DBL_EPSILON);
  CU_ASSERT_EQUAL(ntk_segment_sigma_high(1.0, 3.0, 0.0, 0.5), 3.0);
  CU_ASSERT(isnan(ntk_segment_sigma_low(NAN, 1.0, 1.0, 1.0)) || ntk_segment_sigma_low(NAN, 1.0, 1.0, 1.0) == 0.0);
  CU_ASSERT(isnan(ntk_segment_least(1.0, NAN)) && isnan(ntk_segment_least(NAN, 1.0)));
  CU_ASSERT_EQUAL(ntk_segment_least(1.0, 2.0), 1.0);
}

/* f(w) = w in one dimension: Lip = 0, r falls exponentially; the path is |r0 - r1| / alpha, which the first bound gives exactly. */
static void exact_in_the_linear_case(void) {
  const double alpha = 3.0, tau = 0.2, r0 = 2.0, r1 = r0 * exp(-alpha * alpha * tau), path = (r0 - r1) / alpha;
  NTK_NEAR(ntk_segment_by_decrease(r0 - r1, alpha, 1.0, 0.0), path, 4 * DBL_EPSILON);
  CU_ASSERT(ntk_segment_by_speed(alpha * r0, 0.0, tau) >= path);
}

NTK_TESTS("segment", {"path by decrease is the smaller root", decrease_is_the_smaller_root}, {"path by speed and its inverse", speed_and_time_are_inverse},
          {"sigma between two samples", sigma_between}, {"a linear path", exact_in_the_linear_case})
