/* The explicit Jacobian against the naive gradient and finite differences. */
#include <math.h>
#include <string.h>

#include "core/vec.h"
#include "kernel/ntk.h"
#include "model/naive-net.h"
#include "net-rounding.h"
#include "ntk-fixture.h"

/* The naive gradient, one example at a time: both lie within the a-priori bound of net-rounding.h of the exact one (a fraction of the
   row's own norm would presume that nothing cancels in it). */
static void equals_naive_gradient(void) {
  size_t blunt = 0;
  for (size_t i = 0; i < RANDOM_NET_CASES; i++) {
    const ntk_arch arch = random_net_arch(i);
    const size_t n = 3, k = arch.width[arch.depth];
    fixture it = fixture_new(&arch, n, i);
    double *J = ntk_doubles(it.N, it.p), *g = ntk_doubles(it.p, 1), worst = 0.0;
    CU_ASSERT_EQUAL(ntk_jacobian(it.mlp, J), NTK_OK);
    for (size_t row = 0; row < it.N; row++) {
      CU_ASSERT_EQUAL(ntk_naive_gradient(&arch, it.mlp->theta, gsl_matrix_const_ptr(it.x, row / k, 0), row % k, g), NTK_OK);
      const net_rounding bound = net_rounding_of(&arch, it.mlp->theta, ntk_norm(arch.width[0], gsl_matrix_const_ptr(it.x, row / k, 0)));
      blunt += !(bound.gradient < 1e-9 * bound.gradient_norm);
      worst = fmax(worst, ntk_distance(it.p, g, J + row * it.p) / (2.0 * bound.gradient));
    }
    NTK_NEAR(worst, 0.0, 1.0);
    free(J), free(g);
    fixture_clear(&it);
  }
  CU_ASSERT_EQUAL(blunt, 0);
}

/* Central differences, h = 1e-5: truncation h^2 / 6 sup |f'''| <= 1e-9 for |f'''| <= 60, rounding 4 eps |f| / h <= 1e-9 for |f| <= 10:
   1e-8 of the row's largest entry or 1 (asked for: 1e-6). No ReLU unit is within h ||x|| of its kink for these seeds. */
static void equals_finite_differences(void) {
  const double h = 1e-5;
  for (size_t i = 0; i < RANDOM_NET_CASES; i++) {
    const ntk_arch arch = random_net_arch(i);
    fixture it = fixture_new(&arch, 3, i);
    size_t offset, count;
    ntk_trained_slice(&arch, &offset, &count);
    double *J = ntk_doubles(it.N, it.p), *w = ntk_doubles(it.p, 1), *up = ntk_doubles(it.N, 1), *down = ntk_doubles(it.N, 1);
    double worst = 0.0, largest = 1.0;
    memcpy(w, it.mlp->theta + offset, it.p * sizeof *w);
    CU_ASSERT_EQUAL(ntk_jacobian(it.mlp, J), NTK_OK);
    for (size_t j = 0; j < it.p; j++) {
      const double kept = w[j];
      w[j] = kept + h, ntk_mlp_forward(it.mlp, w), ntk_mlp_output(it.mlp, up);
      w[j] = kept - h, ntk_mlp_forward(it.mlp, w), ntk_mlp_output(it.mlp, down);
      w[j] = kept;
      for (size_t row = 0; row < it.N; row++) {
        worst = fmax(worst, fabs((up[row] - down[row]) / (2.0 * h) - J[row * it.p + j]));
        largest = fmax(largest, fabs(J[row * it.p + j]));
      }
    }
    NTK_NEAR(worst, 0.0, 1e-8 * largest);
    free(J), free(w), free(up), free(down);
    fixture_clear(&it);
  }
}

static void out_of_memory(void) {
  const ntk_arch arch = random_net_arch(0);
  fixture it = fixture_new(&arch, 3, 0);
  double *J = ntk_doubles(it.N, it.p);
  ntk_alloc_fail_at(1);
  CU_ASSERT_EQUAL(ntk_jacobian(it.mlp, J), NTK_ENOMEM);
  CU_ASSERT_EQUAL(ntk_jacobian(it.mlp, J), NTK_OK);
  free(J);
  fixture_clear(&it);
}

/* h = w x = 0 and f = a h = 0 are finite, df/dw = a x = 1e350 is not. */
static void overflow(void) {
  ntk_arch arch = ntk_arch_default(1, 1);
  arch.width[1] = 1, arch.activation = &ntk_identity;
  const double x_data[1] = {1e200}, theta[2] = {0.0, 1e150};
  const gsl_matrix_const_view x = gsl_matrix_const_view_array(x_data, 1, 1);
  ntk_mlp *mlp = ntk_mlp_alloc(&arch, &x.matrix, theta, NULL);
  double J[2];
  CU_ASSERT_PTR_NOT_NULL_FATAL(mlp);
  CU_ASSERT_EQUAL(ntk_jacobian(mlp, J), NTK_ENUMERIC);
  ntk_mlp_free(mlp);
}

NTK_TESTS("jacobian", {"is the naive gradient", equals_naive_gradient}, {"agrees with finite differences", equals_finite_differences},
          {"its allocation may fail", out_of_memory}, {"an overflowing one", overflow})
