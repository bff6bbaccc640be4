/* The straight line by least squares, with Student's interval of its slope: with Sxx = sum (x - mean x)^2 and
   s^2 = sum residual^2 / (n - 2), (b^ - b) / (s / sqrt Sxx) has Student's distribution with n - 2 degrees when the errors are
   independent normal of one variance. */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/vec.h"

/* Its own function, so that the provers meet the square as one term. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a;
    ensures square: \result == square(a);
    ensures positive: 0.0 <= \result; */
static double squared(double a) { return a * a; }

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing; */
static ntk_fit no_fit(void) { return (ntk_fit){NAN, NAN, NAN, NAN, NAN}; }

/* sum (x_i - mx) (y_i - my) */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], mx, y[0 .. n - 1], my;
    ensures sum: \result == cospread(x, mx, y, my, n); */
static double products(size_t n, const double *x, double mx, const double *y, double my) {
  double sum = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == cospread(x, mx, y, my, i);
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += (x[i] - mx) * (y[i] - my);
  return sum;
}

/* sum (x_i - mx)^2 */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], mx;
    ensures sum: \result == spread(x, mx, n);
    ensures positive: 0.0 <= \result; */
static double squares(size_t n, const double *x, double mx) {
  double sum = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == spread(x, mx, i);
      loop invariant positive: 0.0 <= sum;
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += squared(x[i] - mx);
  return sum;
}

/* sum ((y_i - my) - slope (x_i - mx))^2 */
/*@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1], mx, y[0 .. n - 1], my, slope;
    ensures sum: \result == rest_squares(x, mx, y, my, slope, n);
    ensures positive: 0.0 <= \result; */
static double residuals(size_t n, const double *x, double mx, const double *y, double my, double slope) {
  double sum = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == rest_squares(x, mx, y, my, slope, i);
      loop invariant positive: 0.0 <= sum;
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += squared((y[i] - my) - slope * (x[i] - mx));
  return sum;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from my, slope, mx;
    ensures height: \result == height(my, slope, mx); */
static double intercept(double my, double slope, double mx) { return my - slope * mx; }

/* sqrt(rss / degrees) */
/*@ requires positive: 0.0 <= rss && 0.0 < degrees;
    terminates \true;
    exits \false;
    assigns \result \from rss, degrees;
    ensures root: \result == \sqrt(rss / degrees); */
static double deviation(double rss, double degrees) {
  const double variance = rss / degrees;
  //@ assert positive: 0.0 <= variance;
  return sqrt(variance);
}

ntk_fit ntk_fit_line(size_t n, const double *x, const double *y, double confidence) {
  if (n < 3 || !(confidence > 0 && confidence < 1) || !ntk_all_finite(n, x) || !ntk_all_finite(n, y)) return no_fit();
  const double mx = ntk_mean(n, x), my = ntk_mean(n, y);
  const double sxx = squares(n, x, mx), sxy = products(n, x, mx, y, my);
  if (!(sxx > 0) || !isfinite(sxx) || !isfinite(sxy)) return no_fit();
  ntk_fit fit = {.slope = sxy / sxx};
  fit.intercept = intercept(my, fit.slope, mx);
  const double rss = residuals(n, x, mx, y, my, fit.slope), degrees = (double)(n - 2);
  fit.residual_deviation = deviation(rss, degrees);
  const double half = gsl_cdf_tdist_Qinv(0.5 * (1 - confidence), degrees) * fit.residual_deviation / sqrt(sxx);
  fit.low = fit.slope - half;
  fit.high = fit.slope + half;
  return fit;
}

ntk_fit ntk_fit_power(size_t n, const double *x, const double *y, double confidence) {
  double *logs = ntk_doubles(n, 2);
  if (logs == NULL) return no_fit();
  //@ ghost heap_own(logs);
  /* The logarithm of what is not positive is not finite, and ntk_fit_line refuses it. */
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, logs[0 .. 2 * n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    logs[i] = log(x[i]);
    logs[n + i] = log(y[i]);
  }
  const ntk_fit fit = ntk_fit_line(n, logs, logs + n, confidence);
  free(logs);
  return fit;
}
