#include "claim/kantorovich.h"

#include <math.h>

double ntk_kantorovich_h(double lip, double r0, double alpha, double sigma) { return 2.0 * lip * r0 / (alpha * sigma * sigma); }

double ntk_kantorovich_radius(double r0, double alpha, double sigma, double h) {
  return 2.0 * r0 / (alpha * sigma * (1.0 + sqrt(1.0 - h)));
}
