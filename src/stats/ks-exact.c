/* Marsaglia, Tsang, Wang, "Evaluating Kolmogorov's distribution", J. Stat. Software 8 (2003): with n d = k - h, 0 <= h < 1,
   P(D_n < d) = (n!/n^n) (H^n)_{kk}, H of size m = 2k - 1 with entries 1/(i-j+1)! on and below the first superdiagonal, corrected in
   the first column and the last row by powers of h. */
#include "stats/ks-exact.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/kolmogorov.h"

/* (A B)_ij */
/*@ requires size: i < m <= 1000 && j < m;
    requires valid: \valid_read(A + (0 .. m * m - 1)) && \valid_read(B + (0 .. m * m - 1));
    terminates \true;
    exits \false;
    assigns \result \from m, A[0 .. m * m - 1], B[0 .. m * m - 1];
    ensures sum: \result == product_entry(A, B, m, i, j, m); */
static double product_entry(size_t m, const double *A, const double *B, size_t i, size_t j) {
  double sum = 0;
  //@ ghost row_inside(i, m, m);
  /*@ loop invariant range: 0 <= l <= m;
      loop invariant sum: sum == product_entry(A, B, m, i, j, l);
      loop assigns l, sum;
      loop variant m - l; */
  for (size_t l = 0; l < m; l++) {
    //@ ghost row_inside(l, m, m);
    sum += A[i * m + l] * B[l * m + j];
  }
  return sum;
}

/* C := A B, all m x m; C is neither A nor B. */
/*@ requires size: m <= 1000;
    requires valid: \valid_read(A + (0 .. m * m - 1)) && \valid_read(B + (0 .. m * m - 1)) && \valid(C + (0 .. m * m - 1));
    requires apart: \separated(C + (0 .. m * m - 1), A + (0 .. m * m - 1)) && \separated(C + (0 .. m * m - 1), B + (0 .. m * m - 1));
    terminates \true;
    exits \false;
    assigns C[0 .. m * m - 1]; */
static void product(size_t m, const double *A, const double *B, double *C) {
  /*@ loop invariant range: 0 <= i <= m;
      loop assigns i, C[0 .. m * m - 1];
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    //@ ghost row_inside(i, m, m);
    /*@ loop invariant range: 0 <= j <= m;
        loop assigns j, C[0 .. m * m - 1];
        loop variant m - j; */
    for (size_t j = 0; j < m; j++) C[i * m + j] = product_entry(m, A, B, i, j);
  }
}

/* 1 on and below the first superdiagonal */
/*@ requires size: 1 <= m <= 170;
    requires valid: \valid(H + (0 .. m * m - 1));
    terminates \true;
    exits \false;
    assigns H[0 .. m * m - 1]; */
static void fill_ones(size_t m, double *H) {
  /*@ loop invariant range: 0 <= i <= m;
      loop assigns i, H[0 .. m * m - 1];
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    //@ ghost row_inside(i, m, m);
    /*@ loop invariant range: 0 <= j <= m;
        loop assigns j, H[0 .. m * m - 1];
        loop variant m - j; */
    for (size_t j = 0; j < m; j++) H[i * m + j] = i + 1 >= j ? 1 : 0;
  }
}

/* Entry i, j divided by (i - j + 1)! */
/*@ requires size: 1 <= m <= 170;
    requires valid: \valid(H + (0 .. m * m - 1));
    terminates \true;
    exits \false;
    assigns H[0 .. m * m - 1]; */
static void divide(size_t m, double *H) {
  /*@ loop invariant range: 0 <= i <= m;
      loop assigns i, H[0 .. m * m - 1];
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    //@ ghost row_inside(i, m, m);
    /*@ loop invariant range: 0 <= j <= i + 1;
        loop assigns j, H[0 .. m * m - 1];
        loop variant i + 1 - j; */
    for (size_t j = 0; j <= i; j++) H[i * m + j] /= gsl_sf_fact((unsigned)(i - j + 1));
  }
}

/* H of the paper, before the division by factorials, then with it. */
/*@ requires size: 1 <= m <= 170;
    requires valid: \valid(H + (0 .. m * m - 1));
    terminates \true;
    exits \false;
    assigns H[0 .. m * m - 1]; */
