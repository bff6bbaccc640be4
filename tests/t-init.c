/* Initialisation: streams, distributions, the antisymmetric form. Seeds are fixed, so a test that passes always passes; the intervals are
   5 standard deviations wide (false alarm 6e-7 each, had the seed been drawn). */
#include <math.h>
#include <string.h>

#include "harness.h"
#include "random-net.h"

static ntk_arch wide(void) {
  ntk_arch arch = ntk_arch_default(30, 2);
  arch.depth = 3;
  arch.width[1] = 100, arch.width[2] = 80, arch.width[3] = 2;
  arch.bias_scale = 0.3;
  return arch;
}

static double *drawn(const ntk_arch *arch, uint64_t seed, uint64_t index) {
  double *theta = calloc(ntk_arch_params(arch), sizeof *theta);
  CU_ASSERT_EQUAL_FATAL(ntk_init_weights(arch, seed, index, theta, NULL), NTK_OK);
  return theta;
}

static int same(const ntk_arch *arch, const double *a, const double *b) { return memcmp(a, b, ntk_arch_params(arch) * sizeof *a) == 0; }

static void streams_are_named_by_seed_and_index(void) {
  const ntk_arch arch = wide();
  double *a = drawn(&arch, 1, 0), *b = drawn(&arch, 1, 0), *c = drawn(&arch, 1, 1), *d = drawn(&arch, 2, 0);
  CU_ASSERT(same(&arch, a, b));
  CU_ASSERT(!same(&arch, a, c) && !same(&arch, a, d) && !same(&arch, c, d));
  free(a), free(b), free(c), free(d);
}

/* Mean and variance of n numbers that should be N(0, deviation^2): standard errors deviation / sqrt n and deviation^2 sqrt(2/n). */
static void gaussian_moments(size_t n, const double *x, double deviation) {
  double sum = 0.0, squares = 0.0;
  for (size_t i = 0; i < n; i++) sum += x[i], squares += x[i] * x[i];
  NTK_NEAR(sum / (double)n, 0.0, 5.0 * deviation / sqrt((double)n));
  NTK_NEAR(squares / (double)n, deviation * deviation, 5.0 * deviation * deviation * sqrt(2.0 / (double)n));
}

static void distributions(void) {
  ntk_arch arch = wide();
  arch.weight_scale = 1.7;
  for (int standard = 0; standard < 2; standard++) {
    arch.parametrisation = standard ? NTK_PARAM_STANDARD : NTK_PARAM_NTK;
    double *theta = drawn(&arch, 3, 4);
    for (size_t l = 1; l <= arch.depth; l++) {
      const size_t count = arch.width[l] * arch.width[l - 1];
      const double *W = theta + ntk_layer_offset(&arch, l);
      gaussian_moments(count, W, standard ? 1.7 / sqrt((double)arch.width[l - 1]) : 1.0);
      gaussian_moments(arch.width[l], W + count, 1.0);
    }
    free(theta);
  }
}

static void output_signs(void) {
  ntk_arch arch = wide();
  arch.output_init = NTK_OUTPUT_SIGN;
  double *theta = drawn(&arch, 3, 4);
  const double *a = theta + ntk_layer_offset(&arch, 3);
  double sum = 0.0;
  for (int j = 0; j < 160; j++) {
    sum += a[j];
    CU_ASSERT(fabs(a[j]) == 1.0);
  }
  NTK_NEAR(sum, 0.0, 5.0 * sqrt(160.0));
  CU_ASSERT(fabs(theta[0]) != 1.0);
  free(theta);
  arch.parametrisation = NTK_PARAM_STANDARD;
  theta = drawn(&arch, 3, 4);
  CU_ASSERT(fabs(theta[ntk_layer_offset(&arch, 3)]) == 1.0 / sqrt(80.0));
  free(theta);
}

static void centred_and_plain_draw_the_same(void) {
  ntk_arch arch = wide();
  double *a = drawn(&arch, 5, 6);
  arch.init = NTK_INIT_PLAIN;
  double *b = drawn(&arch, 5, 6);
  CU_ASSERT(same(&arch, a, b));
  free(a), free(b);
}

static void antisymmetric_form(void) {
  ntk_arch arch = wide();
  arch.init = NTK_INIT_ANTISYMMETRIC;
  double *theta = drawn(&arch, 5, 6);
  const double *W = theta + ntk_layer_offset(&arch, 2), *beta = W + 80 * 100, *a = theta + ntk_layer_offset(&arch, 3);
  for (size_t j = 0; j < 40; j++) {
    CU_ASSERT(memcmp(W + j * 100, W + (j + 40) * 100, 100 * sizeof *W) == 0 && beta[j] == beta[j + 40]);
    for (size_t o = 0; o < 2; o++) CU_ASSERT(a[o * 80 + j] == -a[o * 80 + 40 + j] && a[o * 80 + j] != 0.0);
  }
  CU_ASSERT(a[160] == 0.0 && a[161] == 0.0);
  CU_ASSERT(memcmp(W, W + 100, 100 * sizeof *W) != 0);
  free(theta);
}

static void antisymmetry_is_recognised(void) {
  for (int bias = 0; bias < 2; bias++) {
    ntk_arch arch = wide();
    arch.init = NTK_INIT_ANTISYMMETRIC;
    arch.bias_scale = bias ? 0.3 : 0.0;
    double *theta = drawn(&arch, 5, 6);
    CU_ASSERT(ntk_is_antisymmetric(&arch, theta));
    /* One changed number anywhere in the last two layers breaks it, one below does not. */
    const size_t at = ntk_layer_offset(&arch, 2), end = ntk_arch_params(&arch);
    for (size_t i = 0; i < end; i += i < at ? at : 1 + (end - i) / 40) {
      const double kept = theta[i];
      theta[i] += 0.5;
      CU_ASSERT_EQUAL(ntk_is_antisymmetric(&arch, theta), i < at);
      theta[i] = kept;
    }
    free(theta);
    arch.init = NTK_INIT_PLAIN;
    theta = drawn(&arch, 5, 6);
    CU_ASSERT(!ntk_is_antisymmetric(&arch, theta));
    free(theta);
  }
}

NTK_TESTS("init", {"streams", streams_are_named_by_seed_and_index}, {"distributions", distributions}, {"output signs", output_signs},
          {"centred and plain draw the same", centred_and_plain_draw_the_same}, {"antisymmetric form", antisymmetric_form},
          {"antisymmetry is recognised", antisymmetry_is_recognised})
