/* Plain loops on vectors: known values, identities against random vectors, non-finite numbers. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "core/rng.h"
#include "core/vec.h"
#include "harness.h"

static void known_values(void) {
  const double x[] = {1, -2, 3}, y[] = {4, 5, -6};
  CU_ASSERT_EQUAL(ntk_dot(3, x, y), -24.0);
  CU_ASSERT_EQUAL(ntk_dot(0, x, y), 0.0);
  CU_ASSERT_EQUAL(ntk_sum_squares(3, x), 14.0);
  CU_ASSERT_EQUAL(ntk_norm(2, (const double[]){3, -4}), 5.0);
  CU_ASSERT_EQUAL(ntk_distance(2, (const double[]){1, 7}, (const double[]){-2, 3}), 5.0);
  CU_ASSERT_EQUAL(ntk_distance(0, x, y), 0.0);
  double z[] = {10, 20, 30};
  ntk_axpy(2, -2.0, x, z); /* the last one is not touched */
  CU_ASSERT_EQUAL(z[0], 8.0);
  CU_ASSERT_EQUAL(z[1], 24.0);
  CU_ASSERT_EQUAL(z[2], 30.0);
}

#define N 1000
/* A sum of n products in any order is within n eps sum |x_i y_i| of the exact one (Higham, 2002, section 3.1). */
static void identities(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 0);
  static double x[N], y[N], d[N];
  for (size_t i = 0; i < N; i++) {
    x[i] = gsl_ran_gaussian(rng, 1.0);
    y[i] = gsl_ran_gaussian(rng, 1.0);
    d[i] = x[i];
  }
  const double eps = DBL_EPSILON, norms = ntk_norm(N, x) * ntk_norm(N, y);
  CU_ASSERT_EQUAL(ntk_dot(N, x, y), ntk_dot(N, y, x));
  CU_ASSERT_EQUAL(ntk_dot(N, x, x), ntk_sum_squares(N, x));
  CU_ASSERT_EQUAL(ntk_distance(N, x, y), ntk_distance(N, y, x));
  CU_ASSERT_EQUAL(ntk_distance(N, x, x), 0.0);
  CU_ASSERT(fabs(ntk_dot(N, x, y)) <= norms * (1 + 2 * N * eps)); /* Cauchy-Schwarz */
  ntk_axpy(N, -1.0, y, d);
  CU_ASSERT_EQUAL(ntk_norm(N, d), ntk_distance(N, x, y));
  NTK_NEAR(ntk_sum_squares(N, d), ntk_sum_squares(N, x) - 2 * ntk_dot(N, x, y) + ntk_sum_squares(N, y), 4 * N * eps * (ntk_sum_squares(N, x) + ntk_sum_squares(N, y)));
  gsl_rng_free(rng);
}

static void finite_or_not(void) {
  double x[] = {0.0, -DBL_MAX, DBL_TRUE_MIN, 1.0};
  CU_ASSERT(ntk_all_finite(4, x));
  CU_ASSERT(ntk_all_finite(0, NULL));
  const double bad[] = {NAN, INFINITY, -INFINITY};
  for (size_t i = 0; i < 4; i++)
    for (size_t j = 0; j < 3; j++) {
      const double kept = x[i];
      x[i] = bad[j];
      CU_ASSERT(!ntk_all_finite(4, x));
      CU_ASSERT_EQUAL(ntk_all_finite(i, x), 1); /* what lies before it is finite */
      x[i] = kept;
    }
}

NTK_TESTS("vec", {"known values", known_values}, {"identities hold up to n eps", identities}, {"NaN and infinity are found wherever they are", finite_or_not})
