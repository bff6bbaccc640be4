/* A Gaussian variable of deviation s stays within U = 8.5 s (but for 2e-17), and there tanh is a sine series in closed form: making
   sech^2 antiperiodic with antiperiod P (Poisson summation; its Fourier transform is pi nu / sinh(pi nu / 2)) and integrating,
     sum_n (-1)^n tanh(u - n P) = sum_j b_j sin(nu_j u),  nu_j = (2 j + 1) pi / P,  b_j = 2 pi / (P sinh(pi nu_j / 2)),
   which differs from tanh by less than 4 exp(-2 (P - U)) for |u| <= U; P = U + 20. Expectations of products are then closed forms, with
   x = S12 nu_j nu_k and E0 = exp(-(S11 nu_j^2 + S22 nu_k^2) / 2):
     E sin(nu_j u) sin(nu_k v) = E0 sinh x,  E cos cos = E0 cosh x,  Cov(cos, cos) = E0 (cosh x - 1),
     log(2 cosh u) = log 2 + sum_j (b_j / nu_j) (1 - cos(nu_j u)).
   All terms of a sum have one sign, whatever the correlation, so nothing cancels; near-singular correlations only concentrate the terms
   on a ridge s1 nu_j = s2 nu_k, and large variances shrink the range of nu. Factors below exp(-NEGLIGIBLE) are left out, and
   sums run from small terms to large ones. */
#include "kernel/tanh-dual.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"

#include "../../spec/acsl/heap.h"

#define NEGLIGIBLE 44.0 /* exp(-44) = 8e-20 */
#define NU_MAX 28.1     /* b_j b_k ~ exp(-pi (nu_j + nu_k) / 2) < exp(-NEGLIGIBLE) where nu_j + nu_k > NU_MAX */
#define RIDGE 9.4       /* RIDGE^2 / 2 > NEGLIGIBLE */

typedef struct {
  size_t count;
  double step, *nu, *b; /* nu_j, b_j; step = nu_{j+1} - nu_j */
} sine_series;

/*@ predicate series_ok{L}(sine_series *s) = \valid(s) && 0.0 < s->step && 1 <= s->count <= SIZE_MAX / 16 &&
      \valid(s->nu + (0 .. 2 * s->count - 1)) && s->b == s->nu + s->count; */

/*@ requires valid: \valid(series) && 0.0 <= s <= 1e5;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *series, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures ready: \result == NTK_OK ==> series_ok(series); */
static ntk_status series_alloc(sine_series *series, double s) {
  const double P = 20.0 + 8.5 * s;
  series->step = 2.0 * M_PI / P;
  series->count = (size_t)ceil(NU_MAX / series->step);
  series->nu = ntk_doubles(series->count, 2);
  if (series->nu == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(series->nu);
  series->b = series->nu + series->count;
  /*@ loop invariant range: 0 <= j <= series->count;
      loop assigns j, series->nu[0 .. 2 * series->count - 1];
      loop variant series->count - j; */
  for (size_t j = 0; j < series->count; j++) {
    series->nu[j] = ((double)j + 0.5) * series->step;
    series->b[j] = series->step / sinh(0.5 * M_PI * series->nu[j]);
  }
  return NTK_OK;
}

/* The index of a frequency, rounded down, clipped to 0..count. */
/*@ requires valid: series_ok(series);
    terminates \true;
    exits \false;
    assigns \result \from *series, nu;
    ensures clipped: \result <= series->count; */
static size_t series_index(const sine_series *series, double nu) {
  const double index = nu / series->step;
  if (!(index > 0.0)) return 0;
  return index < (double)series->count ? (size_t)index : series->count;
}

/* E log(2 cosh u), u ~ N(0, S) */
/*@ requires valid: series_ok(series);
    terminates \true;
    exits \false;
    assigns \result \from *series, series->nu[0 .. 2 * series->count - 1], S; */
static double mean_logcosh(const sine_series *series, double S) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= series->count;
      loop assigns j, sum;
      loop variant j; */
  for (size_t j = series->count; j-- > 0;) { /* small terms first */
    const double nu = series->nu[j];
    sum -= series->b[j] / nu * expm1(-0.5 * S * nu * nu);
  }
  return M_LN2 + sum;
}

