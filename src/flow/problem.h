/* Least squares at scale alpha: R(w) = ||alpha f(w) - y||^2 / 2 (theory, notation). */
#ifndef NTK_FLOW_PROBLEM_H
#define NTK_FLOW_PROBLEM_H

#include "core/finite.h"
#include "flow/residual.h"
#include "model/map.h"

typedef struct {
  ntk_map *map;      /* borrowed */
  double alpha;      /* > 0 */
  const double *y;   /* N, borrowed */
  const double *w0;  /* p, borrowed */
} ntk_problem;

#include "../../spec/acsl/problem.h"

/* r (N) := alpha f(w) - y at the map's current point. */
/*@ requires valid: problem_valid(problem) && \valid(r + (0 .. problem->map->N - 1));
    requires apart: \separated(r + (0 .. problem->map->N - 1), problem) &&
                    \separated(r + (0 .. problem->map->N - 1), problem->y + (0 .. problem->map->N - 1));
    terminates \true;
    exits \false;
    assigns r[0 .. problem->map->N - 1] \from *problem, *problem->map; */
void ntk_residual(const ntk_problem *problem, double *r);

/* g (p) := alpha J^T r at the map's current point; r: N. The flow is w' = -g. */
/*@ requires valid: problem_valid(problem) && \valid_read(r + (0 .. problem->map->N - 1)) && \valid(g + (0 .. problem->map->p - 1));
    requires apart: \separated(g + (0 .. problem->map->p - 1), problem) &&
                    \separated(g + (0 .. problem->map->p - 1), r + (0 .. problem->map->N - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. problem->map->p - 1] \from *problem, *problem->map, r[0 .. problem->map->N - 1]; */
void ntk_gradient(const ntk_problem *problem, const double *r, double *g);

/* Moves the map to w (p) and sets r (N). NTK_ENUMERIC when a residual is not finite; else the map's status. */
/*@ requires valid: problem_valid(problem) && \valid_read(w + (0 .. problem->map->p - 1)) && \valid(r + (0 .. problem->map->N - 1));
    requires apart: \separated(r + (0 .. problem->map->N - 1), problem) &&
                    \separated(r + (0 .. problem->map->N - 1), problem->y + (0 .. problem->map->N - 1));
    terminates \true;
    exits \false;
    assigns r[0 .. problem->map->N - 1], \result \from *problem, *problem->map, w[0 .. problem->map->p - 1];
    ensures status: map_status(\result);
    ensures finite: \result == NTK_OK ==> all_finite(r, problem->map->N); */
ntk_status ntk_move(const ntk_problem *problem, const double *w, double *r);

#endif
