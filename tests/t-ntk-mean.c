/* The empirical kernel against the infinite-width limit and its exact facts, by statistical tests. The false-alarm probability of each
   test is 1e-6 in all (Bonferroni over its comparisons). */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "kernel/limit.h"
#include "kernel/ntk.h"
#include "ntk-fixture.h"

#define FALSE_ALARM 1e-6

/* Sums and sums of squares of a sample of matrices, entry by entry. */
typedef struct {
  size_t entries, count;
  double *sum, *square;
} sample;

static sample sample_new(size_t entries) { return (sample){entries, 0, ntk_doubles(entries, 1), ntk_doubles(entries, 1)}; }
static void sample_clear(sample *s) { free(s->sum), free(s->square); }
static void sample_add(sample *s, const double *value) {
  s->count++;
  for (size_t i = 0; i < s->entries; i++) s->sum[i] += value[i], s->square[i] += value[i] * value[i];
}
/* Student's t of entry i against its expected mean. */
static double sample_t(const sample *s, size_t i, double expected) {
  const double n = (double)s->count, mean = s->sum[i] / n, variance = (s->square[i] - n * mean * mean) / (n - 1.0);
  return (mean - expected) / sqrt(variance / n);
}

/* The mean of the kernel over initialisations is `expected`: two-sided t tests over the upper triangle, one of `family` such calls. */
static void expect_mean(const sample *s, size_t n, const gsl_matrix *expected, size_t family) {
  const double level = FALSE_ALARM / (double)(family * n * (n + 1) / 2), limit = gsl_cdf_tdist_Qinv(level / 2.0, (double)s->count - 1.0);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i; j < n; j++) NTK_NEAR(sample_t(s, i * n + j, gsl_matrix_get(expected, i, j)), 0.0, limit);
}

static void kernel_at(const ntk_arch *arch, const gsl_matrix *x, uint64_t index, double *K) {
  ntk_mlp *mlp = network(arch, x, index);
  CU_ASSERT_EQUAL(ntk_kernel(mlp, K), NTK_OK);
  ntk_mlp_free(mlp);
}

/* Two layers: the kernel is a mean over independent units, so its expectation is the limit at any width, exactly. */
static void mean_is_limit_depth_2(void) {
  enum { n = 4 };
  gsl_matrix *x = random_matrix(1000, n, 5), *limit = gsl_matrix_alloc(n, n);
  for (size_t a = 0; a < 5; a++)
    for (size_t bias = 0; bias < 2; bias++) {
      ntk_arch arch = ntk_arch_default(5, 1);
      arch.activation = random_net_activations[a], arch.weight_scale = 1.3, arch.bias_scale = bias ? 0.6 : 0.0;
      ntk_arch_set_width(&arch, 512);
      CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, limit, NULL), NTK_OK);
      sample s = sample_new(n * n);
      for (uint64_t index = 0; index < 200; index++) {
        double K[n * n];
        kernel_at(&arch, x, index, K);
        sample_add(&s, K);
      }
      expect_mean(&s, n, limit, 10);
      sample_clear(&s);
    }
  gsl_matrix_free(x), gsl_matrix_free(limit);
}

/* Three layers: the expectation at width m is the limit + b / m + O(1/m^2); 2 K_{2m} - K_m of independent initialisations removes b.
   The rest, about 1e-5 at m = 256, is far below the standard error (1e-2). */
static void mean_is_limit_depth_3(void) {
  enum { n = 3 };
  gsl_matrix *x = random_matrix(1001, n, 4), *limit = gsl_matrix_alloc(n, n);
  for (size_t a = 0; a < 5; a++) {
    ntk_arch narrow = ntk_arch_default(4, 1);
    narrow.depth = 3, narrow.width[3] = 1, narrow.activation = random_net_activations[a], narrow.bias_scale = 0.4;
    ntk_arch wide = narrow;
    ntk_arch_set_width(&narrow, 256), ntk_arch_set_width(&wide, 512);
    CU_ASSERT_EQUAL(ntk_limit(&wide, x, x, NULL, limit, NULL), NTK_OK);
    sample s = sample_new(n * n);
    for (uint64_t index = 0; index < 40; index++) {
      double K[n * n], K2[n * n];
      kernel_at(&narrow, x, 2 * index, K);
      kernel_at(&wide, x, 2 * index + 1, K2);
      for (size_t i = 0; i < n * n; i++) K2[i] = 2.0 * K2[i] - K[i];
      sample_add(&s, K2);
    }
    expect_mean(&s, n, limit, 5);
    sample_clear(&s);
  }
  gsl_matrix_free(x), gsl_matrix_free(limit);
}

