/* The naive network: values counted by hand, gradients against central differences. */
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "harness.h"
#include "model/naive-net.h"
#include "random-net.h"

/* 2 -> 2 -> 1, identity, s = 1: f = (5, 6) [[1, 2], [3, 4]] (x, y) = 23 x + 34 y. */
static void a_product_by_hand(void) {
  ntk_arch arch = ntk_arch_default(2, 1);
  ntk_arch_set_width(&arch, 2);
  arch.activation = &ntk_identity;
  arch.parametrisation = NTK_PARAM_STANDARD;
  const double theta[] = {1, 2, 3, 4, 5, 6}, x[] = {10, 1};
  double f, g[6];
  CU_ASSERT_EQUAL(ntk_naive_output(&arch, theta, x, &f), NTK_OK);
  CU_ASSERT(f == 264.0);
  CU_ASSERT_EQUAL(ntk_naive_gradient(&arch, theta, x, 0, g), NTK_OK);
  const double expected[] = {50, 5, 60, 6, 12, 34}; /* a_j x_i, then h */
  for (int i = 0; i < 6; i++) CU_ASSERT(g[i] == expected[i]);
}

/* relu, biases, two outputs, ntk scales: s_1 = 2/sqrt 1, s_2 = 2/sqrt 4; z = 2*(1,-1,2,-2)*3 + .5*(1,1,1,1), h = (6.5, 0, 12.5, 0). */
static void biases_and_scales_by_hand(void) {
  ntk_arch arch = ntk_arch_default(1, 2);
  ntk_arch_set_width(&arch, 4);
  arch.activation = &ntk_relu;
  arch.weight_scale = 2.0, arch.bias_scale = 0.5;
  const double theta[] = {1, -1, 2, -2, 1, 1, 1, 1, /**/ 1, 5, 1, 5, 1, 5, -1, 5, /**/ 4, 6}, x[] = {3};
  double f[2], g[18];
  CU_ASSERT_EQUAL(ntk_naive_output(&arch, theta, x, f), NTK_OK);
  CU_ASSERT(f[0] == 19.0 + 2.0 && f[1] == -6.0 + 3.0);
  CU_ASSERT_EQUAL(ntk_naive_gradient(&arch, theta, x, 1, g), NTK_OK);
  const double expected[] = {6, 0, -6, 0, .5, 0, -.5, 0, 0, 0, 0, 0, 6.5, 0, 12.5, 0, 0, .5};
  for (int i = 0; i < 18; i++) CU_ASSERT(g[i] == expected[i]);
}

/* Central differences with step 1e-5 in one random direction of the trained parameters, every combination of options. The quotient's error is
   h^2 |f'''|/6 + eps |f| / h <= 1e-6 (1 + |f'|) for these small nets; relu is piecewise smooth and the data keep clear of the kinks. */
static void gradients_match_differences(void) {
  const double h = 1e-5;
  for (size_t c = 0; c < RANDOM_NET_CASES; c++) {
    const ntk_arch arch = random_net_arch(c);
    size_t base, p;
    ntk_trained_slice(&arch, &base, &p);
    const size_t k = arch.width[arch.depth], all = ntk_arch_params(&arch);
    double *theta = random_theta(&arch, c), *x = random_vector(c, 3), *v = random_vector(c + 1000, p), *g = calloc(p, sizeof *g);
    double *moved = malloc(all * sizeof *moved), up[3], down[3];
    memcpy(moved, theta, all * sizeof *moved);
    ntk_axpy(p, h, v, moved + base);
    CU_ASSERT_EQUAL(ntk_naive_output(&arch, moved, x, up), NTK_OK);
    ntk_axpy(p, -2.0 * h, v, moved + base);
    CU_ASSERT_EQUAL(ntk_naive_output(&arch, moved, x, down), NTK_OK);
    for (size_t o = 0; o < k; o++) {
      CU_ASSERT_EQUAL(ntk_naive_gradient(&arch, theta, x, o, g), NTK_OK);
      const double slope = ntk_dot(p, g, v);
      NTK_NEAR((up[o] - down[o]) / (2.0 * h), slope, 1e-6 * (1.0 + fabs(slope)));
      CU_ASSERT(ntk_norm(p, g) > 0.0 || arch.activation == &ntk_relu); /* a relu net may be dead */
    }
    free(theta), free(x), free(v), free(g), free(moved);
  }
}

static void memory_out(void) {
  const ntk_arch arch = random_net_arch(0);
  double *theta = random_theta(&arch, 0), x[3] = {1, 2, 3}, f[3], *g = calloc(ntk_arch_params(&arch), sizeof *g);
  ntk_alloc_fail_at(1);
  CU_ASSERT_EQUAL(ntk_naive_output(&arch, theta, x, f), NTK_ENOMEM);
  ntk_alloc_fail_at(1);
  CU_ASSERT_EQUAL(ntk_naive_gradient(&arch, theta, x, 0, g), NTK_ENOMEM);
  ntk_alloc_fail_at(0);
  free(theta), free(g);
}

NTK_TESTS("naive-net", {"a product by hand", a_product_by_hand}, {"biases and scales by hand", biases_and_scales_by_hand},
          {"gradients = central differences", gradients_match_differences}, {"memory out", memory_out})
