/* A map that counts how often it is asked, and keeps the kernel of its current point: recorder and stepper both want it. */
#ifndef NTK_FLOW_COUNTED_H
#define NTK_FLOW_COUNTED_H

#include "model/map.h"

typedef struct {
  ntk_map map;    /* the map to hand out; its context is this struct, which must therefore stay where it is */
  ntk_map *inner; /* borrowed */
  double *K;      /* N x N, owned; allocated at the first kernel */
  int fresh;      /* K belongs to the current point */
  size_t moves, jvp, vjp, kernels;
} ntk_counted_map;

void ntk_counted_init(ntk_counted_map *counted, ntk_map *inner);
void ntk_counted_clear(ntk_counted_map *counted);

#endif