/* Theta(x,x) of f = m^{-1/2} sum a_r relu(w_r . x), ||x|| = 1 (here norm sqrt d with s_1 = 1/sqrt d), over 400 initialisations at m = 1024. */
static void relu_sample(ntk_train train, ntk_output_init output, double *mean, double *variance, size_t *m, size_t *count) {
  const double x_data[2] = {0.6 * M_SQRT2, 0.8 * M_SQRT2};
  const gsl_matrix_const_view x = gsl_matrix_const_view_array(x_data, 1, 2);
  ntk_arch arch = ntk_arch_default(2, 1);
  arch.activation = &ntk_relu, arch.train = train, arch.output_init = output;
  double sum = 0.0, square = 0.0, K;
  *m = 1024, *count = 400;
  for (uint64_t index = 0; index < 400; index++) {
    kernel_at(&arch, &x.matrix, index, &K);
    sum += K, square += K * K;
  }
  *mean = sum / 400.0;
  *variance = (square - sum * sum / 400.0) / 399.0;
}

/* Gaussian a, both trained: mean 1, variance 3/m. z test with the known variance; chi-square test, to which 1024 units make it
   close enough (their excess kurtosis enters by 1/m). Half of the false-alarm probability each. */
static void relu_both_layers(void) {
  double mean, variance;
  size_t m, count;
  relu_sample(NTK_TRAIN_ALL, NTK_OUTPUT_GAUSSIAN, &mean, &variance, &m, &count);
  NTK_NEAR(mean, 1.0, gsl_cdf_ugaussian_Qinv(FALSE_ALARM / 4.0) * sqrt(3.0 / (double)(m * count)));
  const double chi = variance * (double)(count - 1) * (double)m / 3.0;
  CU_ASSERT(chi > gsl_cdf_chisq_Pinv(FALSE_ALARM / 4.0, (double)count - 1.0) && chi < gsl_cdf_chisq_Qinv(FALSE_ALARM / 4.0, (double)count - 1.0));
}

/* a = +-1, only w trained: the share of units that are on, mean 1/2 with variance 1/(4 m). */
static void relu_first_layer(void) {
  double mean, variance;
  size_t m, count;
  relu_sample(NTK_TRAIN_FIRST, NTK_OUTPUT_SIGN, &mean, &variance, &m, &count);
  NTK_NEAR(mean, 0.5, gsl_cdf_ugaussian_Qinv(FALSE_ALARM / 4.0) * 0.5 / sqrt((double)(m * count)));
  const double chi = variance * (double)(count - 1) * 4.0 * (double)m;
  CU_ASSERT(chi > gsl_cdf_chisq_Pinv(FALSE_ALARM / 4.0, (double)count - 1.0) && chi < gsl_cdf_chisq_Qinv(FALSE_ALARM / 4.0, (double)count - 1.0));
}

/* n orthonormal inputs (norm sqrt d), first layer only, a = +-1: off the diagonal exactly 0, on it each entry is a share of m units
   with mean 1/2: 8 two-sided tests. */
static void orthonormal_first_layer(void) {
  enum { n = 8 };
  ntk_arch arch = ntk_arch_default(n, 1);
  arch.activation = &ntk_relu, arch.train = NTK_TRAIN_FIRST, arch.output_init = NTK_OUTPUT_SIGN;
  ntk_arch_set_width(&arch, 4096);
  gsl_matrix *x = gsl_matrix_calloc(n, n);
  double K[n * n];
  for (size_t i = 0; i < n; i++) gsl_matrix_set(x, i, i, sqrt(n));
  kernel_at(&arch, x, 0, K);
  const double limit = gsl_cdf_ugaussian_Qinv(FALSE_ALARM / (2.0 * n)) * 0.5 / 64.0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) NTK_NEAR(K[i * n + j], i == j ? 0.5 : 0.0, i == j ? limit : 0.0);
  gsl_matrix_free(x);
}

NTK_TESTS("ntk-mean", {"two layers: the mean is the limit", mean_is_limit_depth_2},
          {"three layers: the mean approaches the limit", mean_is_limit_depth_3},
          {"ReLU, both layers: mean 1, variance 3/m", relu_both_layers}, {"ReLU, first layer, signs: 1/2", relu_first_layer},
          {"orthonormal inputs: I/2", orthonormal_first_layer})
