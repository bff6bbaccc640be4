#include "claim/corollary.h"

#include "claim/below.h"

double ntk_corollary_bound(double r0, double lambda, double t) { return ntk_decay_bound(r0, lambda, t); }

int ntk_corollary(size_t n, const double *t, const double *residual, const double *error, double r0, double lambda) {
  return ntk_all_decay(n, t, residual, error, r0, lambda);
}