static void fill(size_t m, double h, double *H) {
  fill_ones(m, H);
  double power = 1;
  //@ ghost row_inside(m - 1, m, m);
  /*@ loop invariant range: 0 <= i <= m;
      loop assigns i, power, H[0 .. m * m - 1];
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    //@ ghost row_inside(i, m, m);
    power *= h; /* h^{i+1} */
    H[i * m] -= power;
    H[(m - 1) * m + (m - 1 - i)] -= power;
  }
  if (2 * h > 1) H[(m - 1) * m] += pow(2 * h - 1, (double)m);
  divide(m, H);
}

/* (n!/n^n) (H^n)_{kk}. The powers stay in range: the entries of H^i grow like i^i/i! < e^i, below 1e308 for n <= 500. */
/*@ requires size: 1 <= n && 1 <= k <= m <= 170;
    requires few: n <= 500;
    requires valid: \valid(H + (0 .. m * m - 1)) && \valid(power + (0 .. m * m - 1)) && \valid(scratch + (0 .. m * m - 1));
    requires apart: \separated(H + (0 .. m * m - 1), power + (0 .. m * m - 1)) && \separated(H + (0 .. m * m - 1), scratch + (0 .. m * m - 1)) &&
                    \separated(power + (0 .. m * m - 1), scratch + (0 .. m * m - 1));
    terminates \true;
    exits \false;
    assigns H[0 .. m * m - 1], power[0 .. m * m - 1], scratch[0 .. m * m - 1]; */
static double power_entry(size_t n, size_t m, size_t k, double *H, double *power, double *scratch) {
  ntk_zero(m * m, power);
  /*@ loop invariant range: 0 <= i <= m;
      loop assigns i, power[0 .. m * m - 1];
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    //@ ghost row_inside(i, m, m);
    power[i * m + i] = 1;
  }
  /*@ loop assigns e, H[0 .. m * m - 1], power[0 .. m * m - 1], scratch[0 .. m * m - 1];
      loop variant e; */
  for (size_t e = n; e > 0; e /= 2) {
    if (e % 2) {
      product(m, power, H, scratch);
      ntk_copy(m * m, scratch, power);
    }
    product(m, H, H, scratch);
    ntk_copy(m * m, scratch, H);
  }
  //@ ghost row_inside(k - 1, m, m);
  double value = power[(k - 1) * m + (k - 1)];
  /*@ loop invariant range: 1 <= i <= n + 1;
      loop assigns i, value;
      loop variant n + 1 - i; */
  for (size_t i = 1; i < n + 1; i++) value *= (double)i / (double)n;
  return value;
}

/*@ ghost
    /@ requires ordered: 0.0 < c && x < y;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures scaled: c * x < c * y; @/
    void scaled_less(double c, double x, double y) { }

    /@ requires square: 0.0 <= x && x * x < 2000.0;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures root: x < 45.0; @/
    void root_less(double x) {
      /@ assert product: 45.0 <= x ==> 0.0 <= (x - 45.0) * (x + 45.0); @/
    } */

/* P(D_n < d) for n d^2 < 4, so m < 4 sqrt n + 2. */
/*@ requires few: 1 <= n <= 500;
    requires near: 0.0 < d < 1.0 && n * d * d < 4.0;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from n, d; */
static double marsaglia_tsang_wang(size_t n, double d) {
  const double reach = (double)n * d;
  /*@ ghost scaled_less((double)n, reach * d, 4.0); */
  /*@ assert scaled: n * (reach * d) < n * 4.0; */
  /*@ assert ring: reach * reach == n * (reach * d); */
  /*@ assert square: reach * reach < 2000.0; */
  /*@ ghost root_less(reach); */
  const size_t k = (size_t)reach + 1, m = 2 * k - 1;
  const double h = (double)k - reach;
  double *H = ntk_doubles(3 * m, m);
  if (H == NULL) return NAN;
  //@ ghost heap_own(H);
  const size_t cells = m * m;
  fill(m, h, H);
  const double value = power_entry(n, m, k, H, H + cells, H + 2 * cells);
  free(H);
  return value;
}

/* Smirnov 1944: P(D_n^+ >= d) = d sum_{j <= n (1-d)} C(n,j) (d + j/n)^{j-1} (1 - d - j/n)^{n-j}, all terms positive. */
/*@ requires few: 1 <= n <= 500 && 0.0 < d;
    terminates \true;
    exits \false;
    assigns \result \from n, d; */
static double smirnov(size_t n, double d) {
  double sum = 0;
  /*@ loop invariant range: 0 <= j <= n + 1;
      loop assigns j, sum;
      loop variant n + 1 - j; */
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
