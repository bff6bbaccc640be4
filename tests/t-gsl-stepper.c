/* GSL's steppers on a linear map with a closed form, by the driver that tries, rejects and accepts. */
#include <float.h>

#include "core/vec.h"
#include "flow/flow.h"
#include "flow/linearised.h"
#include "harness.h"
#include "toy-maps.h"

enum { N = 6, P = 8 };
static const ntk_stepper_type *const all[] = {&ntk_stepper_rkf45, &ntk_stepper_rk8pd, &ntk_stepper_msadams};

static void linear_map(void) {
  double y[N], w0[P] = {0}, K[N * N], r[N], q[N], u[P], w[P];
  ntk_linearised lin;
  toy *t = toy_stiff(N, P, 30.0, 0.0, 8, y);
  const ntk_problem problem = {&t->map, 3.0, y, w0};
  CU_ASSERT_EQUAL(ntk_move(&problem, w0, r), NTK_OK);
  t->map.kernel(t, K);
  CU_ASSERT_EQUAL_FATAL(ntk_linearised_init(&lin, N, 3.0, K, r), NTK_OK);
  const double T = 5.0;
  ntk_linearised_dual(&lin, T, q);
  t->map.vjp(t, q, u);
  for (size_t i = 0; i < P; i++) u[i] *= -3.0;
  for (size_t k = 0; k < 3; k++)
    for (double tolerance = 1e-4; tolerance > 1e-11; tolerance *= 1e-3) {
      ntk_error err;
      ntk_flow_stats stats;
      const ntk_flow_options options = {.stepper = all[k], .T = T, .tolerance = tolerance, .samples = 3};
      CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, NULL, NULL, &stats, &err), NTK_OK);
      const double error = ntk_distance(P, w, u);
      /* Honest, and no larger than the steps' allowances together. */
      CU_ASSERT(error <= stats.error);
      CU_ASSERT(stats.error <= (double)stats.steps * tolerance * 1.01 * ntk_linearised_drift(&lin, T));
      CU_ASSERT(stats.kernels == 1 && stats.jvp == 0);
      if (error > stats.error) printf("%s %g: %zu steps, %zu rejected, estimate %g, error %g\n", all[k]->name, tolerance, stats.steps, stats.rejected, stats.error, error);
    }
  ntk_linearised_clear(&lin);
  toy_free(t);
}

static void square(toy *t, const double *w) {
  t->f[0] = w[0] * w[0];
  t->J[0] = 2.0 * w[0];
}

/* Error against fixed steps. f = w^2, y = 0: w' = -2 w^3, w = 1/sqrt(1 + 4 t) from 1. (On linear maps rk8pd looks better than it is.) */
static double square_error(const ntk_stepper_type *type, size_t n) {
  const double zero = 0.0, w0 = 1.0;
  double w = 1.0, next = 0.0, r, g;
  toy *t = toy_alloc(1, 1, square);
  const ntk_problem problem = {&t->map, 1.0, &zero, &w0};
  void *state = type->alloc(&problem, 1e-8);
  CU_ASSERT_PTR_NOT_NULL_FATAL(state);
  for (size_t i = 0; i < n; i++) {
    CU_ASSERT_EQUAL(ntk_move(&problem, &w, &r), NTK_OK);
    ntk_gradient(&problem, &r, &g);
    type->prepare(state, &w, &r, &g);
    CU_ASSERT_EQUAL(type->step(state, &w, 1.0 / (double)n, &next).status, NTK_OK);
    w = next;
  }
  type->reset(state);
  type->free(state);
  toy_free(t);
  return fabs(w - 1.0 / sqrt(5.0));
}

/* Between numbers of steps fine enough for the leading term and coarse enough for doubles. */
static void orders(void) {
  NTK_NEAR(log2(square_error(&ntk_stepper_rkf45, 64) / square_error(&ntk_stepper_rkf45, 128)), 5.0, 0.5);
  NTK_NEAR(log2(square_error(&ntk_stepper_rk8pd, 4) / square_error(&ntk_stepper_rk8pd, 32)) / 3.0, 8.0, 0.5);
}

/* They agree with etd3 on a nonlinear map. */
static void agree(void) {
  double y[N], w0[P] = {0}, w[P], reference[P];
  toy *t = toy_stiff(N, P, 30.0, 0.4, 9, y);
  const ntk_problem problem = {&t->map, 2.0, y, w0};
  ntk_error err;
  ntk_flow_stats stats, reference_stats;
  ntk_flow_options options = {.T = 10.0, .tolerance = 1e-9};
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, reference, NULL, NULL, &reference_stats, &err), NTK_OK);
  for (size_t k = 0; k < 3; k++) {
    options.stepper = all[k];
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, NULL, NULL, &stats, &err), NTK_OK);
    CU_ASSERT(ntk_distance(P, w, reference) <= stats.error + reference_stats.error);
    CU_ASSERT(ntk_distance(P, w, reference) <= 1e-7);
  }
  toy_free(t);
}

static void bad_maps(void) {
  double y[N], w0[P] = {0}, w[P];
  ntk_error err;
  ntk_flow_stats stats;
  toy *t = toy_stiff(N, P, 30.0, 0.4, 9, y);
  const ntk_problem problem = {&t->map, 2.0, y, w0};
  for (size_t k = 0; k < 3; k++) {
    const ntk_flow_options options = {.stepper = all[k], .T = 10.0, .tolerance = 1e-6};
    t->moves = 0, t->fail_at = 7;
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, NULL, NULL, &stats, &err), NTK_ENUMERIC);
    t->fail_at = 0;
  }
  toy_free(t);
}

NTK_TESTS("gsl-stepper", {"linear map in closed form, error below its estimate", linear_map}, {"orders 5 and 8", orders},
          {"agree with etd3", agree}, {"a map that fails", bad_maps})
