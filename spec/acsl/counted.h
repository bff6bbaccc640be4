/* A counted map (src/flow/counted.h): the map handed out is this very struct; K, once there, holds N x N numbers. */
#ifndef NTK_ACSL_COUNTED_H
#define NTK_ACSL_COUNTED_H

/*@ predicate counted_valid{L}(ntk_counted_map *c) = \valid(c) && \valid_read(c->inner) && \separated(c, c->inner) &&
      c->map.N == c->inner->N && c->map.p == c->inner->p &&
      (c->K != \null ==> c->map.N * c->map.N * sizeof(double) <= SIZE_MAX && \valid(c->K + (0 .. c->map.N * c->map.N - 1))); */

#endif
