#include "flow/counted.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"

static ntk_status counted_at(void *context, const double *w) {
  ntk_counted_map *c = context;
  c->moves++;
  c->fresh = 0;
  return c->inner->at(c->inner->context, w);
}

static void counted_value(void *context, double *f) {
  ntk_counted_map *c = context;
  c->inner->value(c->inner->context, f);
}

static void counted_jvp(void *context, const double *v, double *Jv) {
  ntk_counted_map *c = context;
  c->jvp++;
  c->inner->jvp(c->inner->context, v, Jv);
}

static void counted_vjp(void *context, const double *u, double *JTu) {
  ntk_counted_map *c = context;
  c->vjp++;
  c->inner->vjp(c->inner->context, u, JTu);
}

static ntk_status counted_kernel(void *context, double *K) {
  ntk_counted_map *c = context;
  if (c->K == NULL) c->K = ntk_doubles(c->map.N, c->map.N);
  if (c->K == NULL) return NTK_ENOMEM;
  if (!c->fresh) {
    const ntk_status status = c->inner->kernel(c->inner->context, c->K);
    if (status != NTK_OK) return status;
    c->kernels++;
    c->fresh = 1;
  }
  memcpy(K, c->K, c->map.N * c->map.N * sizeof *K);
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
