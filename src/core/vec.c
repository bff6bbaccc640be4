#include "core/vec.h"

#include <math.h>

double ntk_dot(size_t n, const double *x, const double *y) {
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) sum += x[i] * y[i];
  return sum;
}

double ntk_sum_squares(size_t n, const double *x) {
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) sum += x[i] * x[i];
  return sum;
}

double ntk_norm(size_t n, const double *x) { return sqrt(ntk_sum_squares(n, x)); }

double ntk_distance(size_t n, const double *x, const double *y) {
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    const double difference = x[i] - y[i];
    sum += difference * difference;
  }
  return sqrt(sum);
}

void ntk_axpy(size_t n, double a, const double *x, double *y) {
  for (size_t i = 0; i < n; i++) y[i] = a * x[i] + y[i];
}

int ntk_all_finite(size_t n, const double *x) {
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i])) return 0;
  return 1;
}
