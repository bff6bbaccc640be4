#include "claim/stay-close.h"

#include "claim/below.h"

double ntk_stay_close_D(double lip, double rho, double sigma_max) { return lip * rho * (2.0 * sigma_max + lip * rho); }

double ntk_stay_close_residual_bound(double alpha, double D, double r0, double rate, double t) {
  return ntk_decay_bound(alpha * alpha * D * r0 * t, rate, t);
}

double ntk_stay_close_drift_bound(double alpha, double sigma, double h, double lip, double rho, double D, double sigma_max, double r0) {
  const double slowest = sigma * sigma * (1.0 - h); /* lambda_min(K) stays above it */
  return r0 / (alpha * slowest) * (lip * rho + sigma_max * D / slowest);
}

int ntk_stay_close(size_t n, const double *gap, const double *bound, const double *error) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: stay_close(gap, bound, error, i);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(gap[i] <= bound[i] + error[i])) return 0;
  return 1;
}
