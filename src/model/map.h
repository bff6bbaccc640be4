/* A differentiable map w -> f(w), R^p -> R^N: all that the flow and the claims need to know of a model.
   Networks, linear models, doubled networks and toy problems are instances. */
#ifndef NTK_MODEL_MAP_H
#define NTK_MODEL_MAP_H

#include <stddef.h>
#include "core/alloc.h"
#include "core/status.h"

#include "../../spec/acsl/heap.h"

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

/* The linear map f(w) = A w + c, A: N x p row-major (borrowed), c: N (borrowed, or NULL for 0). NULL when memory is out, or N or p is
   beyond BLAS's integers. */
/*@ requires valid: \valid_read(A + (0 .. N * p - 1)) && (c == \null || \valid_read(c + (0 .. N - 1)));
    requires some: 1 <= N && 1 <= p;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from N, p, A, c, ntk_alloc_countdown;
    ensures map: \result != \null ==> \valid(\result) && \result->p == p && \result->N == N; */
ntk_map *ntk_linear_map(size_t N, size_t p, const double *A, const double *c);
/*@ requires valid: map == \null || \valid(map);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_linear_map_free(ntk_map *map);

/* F(w1, w2) = f(w1) + f(w2), from two maps of the same shape on disjoint workspaces (borrowed). NULL when the shapes differ or memory is out. */
/*@ requires valid: \valid_read(one) && \valid_read(two);
    requires sizes: 2 * one->p <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from *one, *two, ntk_alloc_countdown;
    ensures map: \result != \null ==> \valid(\result) && \result->p == 2 * \old(one->p) && \result->N == \old(one->N); */
ntk_map *ntk_doubled_map(ntk_map *one, ntk_map *two);
/*@ requires valid: map == \null || \valid(map);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_doubled_map_free(ntk_map *map);

#endif
