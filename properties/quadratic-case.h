/* Strongly convex quadratics from cases: R(w) = ||alpha A w - y||^2 / 2 with minimum 0 at a random w*, curvatures alpha^2 h_j,
   h geometric from 1 to kappa along a random orthonormal basis of R^d. */
#ifndef NTK_PROPERTIES_QUADRATIC_CASE_H
#define NTK_PROPERTIES_QUADRATIC_CASE_H

#include "flow/problem.h"
#include "property.h"

typedef struct {
  size_t d;
  double lambda, B;          /* alpha^2, alpha^2 kappa */
  double *A, *y, *w0, *best; /* d x d, d, d, d: w* */
  ntk_map *map;
  ntk_problem problem;
} ntk_quadratic_case;

/* With d = 1: kappa = 1. NTK_ENOMEM; clear in any case. */
ntk_status ntk_quadratic_case_init(ntk_quadratic_case *q, const ntk_case *c);
void ntk_quadratic_case_clear(ntk_quadratic_case *q);

/* d 1..8, kappa 1..1e4, alpha 0.1..100, steps */
void ntk_draw_quadratic(gsl_rng *rng, ntk_case *c, size_t most_steps);

#endif
