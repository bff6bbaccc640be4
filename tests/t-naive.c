/* The naive passes: known values, shapes with one row or column or none, no bias, and the identities that tie them together. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "core/rng.h"
#include "core/vec.h"
#include "harness.h"
#include "model/naive.h"

static void known_values(void) {
  const double W[] = {1, 2, 3, 4, 5, 6}, h[] = {1, -1, 2}, beta[] = {10, 20}, delta[] = {1, -2};
  double z[2], g[3], G[6], s[2];
  ntk_naive_affine(2, 3, 0.5, W, 0.1, beta, h, z);
  CU_ASSERT_EQUAL(z[0], 0.5 * 5 + 0.1 * 10);
  CU_ASSERT_EQUAL(z[1], 0.5 * 11 + 0.1 * 20);
  ntk_naive_affine(2, 3, 0.5, W, 0.1, NULL, h, z);
  CU_ASSERT_EQUAL(z[0], 2.5);
  CU_ASSERT_EQUAL(z[1], 5.5);
  ntk_naive_back(2, 3, 2.0, W, delta, g);
  CU_ASSERT_EQUAL(g[0], 2.0 * (1 - 8));
  CU_ASSERT_EQUAL(g[1], 2.0 * (2 - 10));
  CU_ASSERT_EQUAL(g[2], 2.0 * (3 - 12));
  ntk_naive_scale(2, (const double[]){3, 4}, (const double[]){5, -6}, s);
  CU_ASSERT_EQUAL(s[0], 15.0);
  CU_ASSERT_EQUAL(s[1], -24.0);
  ntk_naive_outer(2, 3, 2.0, delta, h, G);
  const double expected[] = {2, -2, 4, -4, 4, -8};
  for (size_t i = 0; i < 6; i++) CU_ASSERT_EQUAL(G[i], expected[i]);
}

static void empty_shapes(void) {
  const double beta[] = {7};
  double z[] = {1}, g[] = {1, 1};
  ntk_naive_affine(1, 0, 3.0, NULL, 2.0, beta, NULL, z); /* the empty sum */
  CU_ASSERT_EQUAL(z[0], 14.0);
  ntk_naive_back(0, 2, 3.0, NULL, NULL, g);
  CU_ASSERT_EQUAL(g[0], 0.0);
  CU_ASSERT_EQUAL(g[1], 0.0);
  ntk_naive_outer(0, 2, 1.0, NULL, g, NULL);
  ntk_naive_affine(0, 2, 1.0, NULL, 0.0, NULL, g, NULL);
}

#define M 37
#define T 23
/* <delta, s W h> = <s W^T delta, h> = <s delta h^T, W>: each side within (M + T) eps of the sum of absolute values. */
static void adjoint(void) {
  gsl_rng *rng = ntk_rng(2, NTK_RNG_TESTS, 0);
  static double W[M * T], G[M * T], h[T], g[T], delta[M], z[M];
  for (size_t i = 0; i < M * T; i++) W[i] = gsl_ran_gaussian(rng, 1.0);
  for (size_t i = 0; i < T; i++) h[i] = gsl_ran_gaussian(rng, 1.0);
  for (size_t j = 0; j < M; j++) delta[j] = gsl_ran_gaussian(rng, 1.0);
  const double s = 1 / sqrt(T);
  ntk_naive_affine(M, T, s, W, 0.0, NULL, h, z);
  ntk_naive_back(M, T, s, W, delta, g);
  ntk_naive_outer(M, T, s, delta, h, G);
  double size = 0.0;
  for (size_t j = 0; j < M; j++)
    for (size_t i = 0; i < T; i++) size += fabs(s * delta[j] * W[j * T + i] * h[i]);
  const double tolerance = 4 * (M + T) * DBL_EPSILON * size;
  NTK_NEAR(ntk_dot(M, delta, z), ntk_dot(T, g, h), tolerance);
  NTK_NEAR(ntk_dot(M, delta, z), ntk_dot(M * T, G, W), tolerance);
  gsl_rng_free(rng);
}

/* The outer product is the derivative of <delta, z> in W: z is linear in W, so a difference quotient is exact up to rounding. */
static void outer_is_the_derivative(void) {
  double W[] = {1, 2, 3, 4, 5, 6}, G[6], z[2];
  const double h[] = {0.5, -1, 2}, delta[] = {1, -2}, beta[] = {3, 4}, s = 0.25;
  ntk_naive_outer(2, 3, s, delta, h, G);
  ntk_naive_affine(2, 3, s, W, 1.0, beta, h, z);
  const double before = ntk_dot(2, delta, z);
  for (size_t i = 0; i < 6; i++) {
    W[i] += 1.0;
    ntk_naive_affine(2, 3, s, W, 1.0, beta, h, z);
    CU_ASSERT_EQUAL(ntk_dot(2, delta, z) - before, G[i]); /* every number here is a small multiple of 1/8 */
    W[i] -= 1.0;
  }
}

NTK_TESTS("naive", {"known values", known_values}, {"empty shapes", empty_shapes}, {"forward, backward and outer product are adjoint", adjoint},
          {"the outer product is the derivative", outer_is_the_derivative})
