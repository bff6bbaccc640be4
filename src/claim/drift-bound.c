#include "claim/drift-bound.h"

#include <math.h>
#include "claim/below.h"

double ntk_drift_bound_bound(double r0, double lambda, double lambda_max) { return sqrt(lambda_max) * r0 / lambda; }

int ntk_drift_bound(size_t n, const double *drift, const double *error, double r0, double lambda, double lambda_max) {
  if (!(lambda > 0.0 && lambda_max >= 0.0)) return 0;
  return ntk_all_below(n, drift, error, ntk_drift_bound_bound(r0, lambda, lambda_max));
}
