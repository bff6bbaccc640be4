#include "check/linear-model.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/map-call.h"

typedef ntk_affine_model model;

/*@ predicate model_readable{L}(model *m) = \valid_read(m) && \valid_read(m->base) && m->base->p == m->map.p && m->base->N == m->map.N && \valid_read(m->f + (0 .. m->map.N - 1));

    // what it owns is apart from what it borrows and from u
    predicate model_valid{L}(model *m, double *u) = \valid(m) && \valid_read(m->base) && m->base->p == m->map.p && m->base->N == m->map.N &&
      \valid_read(m->w0 + (0 .. m->map.p - 1)) && \valid_read(m->f0 + (0 .. m->map.N - 1)) && \valid(m->f + (0 .. m->map.N - 1)) && \valid(m->difference + (0 .. m->map.p - 1)) &&
      \separated(m->difference + (0 .. m->map.p - 1), m->f + (0 .. m->map.N - 1)) && \separated(m->difference + (0 .. m->map.p - 1), m->w0 + (0 .. m->map.p - 1)) &&
      \separated(m->difference + (0 .. m->map.p - 1), m->f0 + (0 .. m->map.N - 1)) && \separated(m->f + (0 .. m->map.N - 1), m->f0 + (0 .. m->map.N - 1)) &&
      \separated(m->difference + (0 .. m->map.p - 1), u + (0 .. m->map.p - 1)); */

/*@ requires valid: model_valid((model *)context, u) && \valid_read(u + (0 .. ((model *)context)->map.p - 1));
    terminates \true;
    exits \false;
    assigns ((model *)context)->difference[0 .. ((model *)context)->map.p - 1], ((model *)context)->f[0 .. ((model *)context)->map.N - 1];
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC;
    ensures difference: \forall integer j; 0 <= j < ((model *)context)->map.p ==>
                        ((model *)context)->difference[j] == \old(u[j]) - \old(((model *)context)->w0[j]); */
static ntk_status at(void *context, const double *u) {
  model *m = context;
  /*@ loop invariant range: 0 <= j <= m->map.p;
      loop invariant difference: \forall integer k; 0 <= k < j ==> m->difference[k] == \at(u[k], Pre) - \at(m->w0[k], Pre);
      loop assigns j, m->difference[0 .. m->map.p - 1];
      loop variant m->map.p - j; */
  for (size_t j = 0; j < m->map.p; j++) m->difference[j] = u[j] - m->w0[j];
  ntk_map_jvp(m->base, m->difference, m->f);
  /*@ loop invariant range: 0 <= i <= m->map.N;
      loop assigns i, m->f[0 .. m->map.N - 1];
      loop variant m->map.N - i; */
  for (size_t i = 0; i < m->map.N; i++) m->f[i] += m->f0[i];
  return ntk_all_finite(m->map.N, m->f) ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: model_readable((model *)context) && \valid(f + (0 .. ((model *)context)->map.N - 1));
    requires apart: \separated(f + (0 .. ((model *)context)->map.N - 1), ((model *)context)->f + (0 .. ((model *)context)->map.N - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. ((model *)context)->map.N - 1];
    ensures value: \forall integer i; 0 <= i < ((model *)context)->map.N ==> f[i] == ((model *)context)->f[i]; */
static void value(void *context, double *f) {
  const model *m = context;
  ntk_copy(m->map.N, m->f, f);
}

/*@ requires valid: model_readable((model *)context) && \valid_read(v + (0 .. ((model *)context)->map.p - 1)) && \valid(Jv + (0 .. ((model *)context)->map.N - 1));
    requires apart: \separated(v + (0 .. ((model *)context)->map.p - 1), Jv + (0 .. ((model *)context)->map.N - 1));
    terminates \true;
    exits \false;
    assigns Jv[0 .. ((model *)context)->map.N - 1]; */
static void jvp(void *context, const double *v, double *Jv) {
  const model *m = context;
  ntk_map_jvp(m->base, v, Jv);
}

/*@ requires valid: model_readable((model *)context) && \valid_read(u + (0 .. ((model *)context)->map.N - 1)) && \valid(JTu + (0 .. ((model *)context)->map.p - 1));
    requires apart: \separated(u + (0 .. ((model *)context)->map.N - 1), JTu + (0 .. ((model *)context)->map.p - 1));
    terminates \true;
    exits \false;
    assigns JTu[0 .. ((model *)context)->map.p - 1]; */
static void vjp(void *context, const double *u, double *JTu) {
  const model *m = context;
  ntk_map_vjp(m->base, u, JTu);
}

/*@ requires valid: model_readable((model *)context) && \valid(K + (0 .. ((model *)context)->map.N * ((model *)context)->map.N - 1));
    terminates \true;
    exits \false;
    assigns K[0 .. ((model *)context)->map.N * ((model *)context)->map.N - 1];
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL; */
static ntk_status kernel(void *context, double *K) {
  const model *m = context;
  return ntk_map_kernel(m->base, K);
}

ntk_map *ntk_linear_model(ntk_map *base, const double *w0) {
  const size_t p = base->p, N = base->N;
  double *f0 = ntk_doubles(N, 1), *f = ntk_doubles(N, 1), *difference = ntk_doubles(p, 1);
  model *m = ntk_calloc(1, 1, sizeof *m);
  if (m == NULL || f0 == NULL || f == NULL || difference == NULL) {
    free(f0), free(f), free(difference);
    free(m);
    return NULL;
  }
  //@ ghost heap_own(f0);
  //@ ghost heap_own(f);
  //@ ghost heap_own(m);
  //@ ghost heap_apart(f0, N, f, N);
  ntk_map_value(base, f0);
  ntk_copy(N, f0, f);
  *m = (model){{p, N, m, at, value, jvp, vjp, kernel}, base, w0, f0, f, difference};
  return &m->map;
}

void ntk_linear_model_free(ntk_map *map) {
  if (map == NULL) return;
  model *m = map->context;
  free(m->f0), free(m->f), free(m->difference);
  free(m);
}
