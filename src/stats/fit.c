/* The straight line by least squares, with Student's interval of its slope: with Sxx = sum (x - mean x)^2 and
   s^2 = sum residual^2 / (n - 2), (b^ - b) / (s / sqrt Sxx) has Student's distribution with n - 2 degrees when the errors are
   independent normal of one variance. */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/vec.h"

static const ntk_fit no_fit = {NAN, NAN, NAN, NAN, NAN};

ntk_fit ntk_fit_line(size_t n, const double *x, const double *y, double confidence) {
  if (n < 3 || !(confidence > 0 && confidence < 1) || !ntk_all_finite(n, x) || !ntk_all_finite(n, y)) return no_fit;
  const double mx = ntk_mean(n, x), my = ntk_mean(n, y);
  double sxx = 0, sxy = 0, rss = 0;
  for (size_t i = 0; i < n; i++) {
    sxx += (x[i] - mx) * (x[i] - mx);
    sxy += (x[i] - mx) * (y[i] - my);
  }
  if (!(sxx > 0) || !isfinite(sxx) || !isfinite(sxy)) return no_fit;
  ntk_fit fit = {.slope = sxy / sxx};
  fit.intercept = my - fit.slope * mx;
  for (size_t i = 0; i < n; i++) {
    const double residual = (y[i] - my) - fit.slope * (x[i] - mx);
    rss += residual * residual;
  }
  const double degrees = (double)(n - 2);
  fit.residual_deviation = sqrt(rss / degrees);
  const double half = gsl_cdf_tdist_Qinv(0.5 * (1 - confidence), degrees) * fit.residual_deviation / sqrt(sxx);
  fit.low = fit.slope - half;
  fit.high = fit.slope + half;
  return fit;
}

ntk_fit ntk_fit_power(size_t n, const double *x, const double *y, double confidence) {
  double *logs = ntk_doubles(n, 2);
  if (logs == NULL) return no_fit;
  /* The logarithm of what is not positive is not finite, and ntk_fit_line refuses it. */
  for (size_t i = 0; i < n; i++) {
    logs[i] = log(x[i]);
    logs[n + i] = log(y[i]);
  }
  const ntk_fit fit = ntk_fit_line(n, logs, logs + n, confidence);
  free(logs);
  return fit;
}
