/* Least squares at scale alpha: R(w) = ||alpha f(w) - y||^2 / 2 (theory, notation). */
#ifndef NTK_FLOW_PROBLEM_H
#define NTK_FLOW_PROBLEM_H

#include "model/map.h"

typedef struct {
  ntk_map *map;      /* borrowed */
  double alpha;      /* > 0 */
  const double *y;   /* N, borrowed */
  const double *w0;  /* p, borrowed */
} ntk_problem;

/* r := alpha f(w) - y at the map's current point. */
void ntk_residual(const ntk_problem *problem, double *r);

/* r_i = alpha f_i - y_i, the loop alone: the proofs' subject. */
void ntk_residual_of(size_t N, double alpha, const double *f, const double *y, double *r);

/* ||r||^2 / 2 */
double ntk_loss(size_t N, const double *r);

/* w_i := w_i - eta g_i */
void ntk_gd_step(size_t p, double eta, const double *g, double *w);

#endif
