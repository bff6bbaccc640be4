#include "check/rank.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"

double ntk_least_positive(const ntk_linearised *lin, double size) {
  /*@ loop invariant range: 0 <= i <= lin->N;
      loop invariant small: \forall integer j; 0 <= j < i ==> lin->lambda[j] <= size;
      loop assigns i;
      loop variant lin->N - i; */
  for (size_t i = 0; i < lin->N; i++)
    if (lin->lambda[i] > size) return lin->lambda[i];
  return lin->lambda[lin->N - 1];
}

/* K2 (M x M, M = N + 1) := [[K, K e_0], [e_0^T K, K_00]], r2 (M) := (r0, r0_0 + norm) */
/*@ requires size: 0 < N && M == N + 1 && M * M <= SIZE_MAX;
    requires valid: \valid_read(K + (0 .. N * N - 1)) && \valid_read(r0 + (0 .. N - 1)) && \valid(K2 + (0 .. M * M - 1)) && \valid(r2 + (0 .. M - 1));
    requires apart: \separated(K2 + (0 .. M * M - 1), K + (0 .. N * N - 1)) && \separated(K2 + (0 .. M * M - 1), r0 + (0 .. N - 1)) &&
                    \separated(r2 + (0 .. M - 1), r0 + (0 .. N - 1)) && \separated(K2 + (0 .. M * M - 1), r2 + (0 .. M - 1));
    terminates \true;
    exits \false;
    assigns K2[0 .. M * M - 1], r2[0 .. M - 1]; */
static void extend(size_t N, size_t M, const double *K, const double *r0, double norm, double *K2, double *r2) {
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, K2[0 .. M * M - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, M, M);
    //@ ghost row_inside(N, M, M);
    //@ ghost row_inside(i, N, N);
    ntk_copy(N, K + i * N, K2 + i * M);
    K2[i * M + N] = K2[N * M + i] = K[i * N];
  }
  //@ ghost row_inside(N, M, M);
  K2[N * M + N] = K[0];
  ntk_copy(N, r0, r2);
  r2[N] = r0[0] + norm;
}

ntk_status ntk_duplicate_row(ntk_linearised *lin, double *projection, size_t N, double alpha, const double *K, const double *r0) {
  const size_t M = N + 1;
  const double norm = ntk_norm(N, r0);
  double *K2 = ntk_doubles(M, M), *r2 = ntk_doubles(M, 1);
  ntk_status status = NTK_ENOMEM;
  *lin = (ntk_linearised){0};
  if (K2 != NULL && r2 != NULL) {
    //@ ghost heap_own(K2);
    //@ ghost heap_own(r2);
    //@ ghost heap_apart(K2, M * M, K, N * N);
    //@ ghost heap_apart(K2, M * M, r0, N);
    //@ ghost heap_apart(r2, M, r0, N);
    //@ ghost heap_apart(r2, M, K2, M * M);
    //@ ghost heap_apart_any(K2, M * M * sizeof *K2, lin, sizeof *lin);
    //@ ghost heap_apart_any(r2, M * sizeof *r2, lin, sizeof *lin);
    extend(N, M, K, r0, norm, K2, r2);
    status = ntk_linearised_init(lin, M, alpha, K2, r2);
  }
  free(K2), free(r2);
  *projection = norm / sqrt(2.0);
  return status;
}
