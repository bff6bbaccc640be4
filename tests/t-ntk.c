/* The layer-wise kernel against J J^T for every kind of network; semidefinite; blocks between batches; what is refused. */
#include "kernel/ntk.h"

#include <math.h>

#include "core/vec.h"
#include "kernel/spectrum.h"
#include "ntk-fixture.h"

/* |K - J J^T| in units of C L (m + d) eps sqrt(K_ii K_jj): at most 1; K symmetric to the bit. */
static double worst_against_jacobian(fixture *it) {
  double *K = ntk_doubles(it->N, it->N), *J = ntk_doubles(it->N, it->p), worst = 0.0;
  CU_ASSERT_EQUAL(ntk_kernel(it->mlp, K), NTK_OK);
  CU_ASSERT_EQUAL(ntk_jacobian(it->mlp, J), NTK_OK);
  for (size_t i = 0; i < it->N; i++)
    for (size_t j = 0; j < it->N; j++) {
      const double unit = it->rounding * sqrt(K[i * (it->N + 1)] * K[j * (it->N + 1)]);
      worst = fmax(worst, fabs(K[i * it->N + j] - ntk_dot(it->p, J + i * it->p, J + j * it->p)) / unit);
      CU_ASSERT(K[i * it->N + j] == K[j * it->N + i]);
    }
  free(K), free(J);
  return worst;
}

static void equals_jacobian(void) {
  double worst = 0.0;
  for (size_t i = 0; i < RANDOM_NET_CASES; i++) {
    const ntk_arch arch = random_net_arch(i);
    fixture it = fixture_new(&arch, 6, i);
    worst = fmax(worst, worst_against_jacobian(&it));
    fixture_clear(&it);
  }
  NTK_NEAR(worst, 0.0, 1.0);
}

static void equals_jacobian_wide(void) {
  for (size_t a = 0; a < 5; a++) {
    ntk_arch arch = ntk_arch_default(20, 2);
    arch.depth = 3, arch.width[3] = 2, arch.activation = random_net_activations[a];
    ntk_arch_set_width(&arch, 200);
    fixture it = fixture_new(&arch, 10, a);
    NTK_NEAR(worst_against_jacobian(&it), 0.0, 1.0);
    fixture_clear(&it);
  }
}

/* More examples than parameters: K is singular, and its least eigenvalue is 0 to the eigenvalue's error and that of the entries:
   ||E|| <= C L (m + d) eps trace K. */
static void positive_semidefinite(void) {
  for (size_t i = 0; i < RANDOM_NET_CASES; i++) {
    const ntk_arch arch = random_net_arch(i);
    fixture it = fixture_new(&arch, 40, i);
    double *K = ntk_doubles(it.N, it.N), trace = 0.0, least, largest;
    CU_ASSERT_EQUAL(ntk_kernel(it.mlp, K), NTK_OK);
    CU_ASSERT_EQUAL(ntk_eigen_ends(it.N, K, &least, &largest), NTK_OK);
    for (size_t j = 0; j < it.N; j++) trace += K[j * (it.N + 1)];
    const double error = ntk_eigen_error(it.N, largest) + it.rounding * trace;
    CU_ASSERT(least >= -error);
    if (it.p < it.N) NTK_NEAR(least, 0.0, error);
    fixture_clear(&it);
    free(K);
  }
}

/* The block between rows 0..3 and 4..8 of one batch is that block of the whole kernel; also between a batch and itself, whose
   inputs are the same matrix. */
