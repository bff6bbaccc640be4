#include "check/landscape.h"

#include <math.h>

static double slope(const ntk_landscape *l, size_t i) {
  const double s = i % 2 == 0 ? 1.0 : -1.0;
  return (l->convex ? 0.0 : 2.0 * l->w) + s * l->c;
}

static ntk_status at(void *context, const double *w) {
  ntk_landscape *l = context;
  l->w = w[0];
  return isfinite(w[0] * w[0]) ? NTK_OK : NTK_ENUMERIC;
}

static void value(void *context, double *f) {
  const ntk_landscape *l = context;
  for (size_t i = 0; i < l->map.N; i++) {
    const double s = i % 2 == 0 ? 1.0 : -1.0;
    f[i] = (l->convex ? 0.0 : l->w * l->w - 1.0) + s * l->c * (l->w - 1.0);
  }
}

static void jvp(void *context, const double *v, double *Jv) {
  const ntk_landscape *l = context;
  for (size_t i = 0; i < l->map.N; i++) Jv[i] = slope(l, i) * v[0];
}

static void vjp(void *context, const double *u, double *JTu) {
  const ntk_landscape *l = context;
  JTu[0] = 0.0;
  for (size_t i = 0; i < l->map.N; i++) JTu[0] += slope(l, i) * u[i];
}

static ntk_status kernel(void *context, double *K) {
  const ntk_landscape *l = context;
  for (size_t i = 0; i < l->map.N; i++)
    for (size_t j = 0; j < l->map.N; j++) K[i * l->map.N + j] = slope(l, i) * slope(l, j);
  return NTK_OK;
}

void ntk_landscape_init(ntk_landscape *l, size_t n, double c, int convex) {
  const double root = sqrt(1.0 - 2.0 * c * c);
  *l = (ntk_landscape){.c = c, .convex = convex, .minimum = (-1.0 - root) / 2.0, .barrier = (-1.0 + root) / 2.0};
  l->start = l->w = l->minimum;
  l->map = (ntk_map){1, n, l, at, value, jvp, vjp, kernel};
  l->problem = (ntk_problem){&l->map, 1.0, l->zero, &l->start};
}
