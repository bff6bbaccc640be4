/* Marsaglia, Tsang, Wang, "Evaluating Kolmogorov's distribution", J. Stat. Software 8 (2003): with n d = k - h, 0 <= h < 1,
   P(D_n < d) = (n!/n^n) (H^n)_{kk}, H of size m = 2k - 1 with entries 1/(i-j+1)! on and below the first superdiagonal, corrected in
   the first column and the last row by powers of h. */
#include "stats/ks-exact.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/alloc.h"

/* C := A B, all m x m; C is neither A nor B. */
static void product(size_t m, const double *A, const double *B, double *C) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++) {
      double sum = 0;
      for (size_t l = 0; l < m; l++) sum += A[i * m + l] * B[l * m + j];
      C[i * m + j] = sum;
    }
}

/* H of the paper, before the division by factorials, then with it. */
static void fill(size_t m, double h, double *H) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++) H[i * m + j] = i + 1 >= j ? 1 : 0;
  double power = 1;
  for (size_t i = 0; i < m; i++) {
    power *= h; /* h^{i+1} */
    H[i * m] -= power;
    H[(m - 1) * m + (m - 1 - i)] -= power;
  }
  if (2 * h > 1) H[(m - 1) * m] += pow(2 * h - 1, (double)m);
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j <= i; j++) H[i * m + j] /= gsl_sf_fact((unsigned)(i - j + 1));
}

/* (n!/n^n) (H^n)_{kk}. The powers stay in range: the entries of H^i grow like i^i/i! < e^i, below 1e308 for n <= 500. */
static double power_entry(size_t n, size_t m, size_t k, double *H, double *power, double *scratch) {
  memset(power, 0, m * m * sizeof *power);
  for (size_t i = 0; i < m; i++) power[i * m + i] = 1;
  for (size_t e = n; e > 0; e /= 2) {
    if (e % 2) {
      product(m, power, H, scratch);
      memcpy(power, scratch, m * m * sizeof *power);
    }
    product(m, H, H, scratch);
    memcpy(H, scratch, m * m * sizeof *H);
  }
  double value = power[(k - 1) * m + (k - 1)];
  for (size_t i = 1; i <= n; i++) value *= (double)i / (double)n;
  return value;
}

/* P(D_n < d) for n d^2 < 4, so m < 4 sqrt n + 2. */
static double marsaglia_tsang_wang(size_t n, double d) {
  const size_t k = (size_t)((double)n * d) + 1, m = 2 * k - 1;
  const double h = (double)k - (double)n * d;
  double *H = ntk_doubles(3 * m, m);
  if (H == NULL) return NAN;
  fill(m, h, H);
  const double value = power_entry(n, m, k, H, H + m * m, H + 2 * m * m);
  free(H);
  return value;
}

/* Smirnov 1944: P(D_n^+ >= d) = d sum_{j <= n (1-d)} C(n,j) (d + j/n)^{j-1} (1 - d - j/n)^{n-j}, all terms positive. */
static double smirnov(size_t n, double d) {
  double sum = 0;
  for (size_t j = 0; j <= n; j++) {
    const double a = d + (double)j / (double)n, b = 1 - a;
    if (b < 0 || (b == 0 && j < n)) break;
    const double tail = j < n ? ((double)n - (double)j) * log(b) : 0;
    sum += exp(gsl_sf_lnchoose((unsigned)n, (unsigned)j) + ((double)j - 1) * log(a) + tail);
  }
  return d * sum;
}

double ntk_ks_exact(size_t n, double d) {
  if (isnan(d)) return NAN;
  if (d <= 0.5 / (double)n) return 1;
  if (d >= 1) return 0;
  if ((double)n * d * d >= 4) return fmin(1, 2 * smirnov(n, d));
  const double below = marsaglia_tsang_wang(n, d);
  return isnan(below) ? NAN : fmin(1, fmax(0, 1 - below)); /* fmin and fmax would lose the NAN */
}
