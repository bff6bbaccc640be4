/* Random initialisation. Gaussians: Marsaglia and Tsang's ziggurat (GSL) on the stream (seed, weights, index), layer by layer. */
#include "model/init.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#include "core/rng.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"

/* Two halves of m rows. */
/*@ ghost
    /@ requires size: m * t <= SIZE_MAX;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures inside: 0 <= (m / 2) * t && 2 * ((m / 2) * t) <= m * t; @/
    static void halves_inside(size_t m, size_t t) {
      /@ loop invariant range: 0 <= k <= m / 2;
         loop invariant inside: 0 <= k * t && 2 * (k * t) <= (2 * k) * t;
         loop assigns k;
         loop variant m - k; @/
      for (size_t k = 0; k < m / 2; k++) ;
      /@ assert twice: 2 * ((m / 2) * t) == (2 * (m / 2)) * t; @/
      if (m % 2 != 0) row_inside(m - 1, m, t);
    } */

/* x_i := deviation * N(0,1) */
/*@ requires valid: \valid_read(rng) && \valid(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 1]; */
static void draw_gaussians(const gsl_rng *rng, double deviation, size_t n, double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, x[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) x[i] = gsl_ran_gaussian_ziggurat(rng, deviation);
}

/* x_i := +-deviation */
/*@ requires valid: \valid_read(rng) && \valid(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 1];
    ensures signs: \forall integer i; 0 <= i < n ==> x[i] == deviation || x[i] == -deviation; */
static void draw_signs(const gsl_rng *rng, double deviation, size_t n, double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant signs: \forall integer j; 0 <= j < i ==> x[j] == deviation || x[j] == -deviation;
      loop assigns i, x[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) x[i] = gsl_rng_uniform(rng) < 0.5 ? -deviation : deviation;
}

/* Deviation of layer l's weights: 1 (ntk), c / sqrt(m_{l-1}) (standard). */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && 1 <= l <= arch->depth;
    terminates \true;
    exits \false;
    assigns \result \from *arch, l;
    ensures deviation: \result == weight_deviation(*arch, l); */
static double weight_deviation(const ntk_arch *arch, size_t l) {
  //@ ghost width_fits(arch, l - 1);
  return arch->parametrisation == NTK_PARAM_NTK ? 1.0 : arch->weight_scale / sqrt((double)arch->width[l - 1]);
}

