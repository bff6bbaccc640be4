/* Two-sided p-values. */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

/* Twice the smaller tail, at most 1. */
double ntk_chi_squared_two_sided(double value, double degrees) {
  if (isnan(value) || !(degrees > 0)) return NAN;
  if (value <= 0) return 0;
  return fmin(1, 2 * fmin(gsl_cdf_chisq_P(value, degrees), gsl_cdf_chisq_Q(value, degrees)));
}

double ntk_normal_two_sided(double z) { return erfc(fabs(z) * M_SQRT1_2); }

double ntk_normal_cdf(double x, void *unused) {
  (void)unused;
  return 0.5 * erfc(-x * M_SQRT1_2);
}