/* exp(-x) - 1 for x >= 0, to 8 eps; expm1 is slow and needed only where more would cancel. */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: x <= 44.0 ==> \result == \exp(-x) - 1.0; */
static double decayed(double x) {
  if (x > NEGLIGIBLE) return -1.0;
  return x < 0.125 ? expm1(-x) : exp(-x) - 1.0;
}

/* Adds the terms of one j: |S12| for S12, gap = s1 s2 - |S12|. With top = E0 exp(|x|) and q = exp(-|x|) - 1,
   E0 sinh = -top q (2 + q) / 2, E0 cosh = top (1 + (1 + q)^2) / 2, E0 (cosh - 1) = top q^2 / 2. */
/*@ requires valid: series_ok(series) && j < series->count && \valid(sum);
    requires apart: \separated(sum, series) && \separated(sum, series->nu + (0 .. 2 * series->count - 1));
    terminates \true;
    exits \false;
    assigns *sum; */
static void add_row(const sine_series *series, size_t j, double s1, double s2, double S12, double gap, ntk_tanh_moments *sum) {
  const double nu1 = series->nu[j], x1 = s1 * nu1;
  const size_t first = x1 > RIDGE && s2 > 0.0 ? series_index(series, (x1 - RIDGE) / s2 - series->step) : 0;
  const size_t last = series_index(series, NU_MAX - nu1); /* terms first..last-1 */
  double sinh_sum = 0.0, cosh_sum = 0.0, excess_sum = 0.0;
  if (s2 <= 0.0 && x1 > RIDGE) return;
  /*@ loop invariant range: first <= k && (k <= last || k == first);
      loop assigns k, sinh_sum, cosh_sum, excess_sum;
      loop variant last - k; */
  for (size_t k = first; k < last; k++) {
    const double nu2 = series->nu[k], off = x1 - s2 * nu2, decay = gap * nu1 * nu2;
    if (off < -RIDGE || decay > NEGLIGIBLE) break;
    const double exponent = 0.5 * off * off + decay;
    if (exponent + 0.5 * M_PI * (nu1 + nu2) > NEGLIGIBLE) continue;
    const double top = series->b[k] * exp(-exponent), q = decayed(S12 * nu1 * nu2);
    sinh_sum -= top * q * (2.0 + q);
    cosh_sum += top * nu2 * (1.0 + (1.0 + q) * (1.0 + q));
    excess_sum += top / nu2 * q * q;
  }
  sum->value += 0.5 * series->b[j] * sinh_sum;
  sum->slope += 0.5 * series->b[j] * nu1 * cosh_sum;
  sum->logcosh += 0.5 * series->b[j] / nu1 * excess_sum;
}

ntk_status ntk_tanh_dual(double S11, double S12, double S22, double det, ntk_tanh_moments *out) {
  const double s1 = sqrt(S11), s2 = sqrt(S22), covariance = fabs(S12);
  /* s1 s2 - |S12| without cancellation. */
  const double gap = det > 0.0 ? det / (s1 * s2 + covariance) : 0.0;
  sine_series series;
  *out = (ntk_tanh_moments){0};
  if (!(fmax(S11, S22) <= NTK_TANH_DUAL_MAX)) return NTK_ENUMERIC;
  const ntk_status status = series_alloc(&series, fmax(s1, s2));
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= j <= series.count;
      loop assigns j, *out;
      loop variant j; */
  for (size_t j = series.count; j-- > 0;) add_row(&series, j, s1, s2, covariance, gap, out);
  out->value = copysign(out->value, S12);
  out->mean1 = mean_logcosh(&series, S11);
  out->mean2 = mean_logcosh(&series, S22);
  free(series.nu);
  return NTK_OK;
}
