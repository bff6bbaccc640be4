#include "flow/length.h"

#include <math.h>

double ntk_logarithmic_mean(double a, double b) {
  if (!(a > 0.0 && b > 0.0)) return 0.5 * (a + b);
  const double x = log(a / b);
  /* a = m e^{x/2}, b = m e^{-x/2}: (a - b)/x = m sinh(x/2)/(x/2); the term left out, (x/2)^6/5040, is below 3e-16. */
  if (fabs(x) < 0.02) return sqrt(a) * sqrt(b) * (1.0 + x * x / 24.0 * (1.0 + x * x / 80.0));
  return (a - b) / x;
}

static double linear_speed(size_t N, const double *lambda, const double *c, double t) {
  double sum = 0.0;
  for (size_t j = 0; j < N; j++) {
    const double mode = c[j] * exp(-lambda[j] * t);
    sum += lambda[j] * mode * mode;
  }
  return sqrt(sum);
}

double ntk_linear_length(size_t N, const double *lambda, const double *c, double h, double *speed_end) {
  const double ratio = 1.0218971486541166; /* 2^{1/32} */
  double largest = 0.0, length = 0.0, t = 0.0, speed = linear_speed(N, lambda, c, 0.0);
  for (size_t j = 0; j < N; j++)
    if (lambda[j] > largest) largest = lambda[j];
  double next = largest * h > 1.0 / 64.0 ? 1.0 / (64.0 * largest) : h;
  while (t < h) {
    const double speed_next = linear_speed(N, lambda, c, next);
    length += (next - t) * ntk_logarithmic_mean(speed, speed_next);
    t = next;
    speed = speed_next;
    next = t * ratio < h ? t * ratio : h;
  }
  if (speed_end != NULL) *speed_end = speed;
  return length;
}
