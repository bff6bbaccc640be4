/* The linear model of a network, per-example gradients, and a network at a random initialisation. */
#include "check/linear-model.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "check/gradients.h"
#include "check/net.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "flow/problem.h"
#include "harness.h"

enum { ROWS = 5, INPUTS = 3, OUTPUTS = 2 };

static gsl_matrix *inputs(void) {
  gsl_matrix *x = gsl_matrix_alloc(ROWS, INPUTS);
  gsl_rng *rng = ntk_rng(3, NTK_RNG_TESTS, 0);
  for (size_t i = 0; i < ROWS; i++)
    for (size_t j = 0; j < INPUTS; j++) gsl_matrix_set(x, i, j, gsl_ran_gaussian_ziggurat(rng, 1.0));
  gsl_rng_free(rng);
  return x;
}

static ntk_arch narrow(void) {
  ntk_arch arch = ntk_arch_default(INPUTS, OUTPUTS);
  ntk_arch_set_width(&arch, 16);
  return arch;
}

static void linear_model_is_first_order(void) {
  gsl_matrix *x = inputs();
  const ntk_arch arch = narrow();
  ntk_net net;
  ntk_error err = {0};
  CU_ASSERT_EQUAL_FATAL(ntk_net_init(&net, &arch, x, NULL, 1, 0, &err), NTK_OK);
  ntk_map *linear = ntk_linear_model(net.map, net.w0);
  double *w = ntk_doubles(net.p, 1), *v = ntk_doubles(net.p, 1), f[10], g[10], Jv[10];
  gsl_rng *rng = ntk_rng(4, NTK_RNG_TESTS, 0);
  for (size_t j = 0; j < net.p; j++) v[j] = gsl_ran_gaussian_ziggurat(rng, 1.0);
  /* The network departs from it by O(h^2): a hundredth of h, a ten-thousandth of the gap. */
  double gap[2];
  for (size_t k = 0; k < 2; k++) {
    const double h = k == 0 ? 1e-2 : 1e-4;
    for (size_t j = 0; j < net.p; j++) w[j] = net.w0[j] + h * v[j];
    CU_ASSERT_EQUAL(linear->at(linear->context, w), NTK_OK);
    linear->value(linear->context, g);
    net.map->at(net.map->context, w);
    net.map->value(net.map->context, f);
    gap[k] = ntk_distance(net.N, f, g);
    net.map->at(net.map->context, net.w0);
  }
  CU_ASSERT(gap[0] > 0.0 && gap[1] < 2e-4 * gap[0]);
  linear->jvp(linear->context, v, Jv);
  linear->at(linear->context, net.w0);
  linear->value(linear->context, f);
  for (size_t i = 0; i < net.N; i++) NTK_NEAR(f[i] + 1e-4 * Jv[i], g[i], 1e-14);
  gsl_rng_free(rng);
  free(w), free(v);
  ntk_linear_model_free(linear);
  ntk_net_clear(&net);
  gsl_matrix_free(x);
}

static void example_gradients_add_up(void) {
  gsl_matrix *x = inputs();
  const ntk_arch arch = narrow();
  ntk_net net;
  ntk_error err = {0};
  CU_ASSERT_EQUAL_FATAL(ntk_net_init(&net, &arch, x, NULL, 1, 0, &err), NTK_OK);
  double *whole = ntk_doubles(net.p, 1), *sum = ntk_doubles(net.p, 1), *g = ntk_doubles(net.p, 1), r[10], masked[10];
  for (size_t i = 0; i < net.N; i++) r[i] = 1.0 + (double)i;
  net.map->vjp(net.map->context, r, whole);
  for (size_t i = 0; i < ROWS; i++) {
    ntk_example_gradient(net.map, 3.0, r, OUTPUTS, i, masked, g);
    ntk_axpy(net.p, 1.0 / 3.0, g, sum);
  }
  NTK_NEAR(ntk_distance(net.p, whole, sum), 0.0, 1e-13 * ntk_norm(net.p, whole));
  CU_ASSERT(ntk_norm(net.p, whole) > 1.0);
  free(whole), free(sum), free(g);
  ntk_net_clear(&net);
  gsl_matrix_free(x);
}

static void net_is_its_seed_or_its_weights(void) {
  gsl_matrix *x = inputs();
  const ntk_arch arch = narrow();
  ntk_net a, b, c, d;
  ntk_error err = {0};
  CU_ASSERT_EQUAL_FATAL(ntk_net_init(&a, &arch, x, NULL, 1, 5, &err), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_net_init(&b, &arch, x, NULL, 1, 5, &err), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_net_init(&c, &arch, x, NULL, 1, 6, &err), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_net_init(&d, &arch, x, a.theta, 9, 9, &err), NTK_OK);
  CU_ASSERT(memcmp(a.w0, b.w0, a.p * sizeof *a.w0) == 0);
  CU_ASSERT(memcmp(a.w0, c.w0, a.p * sizeof *a.w0) != 0);
  CU_ASSERT(memcmp(a.w0, d.w0, a.p * sizeof *a.w0) == 0);
  ntk_net_clear(&a), ntk_net_clear(&b), ntk_net_clear(&c), ntk_net_clear(&d);
  gsl_matrix_free(x);
}

static void out_of_memory_is_said(void) {
  gsl_matrix *x = inputs();
  const ntk_arch arch = narrow();
  size_t failures = 0;
  for (unsigned long count = 1; count < 30; count++) {
    ntk_net net;
    ntk_error err = {0};
    ntk_alloc_fail_at(count);
    const ntk_status status = ntk_net_init(&net, &arch, x, NULL, 1, 0, &err);
    ntk_alloc_fail_at(0);
    failures += status == NTK_ENOMEM;
    CU_ASSERT(status == NTK_OK || (status == NTK_ENOMEM && net.map == NULL));
    if (status == NTK_OK) ntk_net_clear(&net);
  }
  CU_ASSERT(failures >= 3);
  gsl_matrix_free(x);
}

NTK_TESTS("linear-model", {"the network departs from its linear model to second order", linear_model_is_first_order},
          {"examples' gradients add up to the whole", example_gradients_add_up}, {"a network is its seed and index, or its weights", net_is_its_seed_or_its_weights},
          {"running out of memory is said and leaves nothing", out_of_memory_is_said})
