#include "check/linear-model.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"

typedef struct {
  ntk_map map;
  ntk_map *base;
  const double *w0;
  double *f0, *f, *difference;
} model;

static ntk_status at(void *context, const double *u) {
  model *m = context;
  for (size_t j = 0; j < m->map.p; j++) m->difference[j] = u[j] - m->w0[j];
  m->base->jvp(m->base->context, m->difference, m->f);
  for (size_t i = 0; i < m->map.N; i++) m->f[i] += m->f0[i];
  return ntk_all_finite(m->map.N, m->f) ? NTK_OK : NTK_ENUMERIC;
}

static void value(void *context, double *f) {
  const model *m = context;
  for (size_t i = 0; i < m->map.N; i++) f[i] = m->f[i];
}

static void jvp(void *context, const double *v, double *Jv) {
  const model *m = context;
  m->base->jvp(m->base->context, v, Jv);
}

static void vjp(void *context, const double *u, double *JTu) {
  const model *m = context;
  m->base->vjp(m->base->context, u, JTu);
}

static ntk_status kernel(void *context, double *K) {
  const model *m = context;
  return m->base->kernel(m->base->context, K);
}

ntk_map *ntk_linear_model(ntk_map *base, const double *w0) {
  model *m = ntk_calloc(1, 1, sizeof *m);
  if (m == NULL) return NULL;
  *m = (model){{base->p, base->N, m, at, value, jvp, vjp, kernel}, base, w0, ntk_doubles(base->N, 1), ntk_doubles(base->N, 1), ntk_doubles(base->p, 1)};
  if (m->f0 == NULL || m->f == NULL || m->difference == NULL) {
    ntk_linear_model_free(&m->map);
    return NULL;
  }
  base->value(base->context, m->f0);
  for (size_t i = 0; i < base->N; i++) m->f[i] = m->f0[i];
  return &m->map;
}

void ntk_linear_model_free(ntk_map *map) {
  if (map == NULL) return;
  model *m = map->context;
  free(m->f0), free(m->f), free(m->difference);
  free(m);
}
