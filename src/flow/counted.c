#include "flow/counted.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/map-call.h"

/* One more; it stays at the largest size. */
/*@ requires valid: \valid(n);
    terminates \true;
    exits \false;
    assigns *n;
    ensures more: *n == (\old(*n) < SIZE_MAX ? \old(*n) + 1 : SIZE_MAX); */
static void count(size_t *n) {
  if (*n < SIZE_MAX) (*n)++;
}

/*@ requires valid: counted_valid(((ntk_counted_map *)context)) && \valid_read(w + (0 .. ((ntk_counted_map *)context)->inner->p - 1));
    terminates \true;
    exits \false;
    assigns ((ntk_counted_map *)context)->moves, ((ntk_counted_map *)context)->fresh;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL;
    ensures stale: ((ntk_counted_map *)context)->fresh == 0; */
static ntk_status counted_at(void *context, const double *w) {
  ntk_counted_map *c = context;
  count(&c->moves);
  c->fresh = 0;
  return ntk_map_at(c->inner, w);
}

/*@ requires valid: counted_valid(((ntk_counted_map *)context)) && \valid(f + (0 .. ((ntk_counted_map *)context)->inner->N - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. ((ntk_counted_map *)context)->inner->N - 1]; */
static void counted_value(void *context, double *f) {
  ntk_counted_map *c = context;
  ntk_map_value(c->inner, f);
}

/*@ requires valid: counted_valid(((ntk_counted_map *)context)) && \valid_read(v + (0 .. ((ntk_counted_map *)context)->inner->p - 1)) &&
                    \valid(Jv + (0 .. ((ntk_counted_map *)context)->inner->N - 1));
    requires apart: \separated(v + (0 .. ((ntk_counted_map *)context)->inner->p - 1), Jv + (0 .. ((ntk_counted_map *)context)->inner->N - 1));
    terminates \true;
    exits \false;
    assigns ((ntk_counted_map *)context)->jvp, Jv[0 .. ((ntk_counted_map *)context)->inner->N - 1]; */
static void counted_jvp(void *context, const double *v, double *Jv) {
  ntk_counted_map *c = context;
  count(&c->jvp);
  ntk_map_jvp(c->inner, v, Jv);
}

/*@ requires valid: counted_valid(((ntk_counted_map *)context)) && \valid_read(u + (0 .. ((ntk_counted_map *)context)->inner->N - 1)) &&
                    \valid(JTu + (0 .. ((ntk_counted_map *)context)->inner->p - 1));
    requires apart: \separated(u + (0 .. ((ntk_counted_map *)context)->inner->N - 1), JTu + (0 .. ((ntk_counted_map *)context)->inner->p - 1));
    terminates \true;
    exits \false;
    assigns ((ntk_counted_map *)context)->vjp, JTu[0 .. ((ntk_counted_map *)context)->inner->p - 1]; */
static void counted_vjp(void *context, const double *u, double *JTu) {
  ntk_counted_map *c = context;
  count(&c->vjp);
  ntk_map_vjp(c->inner, u, JTu);
}

/* The kernel of the current point into c->K, if it is not there. */
/*@ requires valid: counted_valid(c) && c->K != \null;
    terminates \true;
    exits \false;
    assigns c->kernels, c->fresh, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL;
    ensures valid: counted_valid(c) && c->K != \null;
    ensures fresh: \result == NTK_OK ==> c->fresh != 0; */
static ntk_status refresh(ntk_counted_map *c) {
  if (c->fresh) return NTK_OK;
  //@ ghost heap_own(c->K);
  const ntk_status status = ntk_map_kernel(c->inner, c->K);
  if (status != NTK_OK) return status;
  count(&c->kernels);
  c->fresh = 1;
  return NTK_OK;
}

/*@ requires valid: counted_valid(((ntk_counted_map *)context)) && \valid(K + (0 .. ((ntk_counted_map *)context)->inner->N * ((ntk_counted_map *)context)->inner->N - 1));
    terminates \true;
    exits \false;
    assigns ((ntk_counted_map *)context)->K, ((ntk_counted_map *)context)->kernels, ((ntk_counted_map *)context)->fresh,
            K[0 .. ((ntk_counted_map *)context)->inner->N * ((ntk_counted_map *)context)->inner->N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL; */
static ntk_status counted_kernel(void *context, double *K) {
  ntk_counted_map *c = context;
  if (c->K == NULL) c->K = ntk_doubles(c->map.N, c->map.N);
  if (c->K == NULL) return NTK_ENOMEM;
  const ntk_status status = refresh(c);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart(c->K, c->map.N * c->map.N, K, c->map.N * c->map.N);
  ntk_copy(c->map.N * c->map.N, c->K, K);
  return NTK_OK;
}

void ntk_counted_init(ntk_counted_map *counted, ntk_map *inner) {
  *counted = (ntk_counted_map){
      .map = {inner->p, inner->N, counted, counted_at, counted_value, counted_jvp, counted_vjp, counted_kernel},
      .inner = inner};
}

void ntk_counted_clear(ntk_counted_map *counted) {
  free(counted->K);
  counted->K = NULL;
  counted->fresh = 0;
}
