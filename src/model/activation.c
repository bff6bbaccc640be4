/* Activations. Derivatives and their suprema: theory B4; where each supremum is attained stands beside it.
   NaN goes through every value, so that a broken pass shows in its output. */
#include "model/activation.h"

#include <math.h>
#include <string.h>

#define TWO_OVER_SQRT_PI 1.1283791670955126

static double tanh_derivative(double t) { return 1.0 - t * t; } /* t = tanh z */
static double tanh_first(double z) { return tanh_derivative(tanh(z)); }
static double tanh_second(double z) {
  const double t = tanh(z);
  return -2.0 * t * tanh_derivative(t);
}
static void tanh_apply(size_t n, const double *z, double *h, double *d) {
  for (size_t i = 0; i < n; i++) {
    const double t = tanh(z[i]);
    if (d != NULL) d[i] = tanh_derivative(t);
    h[i] = t;
  }
}

static double erf_first(double z) { return TWO_OVER_SQRT_PI * exp(-z * z); }
/* exp(-z^2) is 0 long before z is infinite: never infinity times 0. */
static double erf_second(double z) { return isinf(z) ? 0.0 : -2.0 * z * erf_first(z); }
static void erf_apply(size_t n, const double *z, double *h, double *d) {
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = erf_first(zi);
    h[i] = erf(zi);
  }
}

/* log(1 + e^z) = max(z, 0) + log(1 + e^-|z|): no overflow, no cancellation. e = exp(-|z|) throughout. */
static double softplus_from(double z, double e) { return fmax(z, 0.0) + log1p(e); }
static double sigmoid_from(double z, double e) { return (z < 0.0 ? e : 1.0) / (1.0 + e); }
static double softplus_value(double z) { return softplus_from(z, exp(-fabs(z))); }
static double softplus_first(double z) { return sigmoid_from(z, exp(-fabs(z))); }
static double softplus_second(double z) {
  const double e = exp(-fabs(z));
  return e / ((1.0 + e) * (1.0 + e));
}
static void softplus_apply(size_t n, const double *z, double *h, double *d) {
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i], e = exp(-fabs(zi));
    if (d != NULL) d[i] = sigmoid_from(zi, e);
    h[i] = softplus_from(zi, e);
  }
}

static double relu_value(double z) { return z <= 0.0 ? 0.0 : z; }
static double relu_first(double z) { return z <= 0.0 ? 0.0 : 1.0; }
static double zero(double z) {
  (void)z;
  return 0.0;
}
static void relu_apply(size_t n, const double *z, double *h, double *d) {
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = relu_first(zi);
    h[i] = relu_value(zi);
  }
}

static double identity_value(double z) { return z; }
static double one(double z) {
  (void)z;
  return 1.0;
}
static void identity_apply(size_t n, const double *z, double *h, double *d) {
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = one(zi);
    h[i] = identity_value(zi);
  }
}

const ntk_activation ntk_tanh = {
    .name = "tanh", .value = tanh, .first = tanh_first, .second = tanh_second, .apply = tanh_apply,
    .lipschitz1 = 1.0,                  /* at 0 */
    .lipschitz2 = 0.76980035891950105,  /* 4/(3 sqrt 3), where tanh^2 = 1/3 */
    .odd = 1};
const ntk_activation ntk_erf = {
    .name = "erf", .value = erf, .first = erf_first, .second = erf_second, .apply = erf_apply,
    .lipschitz1 = TWO_OVER_SQRT_PI,     /* 2/sqrt pi, at 0 */
    .lipschitz2 = 0.96788289807657349,  /* 2 sqrt(2/(pi e)), at 1/sqrt 2 */
    .odd = 1};
const ntk_activation ntk_softplus = {
    .name = "softplus", .value = softplus_value, .first = softplus_first, .second = softplus_second, .apply = softplus_apply,
    .lipschitz1 = 1.0,                  /* towards infinity */
    .lipschitz2 = 0.25};                /* at 0 */
const ntk_activation ntk_relu = {
    .name = "relu", .value = relu_value, .first = relu_first, .second = zero, .apply = relu_apply,
    .lipschitz1 = 1.0, .lipschitz2 = INFINITY, .homogeneous = 1};
const ntk_activation ntk_identity = {
    .name = "identity", .value = identity_value, .first = one, .second = zero, .apply = identity_apply,
    .lipschitz1 = 1.0, .lipschitz2 = 0.0, .odd = 1, .homogeneous = 1};

const ntk_activation *ntk_activation_find(const char *name) {
  static const ntk_activation *const all[] = {&ntk_tanh, &ntk_erf, &ntk_softplus, &ntk_relu, &ntk_identity};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    if (strcmp(all[i]->name, name) == 0) return all[i];
  return NULL;
}

void ntk_activation_apply(const ntk_activation *phi, size_t n, const double *z, double *h, double *d) {
  if (phi->apply != NULL) {
    phi->apply(n, z, h, d);
    return;
  }
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = phi->first(zi);
    h[i] = phi->value(zi);
  }
}