/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && 1 <= l <= arch->depth && \valid_read(rng) && \valid(theta + (0 .. arch_params(*arch) - 1));
    requires apart: \separated(arch, theta + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns theta[layer_offset(*arch, l) .. layer_offset(*arch, l) + layer_size(*arch, l) - 1]; */
static void draw_layer(const ntk_arch *arch, const gsl_rng *rng, size_t l, double *theta) {
  const size_t offset = ntk_layer_offset(arch, l), m = arch->width[l], m_in = arch->width[l - 1];
  //@ assert weights: m * m_in == layer_weights(*arch, l);
  const size_t count = m * m_in;
  const int biased = arch->bias_scale != 0.0;
  double *W = theta + offset;
  if (l == arch->depth && arch->output_init == NTK_OUTPUT_SIGN) draw_signs(rng, weight_deviation(arch, l), count, W);
  else draw_gaussians(rng, weight_deviation(arch, l), count, W);
  if (biased) draw_gaussians(rng, 1.0, m, W + count);
}

/* Row j + m/2 := row j of an m x cols array. */
/*@ requires valid: m * cols <= SIZE_MAX && \valid(a + (0 .. m * cols - 1));
    terminates \true;
    exits \false;
    assigns a[0 .. m * cols - 1];
    ensures equal: halves_equal(a, (m / 2) * cols); */
static void repeat_first_half(size_t m, size_t cols, double *a) {
  //@ ghost halves_inside(m, cols);
  ntk_copy((m / 2) * cols, a, a + (m / 2) * cols);
}

/* row (m) := (a, -a) */
/*@ requires valid: \valid(row + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns row[0 .. m - 1];
    ensures opposite: halves_opposite(row, m / 2); */
static void oppose_halves(size_t m, double *row) {
  const size_t half = m / 2;
  /*@ loop invariant range: 0 <= j <= half;
      loop invariant opposite: \forall integer i; 0 <= i < j ==> is_opposite(row[half + i], row[i]);
      loop assigns j, row[half .. m - 1];
      loop variant half - j; */
  for (size_t j = 0; j < half; j++) row[half + j] = -row[j];
}

/* The output weights of every output: k rows of m. */
/*@ requires valid: k * m <= SIZE_MAX && \valid(output + (0 .. k * m - 1));
    terminates \true;
    exits \false;
    assigns output[0 .. k * m - 1]; */
static void oppose_rows(size_t k, size_t m, double *output) {
  /*@ loop invariant range: 0 <= o <= k;
      loop assigns o, output[0 .. k * m - 1];
      loop variant k - o; */
  for (size_t o = 0; o < k; o++) {
    //@ ghost row_inside(o, k, m);
    oppose_halves(m, output + o * m);
  }
}

/* The last hidden layer's second half of units equal to the first. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid(theta + (0 .. arch_params(*arch) - 1));
    requires apart: \separated(arch, theta + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns theta[0 .. arch_params(*arch) - 1]; */
static void repeat_hidden(const ntk_arch *arch, double *theta) {
  const size_t l = arch->depth - 1, offset = ntk_layer_offset(arch, l), m = arch->width[l], m_in = arch->width[l - 1];
  const int biased = arch->bias_scale != 0.0;
  //@ assert weights: m * m_in == layer_weights(*arch, l);
  repeat_first_half(m, m_in, theta + offset);
  //@ ghost product_room(m, m_in);
  if (biased) repeat_first_half(m, 1, theta + offset + m * m_in);
}

/* W_L = (a, -a), beta_L = 0 */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid(theta + (0 .. arch_params(*arch) - 1));
    requires apart: \separated(arch, theta + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns theta[0 .. arch_params(*arch) - 1]; */
static void oppose_output(const ntk_arch *arch, double *theta) {
  const size_t L = arch->depth, offset = ntk_layer_offset(arch, L), m = arch->width[L - 1], k = arch->width[L];
  const int biased = arch->bias_scale != 0.0;
  //@ assert weights: k * m == layer_weights(*arch, L);
  oppose_rows(k, m, theta + offset);
  if (biased) ntk_zero(k, theta + offset + k * m);
}

ntk_status ntk_init_weights(const ntk_arch *arch, uint64_t seed, uint64_t index, double *theta, ntk_error *err) {
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_WEIGHTS, index);
  if (rng == NULL) return ntk_fail(err, NTK_ENOMEM, "initialisation %llu: out of memory", (unsigned long long)index);
  /*@ loop invariant range: 1 <= l <= arch->depth + 1;
      loop invariant network: *arch == \at(*arch, Pre);
      loop assigns l, theta[0 .. \at(arch_params(*arch), Pre) - 1];
      loop variant arch->depth + 1 - l; */
  for (size_t l = 1; l <= arch->depth; l++) {
    //@ ghost layer_inside(arch, l, arch->depth + 1);
    draw_layer(arch, rng, l, theta);
  }
  if (arch->init == NTK_INIT_ANTISYMMETRIC) {
    repeat_hidden(arch, theta);
    oppose_output(arch, theta);
  }
  gsl_rng_free(rng);
  return NTK_OK;
}

/* Nonzero iff rows j and j + m/2 of an m x cols array are equal for all j < m/2. */
/*@ requires valid: m * cols <= SIZE_MAX && \valid_read(a + (0 .. m * cols - 1));
    terminates \true;
    exits \false;
    assigns \result \from m, cols, a[0 .. m * cols - 1];
    ensures equal: \result != 0 <==> halves_equal(a, (m / 2) * cols); */
static int halves_equal(size_t m, size_t cols, const double *a) {
  const size_t half = (m / 2) * cols;
  //@ ghost halves_inside(m, cols);
  /*@ loop invariant range: 0 <= i <= half;
      loop invariant equal: halves_equal(a, half) <==> (\forall integer j; i <= j < half ==> a[half + j] == a[j]);
      loop assigns i;
      loop variant half - i; */
  for (size_t i = 0; i < half; i++)
    if (a[i] != a[half + i]) return 0;
  return 1;
}

/* Nonzero iff a row of m output weights is (a, -a). */
/*@ requires valid: \valid_read(row + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns \result \from m, row[0 .. m - 1];
    ensures opposite: \result != 0 <==> halves_opposite(row, m / 2); */
static int halves_opposite(size_t m, const double *row) {
  /*@ loop invariant range: 0 <= j <= m / 2;
      loop invariant opposite: halves_opposite(row, m / 2) <==> (\forall integer i; j <= i < m / 2 ==> is_opposite(row[m / 2 + i], row[i]));
      loop assigns j;
      loop variant m / 2 - j; */
  for (size_t j = 0; j < m / 2; j++)
    if (row[m / 2 + j] != -row[j]) return 0;
  return 1;
}

/*@ requires valid: k * m <= SIZE_MAX && \valid_read(output + (0 .. k * m - 1));
    terminates \true;
    exits \false;
    assigns \result \from k, m, output[0 .. k * m - 1]; */
static int rows_opposite(size_t k, size_t m, const double *output) {
  /*@ loop invariant range: 0 <= o <= k;
      loop assigns o;
      loop variant k - o; */
  for (size_t o = 0; o < k; o++) {
    //@ ghost row_inside(o, k, m);
    if (!halves_opposite(m, output + o * m)) return 0;
  }
  return 1;
}

/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures zeros: \result != 0 <==> zeros(x, n); */
static int is_all_zero(size_t n, const double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant zeros: zeros(x, i);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (x[i] != 0.0) return 0;
  return 1;
}

int ntk_is_antisymmetric(const ntk_arch *arch, const double *theta) {
  const size_t L = arch->depth, m = arch->width[L - 1], m_in = arch->width[L - 2], k = arch->width[L];
  const size_t below = ntk_layer_offset(arch, L - 1), at = ntk_layer_offset(arch, L);
  //@ assert hidden: m * m_in == layer_weights(*arch, L - 1);
  //@ assert output: k * m == layer_weights(*arch, L);
  if (m % 2 != 0 || !halves_equal(m, m_in, theta + below)) return 0;
  if (!rows_opposite(k, m, theta + at)) return 0;
  if (arch->bias_scale == 0.0) return 1;
  if (!is_all_zero(k, theta + at + k * m)) return 0;
  return halves_equal(m, 1, theta + below + m * m_in);
}