static void cross(void) {
  for (size_t i = 0; i < RANDOM_NET_CASES; i++) {
    const ntk_arch arch = random_net_arch(i);
    const size_t k = arch.width[arch.depth];
    fixture it = fixture_new(&arch, 9, i);
    gsl_matrix_view xa = gsl_matrix_submatrix(it.x, 0, 0, 4, arch.width[0]), xb = gsl_matrix_submatrix(it.x, 4, 0, 5, arch.width[0]);
    ntk_mlp *a = network(&arch, &xa.matrix, i), *b = network(&arch, &xb.matrix, i), *same = network(&arch, it.x, i);
    double *K = ntk_doubles(it.N, it.N), *block = ntk_doubles(it.N, it.N), worst = 0.0;
    CU_ASSERT_EQUAL(ntk_kernel(it.mlp, K), NTK_OK);
    CU_ASSERT_EQUAL(ntk_kernel_cross(a, b, block), NTK_OK);
    for (size_t r = 0; r < 4 * k; r++)
      for (size_t c = 0; c < 5 * k; c++) {
        const double unit = it.rounding * sqrt(K[r * (it.N + 1)] * K[(c + 4 * k) * (it.N + 1)]);
        worst = fmax(worst, fabs(block[r * 5 * k + c] - K[r * it.N + c + 4 * k]) / unit);
      }
    CU_ASSERT_EQUAL(ntk_kernel_cross(it.mlp, same, block), NTK_OK);
    for (size_t r = 0; r < it.N; r++)
      for (size_t c = 0; c < it.N; c++)
        worst = fmax(worst, fabs(block[r * it.N + c] - K[r * it.N + c]) / (it.rounding * sqrt(K[r * (it.N + 1)] * K[c * (it.N + 1)])));
    NTK_NEAR(worst, 0.0, 1.0);
    free(K), free(block);
    ntk_mlp_free(a), ntk_mlp_free(b), ntk_mlp_free(same);
    fixture_clear(&it);
  }
}

static void cross_refused(void) {
  const ntk_arch arch = random_net_arch(0);
  fixture it = fixture_new(&arch, 3, 0), other_weights = fixture_new(&arch, 3, 1);
  ntk_arch changed[] = {arch, arch, arch, arch};
  double K[9];
  changed[0].activation = &ntk_relu, changed[1].width[1] = 8, changed[2].train = NTK_TRAIN_FIRST, changed[3].weight_scale = 1.0;
  CU_ASSERT_EQUAL(ntk_kernel_cross(it.mlp, other_weights.mlp, K), NTK_EUSAGE);
  for (size_t i = 0; i < 4; i++) {
    ntk_mlp *other = network(&changed[i], it.x, 0);
    CU_ASSERT_EQUAL(ntk_kernel_cross(it.mlp, other, K), NTK_EUSAGE);
    ntk_mlp_free(other);
  }
  fixture_clear(&it), fixture_clear(&other_weights);
}

/* Finite outputs whose kernel overflows: h ~ 1e160. */
static void overflow(void) {
  ntk_arch arch = ntk_arch_default(2, 1);
  arch.width[1] = 2, arch.activation = &ntk_identity;
  const double x_data[2] = {1.0, 1.0}, theta[6] = {1e160, 1e160, 1e160, 1e160, 1e-3, 1e-3};
  const gsl_matrix_const_view x = gsl_matrix_const_view_array(x_data, 1, 2);
  double K;
  ntk_mlp *mlp = ntk_mlp_alloc(&arch, &x.matrix, theta, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(mlp);
  CU_ASSERT_EQUAL(ntk_kernel(mlp, &K), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_cross(mlp, mlp, &K), NTK_ENUMERIC);
  ntk_mlp_free(mlp);
}

static void out_of_memory(void) {
  const ntk_arch arch = random_net_arch(0);
  fixture it = fixture_new(&arch, 3, 0), twin = fixture_new(&arch, 3, 0);
  double K[9];
  for (unsigned long at = 1; at <= 7; at++) {
    ntk_alloc_fail_at(at);
    CU_ASSERT_EQUAL(ntk_kernel(it.mlp, K), at <= 4 ? NTK_ENOMEM : NTK_OK);
    ntk_alloc_fail_at(at);
    CU_ASSERT_EQUAL(ntk_kernel_cross(it.mlp, twin.mlp, K), at <= 6 ? NTK_ENOMEM : NTK_OK);
    ntk_alloc_fail_at(0);
  }
  fixture_clear(&it), fixture_clear(&twin);
}
NTK_TESTS("ntk", {"equals J J^T for every kind of network", equals_jacobian}, {"also for wide ones", equals_jacobian_wide},
          {"positive semidefinite", positive_semidefinite}, {"blocks between batches", cross},
          {"blocks between different networks are refused", cross_refused}, {"an overflowing kernel", overflow},
          {"every allocation may fail", out_of_memory})
