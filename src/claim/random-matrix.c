#include "claim/random-matrix.h"

#include <math.h>

double ntk_random_matrix_bound(double n, double m, double lambda_inf, double B2) {
  const double bound = n * exp(-m * lambda_inf / (8.0 * B2));
  return bound > 1.0 ? 1.0 : bound; /* NaN stays NaN */
}

int ntk_random_matrix(double frequency_low, double bound) { return frequency_low <= bound; }
