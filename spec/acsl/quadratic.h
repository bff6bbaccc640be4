/* The quadratic sum_i h_i x_i^2 / 2 as a least-squares problem. */
#ifndef NTK_ACSL_QUADRATIC_H
#define NTK_ACSL_QUADRATIC_H

/*@ predicate is_unit(real x) = x == 1.0;

    predicate quadratic_valid{L}(ntk_quadratic *q) = \valid(q) && 2 <= q->n && q->n * q->n * sizeof(double) <= SIZE_MAX &&
      \valid(q->A + (0 .. q->n * q->n - 1)) && \valid(q->x0 + (0 .. q->n - 1)) && \valid(q->zero + (0 .. q->n - 1)) &&
      \valid(q->map) && q->map->N == q->n && q->map->p == q->n &&
      q->problem.map == q->map && q->problem.y == q->zero && q->problem.w0 == q->x0; */

#endif
