/* A differentiable map w -> f(w), R^p -> R^N: all that the flow and the claims need to know of a model.
   Networks, linear models, doubled networks and toy problems are instances. */
#ifndef NTK_MODEL_MAP_H
#define NTK_MODEL_MAP_H

#include <stddef.h>
#include "core/status.h"

/* at() moves to the point w and caches what the others need; the others speak of the last point. Not thread-safe: one map a thread. */
typedef struct ntk_map {
  size_t p, N;
  void *context;
  ntk_status (*at)(void *context, const double *w);               /* w: p. NTK_ENUMERIC when f(w) is not finite */
  void (*value)(void *context, double *f);                        /* f(w): N */
  void (*jvp)(void *context, const double *v, double *Jv);        /* J v: N */
  void (*vjp)(void *context, const double *u, double *JTu);       /* J^T u: p */
  ntk_status (*kernel)(void *context, double *K);                 /* K = J J^T, N x N row-major, both triangles */
} ntk_map;

/* The linear map f(w) = A w + c, A: N x p row-major (borrowed), c: N (borrowed, or NULL for 0). NULL when memory is out. */
ntk_map *ntk_linear_map(size_t N, size_t p, const double *A, const double *c);
void ntk_linear_map_free(ntk_map *map);

/* F(w1, w2) = f(w1) + f(w2), from two maps of the same shape on disjoint workspaces (borrowed). NULL when the shapes differ or memory is out. */
ntk_map *ntk_doubled_map(ntk_map *one, ntk_map *two);
void ntk_doubled_map_free(ntk_map *map);

#endif
