/* The landscape with one spurious minimum: its formulas, and its quadratic and linear companions. */
#include "check/landscape.h"

#include <math.h>

#include "check/escape.h"
#include "check/quadratic.h"
#include "core/vec.h"
#include "harness.h"

static double loss(ntk_landscape *l, double w) {
  double r[NTK_LANDSCAPE_MAX];
  l->map.at(l, &w);
  ntk_residual(&l->problem, r);
  return ntk_loss(l->map.N, r);
}

static void formulas(void) {
  ntk_landscape l;
  const double c = 0.6, n = 8.0;
  ntk_landscape_init(&l, 8, c, 0);
  for (double w = -1.5; w < 1.5; w += 0.25) {
    double r[8], gradient;
    NTK_NEAR(loss(&l, w), n * ((w * w - 1) * (w * w - 1) + c * c * (w - 1) * (w - 1)) / 2.0, 1e-12);
    ntk_residual(&l.problem, r);
    l.map.vjp(&l, r, &gradient);
    NTK_NEAR(gradient, n * (w - 1.0) * (2.0 * w * w + 2.0 * w + c * c), 1e-12);
  }
}

static void extrema(void) {
  ntk_landscape l;
  ntk_landscape_init(&l, 2, 0.6, 0);
  const double at_minimum = loss(&l, l.minimum), at_barrier = loss(&l, l.barrier);
  CU_ASSERT(at_minimum < loss(&l, l.minimum - 0.01) && at_minimum < loss(&l, l.minimum + 0.01));
  CU_ASSERT(at_barrier > loss(&l, l.barrier - 0.01) && at_barrier > loss(&l, l.barrier + 0.01));
  CU_ASSERT_EQUAL(loss(&l, 1.0), 0.0);
  CU_ASSERT(at_minimum > 1.0);
}

static void kernel_is_gram(void) {
  ntk_landscape l;
  double K[16], column[4], one = 1.0, w = 0.3;
  ntk_landscape_init(&l, 4, 0.6, 0);
  l.map.at(&l, &w);
  l.map.kernel(&l, K);
  l.map.jvp(&l, &one, column);
  for (size_t i = 0; i < 4; i++)
    for (size_t j = 0; j < 4; j++) NTK_NEAR(K[i * 4 + j], column[i] * column[j], 1e-15);
}

static void noise_decides_escape(void) {
  ntk_landscape l;
  size_t noisy, quiet;
  ntk_error err = {0};
  ntk_landscape_init(&l, 2, 0.6, 0);
  ntk_descent_options options = {.kind = NTK_LANGEVIN, .eta = 0.02, .steps = 1000, .temperature = 0.3};
  CU_ASSERT_EQUAL(ntk_escape_count(&l, options, 1, NTK_RNG_NOISE, 0, 20, &noisy, &err), NTK_OK);
  options.temperature = 0.0;
  CU_ASSERT_EQUAL(ntk_escape_count(&l, options, 1, NTK_RNG_NOISE, 0, 20, &quiet, &err), NTK_OK);
  CU_ASSERT(noisy >= 10);
  CU_ASSERT_EQUAL(quiet, 0);
}

static void quadratic_curvatures(void) {
  ntk_quadratic q;
  ntk_error err = {0};
  CU_ASSERT_EQUAL_FATAL(ntk_quadratic_init(&q, 5, 0.01, 1.0, &err), NTK_OK);
  NTK_NEAR(q.A[0] * q.A[0], 0.01, 1e-16);
  NTK_NEAR(q.A[24], 1.0, 1e-15);
  NTK_NEAR(q.A[12] * q.A[12], 0.1, 1e-15);
  CU_ASSERT_EQUAL(q.problem.map->at(q.problem.map->context, q.x0), NTK_OK);
  double r[5];
  ntk_residual(&q.problem, r);
  double F = 0.0;
  for (size_t i = 0; i < 5; i++) F += 0.5 * q.A[i * 6] * q.A[i * 6];
  NTK_NEAR(ntk_loss(5, r), F, 1e-15);
  ntk_quadratic_clear(&q);
}

NTK_TESTS("landscape", {"loss and gradient are the formulas", formulas}, {"the spurious minimum and the barrier are where they are said to be", extrema},
          {"the kernel is J J^T", kernel_is_gram}, {"noise escapes, no noise stays", noise_decides_escape}, {"the quadratic has its curvatures", quadratic_curvatures})
