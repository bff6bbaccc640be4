#include "flow/problem.h"

#include "core/finite.h"
#include "core/vec.h"
#include "model/map-call.h"

void ntk_residual(const ntk_problem *problem, double *r) {
  ntk_map_value(problem->map, r);
  //@ ghost Value: ;
  ntk_residual_of(problem->map->N, problem->alpha, r, problem->y, r);
  /*@ assert residual: \forall integer i; 0 <= i < problem->map->N ==> r[i] == problem->alpha * \at(r[i], Value) - problem->y[i]; */
}

void ntk_gradient(const ntk_problem *problem, const double *r, double *g) {
  ntk_map_vjp(problem->map, r, g);
  //@ ghost Product: ;
  /*@ loop invariant range: 0 <= i <= problem->map->p;
      loop invariant done: \forall integer j; 0 <= j < i ==> g[j] == problem->alpha * \at(g[j], Product);
      loop invariant rest: \forall integer j; i <= j < problem->map->p ==> g[j] == \at(g[j], Product);
      loop assigns i, g[0 .. problem->map->p - 1];
      loop variant problem->map->p - i; */
  for (size_t i = 0; i < problem->map->p; i++) g[i] *= problem->alpha;
}

ntk_status ntk_move(const ntk_problem *problem, const double *w, double *r) {
  const ntk_status status = ntk_map_at(problem->map, w);
  if (status != NTK_OK) return status;
  ntk_residual(problem, r);
  return ntk_all_finite(problem->map->N, r) ? NTK_OK : NTK_ENUMERIC;
}
