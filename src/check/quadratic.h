/* The quadratic F(x) = sum_i h_i x_i^2 / 2 as a least-squares problem: what the rates of optimisation speak of. Minimum 0 at 0. */
#ifndef NTK_CHECK_QUADRATIC_H
#define NTK_CHECK_QUADRATIC_H

#include "core/error.h"
#include "core/alloc.h"
#include "flow/problem.h"

typedef struct {
  size_t n;
  double *A;         /* diag(sqrt h), n x n */
  double *x0, *zero; /* start: all ones; targets */
  ntk_map *map;
  ntk_problem problem;
} ntk_quadratic;

#include "../../spec/acsl/quadratic.h"
#include "../../spec/acsl/heap.h"

/* Curvatures h_i spaced geometrically from lambda to B (n >= 2 of them). */
/*@ requires size: 2 <= n;
    requires valid: \valid(q) && (err == \null || \valid(err));
    requires apart: \separated(q, err);
    terminates \true;
    exits \false;
    assigns *q, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> quadratic_valid(q) && q->n == n;
    ensures none: \result != NTK_OK ==> q->map == \null && q->A == \null; */
ntk_status ntk_quadratic_init(ntk_quadratic *q, size_t n, double lambda, double B, ntk_error *err);
/*@ requires valid: \valid(q) && (q->map == \null || \valid(q->map));
    terminates \true;
    exits \false;
    assigns *q; */
void ntk_quadratic_clear(ntk_quadratic *q);

#endif
