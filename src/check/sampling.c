#include "check/sampling.h"

#include <math.h>

double ntk_linearised_norm(const ntk_linearised *lin, double t) {
  double sum = 0.0;
  for (size_t i = 0; i < lin->N; i++) {
    const double x = lin->c[i] * exp(-lin->alpha * lin->alpha * lin->lambda[i] * t);
    sum += x * x;
  }
  return sqrt(sum);
}

double ntk_climbing_norm(const ntk_linearised *lin, double t) {
  double sum = 0.0;
  for (size_t i = 0; i < lin->N; i++) {
    const double x = lin->c[i] * exp(fmin(300.0, lin->alpha * lin->alpha * lin->lambda[i] * t));
    sum += x * x;
  }
  return sqrt(sum);
}

/* The t in [low, high] with ||r_lin(t)|| = target, by bisection; ||r_lin|| falls in t. */
static double time_of(const ntk_linearised *lin, double target, double low, double high) {
  for (size_t i = 0; i < 60; i++) {
    const double middle = 0.5 * (low + high);
    if (ntk_linearised_norm(lin, middle) > target) low = middle;
    else high = middle;
  }
  return high;
}

void ntk_sampling_grid(const ntk_linearised *lin, double T, size_t count, double *t) {
  const double start = ntk_linearised_norm(lin, 0.0), end = ntk_linearised_norm(lin, T);
  const double factor = pow(end / start, 1.0 / (double)(count - 1));
  const int falls = factor > 0.0 && factor < 1.0 - 1e-6;
  double target = start;
  t[0] = 0.0;
  for (size_t i = 1; i + 1 < count; i++) {
    target *= factor;
    t[i] = falls ? time_of(lin, target, t[i - 1], T) : T * (double)i / (double)(count - 1);
  }
  t[count - 1] = T;
}

double ntk_sampling_path(const ntk_linearised *lin, size_t count, const double *t) {
  double path = 0.0;
  for (size_t i = 1; i < count; i++) {
    /* u(t') - u(t) = -alpha J0^T V (phi(t') - phi(t)) c: its norm mode by mode, lambda_i phi_i = (1 - e^-x)/alpha^2. */
    double sum = 0.0;
    for (size_t j = 0; j < lin->N; j++) {
      const double rate = lin->alpha * lin->alpha * lin->lambda[j];
      const double step = exp(-rate * t[i - 1]) * -expm1(-rate * (t[i] - t[i - 1]));
      if (lin->lambda[j] > 0.0) sum += lin->c[j] * lin->c[j] * step * step / lin->lambda[j];
    }
    path += sqrt(sum) / lin->alpha;
  }
  return path;
}
