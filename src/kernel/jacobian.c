/* J row by row: row (i, o) is J^T e_(i,o). */
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/ntk.h"

#include "../../spec/acsl/heap-mlp.h"
#include "../../spec/acsl/index.h"

ntk_status ntk_jacobian(ntk_mlp *mlp, double *J) {
  const size_t N = mlp->n * mlp->arch.width[mlp->arch.depth];
  size_t offset, p;
  double *unit = ntk_doubles(N, 1);
  if (unit == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(unit);
  //@ ghost heap_apart_mlp(unit, N, mlp);
  ntk_trained_slice(&mlp->arch, &offset, &p);
  //@ ghost heap_apart(unit, N, J, N * p);
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant valid: mlp_valid(mlp);
      loop assigns i, unit[0 .. N - 1], J[0 .. N * p - 1],
                   { mlp->scratch[l]->data[e] | integer l, e; 0 <= l <= mlp->arch.depth && 0 <= e < mlp_cells(mlp, l) };
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, p);
    unit[i] = 1.0;
    ntk_mlp_vjp(mlp, unit, J + i * p);
    unit[i] = 0.0;
  }
  free(unit);
  return ntk_all_finite(N * p, J) ? NTK_OK : NTK_ENUMERIC;
}
