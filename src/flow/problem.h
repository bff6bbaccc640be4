/* Least squares at scale alpha: R(w) = ||alpha f(w) - y||^2 / 2 (theory, notation). */
#ifndef NTK_FLOW_PROBLEM_H
#define NTK_FLOW_PROBLEM_H

#include "flow/residual.h"
#include "model/map.h"

typedef struct {
  ntk_map *map;      /* borrowed */
  double alpha;      /* > 0 */
  const double *y;   /* N, borrowed */
  const double *w0;  /* p, borrowed */
} ntk_problem;

/* r (N) := alpha f(w) - y at the map's current point. */
void ntk_residual(const ntk_problem *problem, double *r);

/* g (p) := alpha J^T r at the map's current point; r: N. The flow is w' = -g. */
void ntk_gradient(const ntk_problem *problem, const double *r, double *g);

/* Moves the map to w (p) and sets r (N). NTK_ENUMERIC when a residual is not finite; else the map's status. */
ntk_status ntk_move(const ntk_problem *problem, const double *w, double *r);

#endif
