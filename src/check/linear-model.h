/* The linear model f(w0) + J0 (u - w0) of a map, as a map itself: what `least-squares` and the linearised flow train. */
#ifndef NTK_CHECK_LINEAR_MODEL_H
#define NTK_CHECK_LINEAR_MODEL_H

#include "model/map.h"
#include "core/alloc.h"

#include "../../spec/acsl/heap.h"

/* The map, what it borrows, what it owns; its context is the whole. */
typedef struct {
  ntk_map map;
  ntk_map *base;
  const double *w0;
  double *f0, *f, *difference; /* f(w0), f at the point: N; u - w0: p */
} ntk_affine_model;

/*@ predicate affine_model{L}(ntk_map *map) = \valid(map) && \valid((ntk_affine_model *)map->context); */

/* base (borrowed) must stay at w0 (borrowed) while the model is in use. NULL when memory is out. */
/*@ requires valid: \valid_read(base) && \valid_read(w0 + (0 .. base->p - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from base, *base, w0, ntk_alloc_countdown;
    ensures valid: \result != \null ==> affine_model(\result) && \result->p == \old(base->p) && \result->N == \old(base->N); */
ntk_map *ntk_linear_model(ntk_map *base, const double *w0);

/*@ requires valid: map == \null || affine_model(map);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_linear_model_free(ntk_map *map);

#endif
