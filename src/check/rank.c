#include "check/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"

double ntk_least_positive(const ntk_linearised *lin, double size) {
  for (size_t i = 0; i < lin->N; i++)
    if (lin->lambda[i] > size) return lin->lambda[i];
  return lin->lambda[lin->N - 1];
}

ntk_status ntk_duplicate_row(ntk_linearised *lin, double *projection, size_t N, double alpha, const double *K, const double *r0) {
  const size_t M = N + 1;
  const double norm = ntk_norm(N, r0);
  double *K2 = ntk_doubles(M, M), *r2 = ntk_doubles(M, 1);
  ntk_status status = NTK_ENOMEM;
  *lin = (ntk_linearised){0};
  *projection = norm / sqrt(2.0);
  if (K2 != NULL && r2 != NULL) {
    for (size_t i = 0; i < N; i++) memcpy(K2 + i * M, K + i * N, N * sizeof *K);
    for (size_t i = 0; i < N; i++) K2[i * M + N] = K2[N * M + i] = K[i * N];
    K2[N * M + N] = K[0];
    memcpy(r2, r0, N * sizeof *r0);
    r2[N] = r0[0] + norm;
    status = ntk_linearised_init(lin, M, alpha, K2, r2);
  }
  free(K2), free(r2);
  return status;
}
