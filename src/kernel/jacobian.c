/* J row by row: row (i, o) is J^T e_(i,o). */
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/ntk.h"

ntk_status ntk_jacobian(ntk_mlp *mlp, double *J) {
  const size_t N = mlp->n * mlp->arch.width[mlp->arch.depth];
  size_t offset, p;
  double *unit = ntk_doubles(N, 1);
  if (unit == NULL) return NTK_ENOMEM;
  ntk_trained_slice(&mlp->arch, &offset, &p);
  for (size_t i = 0; i < N; i++) {
    unit[i] = 1.0;
    ntk_mlp_vjp(mlp, unit, J + i * p);
    unit[i] = 0.0;
  }
  free(unit);
  return ntk_all_finite(N * p, J) ? NTK_OK : NTK_ENUMERIC;
}
