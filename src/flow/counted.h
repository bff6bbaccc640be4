/* A map that counts how often it is asked, and keeps the kernel of its current point: recorder and stepper both want it. */
#ifndef NTK_FLOW_COUNTED_H
#define NTK_FLOW_COUNTED_H

#include <stdint.h>

#include "core/alloc.h"
#include "model/map.h"

#include "../../spec/acsl/heap.h"

typedef struct {
  ntk_map map;    /* the map to hand out; its context is this struct, which must therefore stay where it is */
  ntk_map *inner; /* borrowed */
  double *K;      /* N x N, owned; allocated at the first kernel */
  int fresh;      /* K belongs to the current point */
  size_t moves, jvp, vjp, kernels;
} ntk_counted_map;

#include "../../spec/acsl/counted.h"

/*@ requires valid: \valid(counted) && \valid_read(inner);
    requires apart: \separated(counted, inner);
    terminates \true;
    exits \false;
    assigns *counted;
    ensures valid: counted_valid(counted);
    ensures shape: counted->map.p == inner->p && counted->map.N == inner->N && counted->inner == inner;
    ensures empty: counted->K == \null && counted->fresh == 0 && counted->moves == 0 && counted->jvp == 0 && counted->vjp == 0 && counted->kernels == 0; */
void ntk_counted_init(ntk_counted_map *counted, ntk_map *inner);
/*@ requires valid: \valid(counted);
    terminates \true;
    exits \false;
    assigns counted->K, counted->fresh;
    ensures empty: counted->K == \null && counted->fresh == 0; */
void ntk_counted_clear(ntk_counted_map *counted);

#endif
