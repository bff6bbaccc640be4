/* Random initialisation. Gaussians: Marsaglia and Tsang's ziggurat (GSL) on the stream (seed, weights, index), layer by layer. */
#include "model/init.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "core/rng.h"

/* x_i := deviation * N(0,1) */
static void draw_gaussians(const gsl_rng *rng, double deviation, size_t n, double *x) {
  for (size_t i = 0; i < n; i++) x[i] = gsl_ran_gaussian_ziggurat(rng, deviation);
}

/* x_i := +-deviation */
static void draw_signs(const gsl_rng *rng, double deviation, size_t n, double *x) {
  for (size_t i = 0; i < n; i++) x[i] = gsl_rng_uniform(rng) < 0.5 ? -deviation : deviation;
}

/* Deviation of layer l's weights: 1 (ntk), c / sqrt(m_{l-1}) (standard). */
static double weight_deviation(const ntk_arch *arch, size_t l) {
  return arch->parametrisation == NTK_PARAM_NTK ? 1.0 : arch->weight_scale / sqrt((double)arch->width[l - 1]);
}

static void draw_layer(const ntk_arch *arch, const gsl_rng *rng, size_t l, double *theta) {
  const size_t m = arch->width[l], count = m * arch->width[l - 1];
  double *W = theta + ntk_layer_offset(arch, l);
  if (l == arch->depth && arch->output_init == NTK_OUTPUT_SIGN) draw_signs(rng, weight_deviation(arch, l), count, W);
  else draw_gaussians(rng, weight_deviation(arch, l), count, W);
  if (arch->bias_scale != 0.0) draw_gaussians(rng, 1.0, m, W + count);
}

/* Row j + m/2 := row j of an m x cols array. */
static void repeat_first_half(size_t m, size_t cols, double *a) {
  memcpy(a + (m / 2) * cols, a, (m / 2) * cols * sizeof *a);
}

/* W_L = (a, -a), beta_L = 0, the last hidden layer's second half of units equal to the first. */
static void make_antisymmetric(const ntk_arch *arch, double *theta) {
  const size_t L = arch->depth, m = arch->width[L - 1], m_in = arch->width[L - 2], k = arch->width[L];
  double *hidden = theta + ntk_layer_offset(arch, L - 1), *output = theta + ntk_layer_offset(arch, L);
  repeat_first_half(m, m_in, hidden);
  if (arch->bias_scale != 0.0) repeat_first_half(m, 1, hidden + m * m_in);
  for (size_t o = 0; o < k; o++)
    for (size_t j = 0; j < m / 2; j++) output[o * m + m / 2 + j] = -output[o * m + j];
  if (arch->bias_scale != 0.0)
    for (size_t o = 0; o < k; o++) output[k * m + o] = 0.0;
}

ntk_status ntk_init_weights(const ntk_arch *arch, uint64_t seed, uint64_t index, double *theta, ntk_error *err) {
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_WEIGHTS, index);
  if (rng == NULL) return ntk_fail(err, NTK_ENOMEM, "initialisation %llu: out of memory", (unsigned long long)index);
  for (size_t l = 1; l <= arch->depth; l++) draw_layer(arch, rng, l, theta);
  if (arch->init == NTK_INIT_ANTISYMMETRIC) make_antisymmetric(arch, theta);
  gsl_rng_free(rng);
  return NTK_OK;
}

/* Nonzero iff rows j and j + m/2 of an m x cols array are equal for all j < m/2. */
static int halves_equal(size_t m, size_t cols, const double *a) {
  for (size_t i = 0; i < (m / 2) * cols; i++)
    if (a[i] != a[(m / 2) * cols + i]) return 0;
  return 1;
}

/* Nonzero iff a row of m output weights is (a, -a). */
static int halves_opposite(size_t m, const double *row) {
  for (size_t j = 0; j < m / 2; j++)
    if (row[m / 2 + j] != -row[j]) return 0;
  return 1;
}

int ntk_is_antisymmetric(const ntk_arch *arch, const double *theta) {
  const size_t L = arch->depth, m = arch->width[L - 1], m_in = arch->width[L - 2], k = arch->width[L];
  const double *hidden = theta + ntk_layer_offset(arch, L - 1), *output = theta + ntk_layer_offset(arch, L);
  if (m % 2 != 0 || !halves_equal(m, m_in, hidden)) return 0;
  for (size_t o = 0; o < k; o++)
    if (!halves_opposite(m, output + o * m)) return 0;
  if (arch->bias_scale == 0.0) return 1;
  for (size_t o = 0; o < k; o++)
    if (output[k * m + o] != 0.0) return 0;
  return halves_equal(m, 1, hidden + m * m_in);
}
