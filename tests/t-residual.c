/* Residual, loss and step: known values, the scale alpha and the sign, and descent on a quadratic. */
#include <float.h>
#include <math.h>

#include "core/vec.h"
#include "flow/residual.h"
#include "harness.h"

static void known_values(void) {
  const double f[] = {1, -2, 0.5}, y[] = {1, 1, -1};
  double r[] = {9, 9, 9};
  ntk_residual_of(3, 10.0, f, y, r); /* alpha multiplies f, not y */
  CU_ASSERT_EQUAL(r[0], 9.0);
  CU_ASSERT_EQUAL(r[1], -21.0);
  CU_ASSERT_EQUAL(r[2], 6.0);
  ntk_residual_of(1, 0.0, f, y, r);
  CU_ASSERT_EQUAL(r[0], -1.0);
  CU_ASSERT_EQUAL(r[1], -21.0);
  CU_ASSERT_EQUAL(ntk_loss(2, (const double[]){3, -4}), 12.5);
  CU_ASSERT_EQUAL(ntk_loss(0, NULL), 0.0);
  double w[] = {1, 2};
  ntk_gd_step(2, 0.5, (const double[]){4, -6}, w);
  CU_ASSERT_EQUAL(w[0], -1.0);
  CU_ASSERT_EQUAL(w[1], 5.0);
}

static void not_a_number(void) {
  double r[2];
  ntk_residual_of(2, 2.0, (const double[]){NAN, 1}, (const double[]){0, INFINITY}, r);
  CU_ASSERT(isnan(r[0]));
  CU_ASSERT_EQUAL(r[1], -INFINITY);
  CU_ASSERT_EQUAL(ntk_loss(2, (const double[]){INFINITY, 1}), INFINITY);
}

/* On R = ||w||^2 / 2 the step with eta contracts every coordinate by 1 - eta, two roundings of eps/2 a step. */
static void contracts(void) {
  double w[] = {1.0, -3.0, 0.25};
  const double start = ntk_norm(3, w), eta = 0.125;
  for (int k = 1; k <= 100; k++) {
    double g[3] = {w[0], w[1], w[2]};
    ntk_gd_step(3, eta, g, w);
    NTK_NEAR(ntk_norm(3, w), start * pow(1 - eta, k), 2 * k * DBL_EPSILON * start * pow(1 - eta, k) + 8 * DBL_EPSILON * ntk_norm(3, w));
  }
}

NTK_TESTS("residual", {"known values", known_values}, {"what is not finite stays so", not_a_number}, {"steps contract a quadratic", contracts})
