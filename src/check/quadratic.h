/* The quadratic F(x) = sum_i h_i x_i^2 / 2 as a least-squares problem: what the rates of optimisation speak of. Minimum 0 at 0. */
#ifndef NTK_CHECK_QUADRATIC_H
#define NTK_CHECK_QUADRATIC_H

#include "core/error.h"
#include "flow/problem.h"

typedef struct {
  size_t n;
  double *A;         /* diag(sqrt h), n x n */
  double *x0, *zero; /* start: all ones; targets */
  ntk_map *map;
  ntk_problem problem;
} ntk_quadratic;

/* Curvatures h_i spaced geometrically from lambda to B (n >= 2 of them). */
ntk_status ntk_quadratic_init(ntk_quadratic *q, size_t n, double lambda, double B, ntk_error *err);
void ntk_quadratic_clear(ntk_quadratic *q);

#endif
