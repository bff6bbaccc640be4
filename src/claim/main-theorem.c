#include "claim/main-theorem.h"

#include "claim/below.h"

double ntk_main_theorem_threshold(double sigma, double sigma_max, double lip, double r0) {
  return 24.0 * (sigma_max / sigma) * lip * r0 / (sigma * sigma);
}

double ntk_main_theorem_loss_bound(double R0, double rate, double t) { return ntk_decay_bound(R0, rate, t); }

double ntk_main_theorem_drift_bound(double alpha, double sigma, double sigma_max, double r0) {
  return 6.0 * sigma_max * r0 / (alpha * sigma * sigma);
}

int ntk_main_theorem(size_t n, const double *t, const double *R, const double *error_R, const double *drift,
                     const double *error_drift, double R0, double rate, double drift_bound) {
  return ntk_all_decay(n, t, R, error_R, R0, rate) && ntk_all_below(n, drift, error_drift, drift_bound);
}
