#include "flow/problem.h"

#include <string.h>

#include "core/vec.h"

enum { BLOCK = 64 };

/* f arrives in r and is taken out block by block: ntk_residual_of wants f and r apart. */
void ntk_residual(const ntk_problem *problem, double *r) {
  const size_t N = problem->map->N;
  double f[BLOCK];
  problem->map->value(problem->map->context, r);
  for (size_t i = 0; i < N; i += BLOCK) {
    const size_t count = N - i < BLOCK ? N - i : BLOCK;
    memcpy(f, r + i, count * sizeof *f);
    ntk_residual_of(count, problem->alpha, f, problem->y + i, r + i);
  }
}

void ntk_gradient(const ntk_problem *problem, const double *r, double *g) {
  problem->map->vjp(problem->map->context, r, g);
  for (size_t i = 0; i < problem->map->p; i++) g[i] *= problem->alpha;
}

ntk_status ntk_move(const ntk_problem *problem, const double *w, double *r) {
  const ntk_status status = problem->map->at(problem->map->context, w);
  if (status != NTK_OK) return status;
  ntk_residual(problem, r);
  return ntk_all_finite(problem->map->N, r) ? NTK_OK : NTK_ENUMERIC;
}
