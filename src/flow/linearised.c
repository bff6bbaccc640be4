#include "flow/linearised.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "kernel/spectrum.h"

ntk_status ntk_linearised_init(ntk_linearised *lin, size_t N, double alpha, const double *K, const double *r0) {
  *lin = (ntk_linearised){.N = N, .alpha = alpha};
  lin->lambda = ntk_doubles(N, 1);
  lin->V = ntk_doubles(N, N);
  lin->c = ntk_doubles(N, 1);
  ntk_status status = NTK_ENOMEM;
  if (lin->lambda != NULL && lin->V != NULL && lin->c != NULL) status = ntk_eigen(N, K, lin->lambda, lin->V);
  if (status != NTK_OK) {
    ntk_linearised_clear(lin);
    return status;
  }
  for (size_t j = 0; j < N; j++)
    if (lin->lambda[j] < 0.0) lin->lambda[j] = 0.0;
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < N; j++) lin->c[j] += lin->V[i * N + j] * r0[i];
  return NTK_OK;
}

void ntk_linearised_clear(ntk_linearised *lin) {
  free(lin->lambda), free(lin->V), free(lin->c);
  *lin = (ntk_linearised){0};
}

/* out := V x, one eigenvector at a time, where x_j comes from the caller: out += x_j v_j */
static void add_mode(const ntk_linearised *lin, size_t j, double x, double *out) {
  for (size_t i = 0; i < lin->N; i++) out[i] += x * lin->V[i * lin->N + j];
}

/* Coefficient of eigenvector j in q(t): t phi_1(-alpha^2 lambda_j t) c_j. No division by lambda: rank-deficient K is no special case. */
static double dual_mode(const ntk_linearised *lin, size_t j, double t) {
  double phi[5];
  ntk_phi(lin->alpha * lin->alpha * lin->lambda[j] * t, phi);
  return t * phi[1] * lin->c[j];
}

void ntk_linearised_residual(const ntk_linearised *lin, double t, double *r) {
  memset(r, 0, lin->N * sizeof *r);
  for (size_t j = 0; j < lin->N; j++) add_mode(lin, j, exp(-lin->alpha * lin->alpha * lin->lambda[j] * t) * lin->c[j], r);
}

void ntk_linearised_dual(const ntk_linearised *lin, double t, double *q) {
  memset(q, 0, lin->N * sizeof *q);
  for (size_t j = 0; j < lin->N; j++) add_mode(lin, j, dual_mode(lin, j, t), q);
}

double ntk_linearised_drift(const ntk_linearised *lin, double t) {
  double sum = 0.0;
  for (size_t j = 0; j < lin->N; j++) {
    const double q = dual_mode(lin, j, t);
    sum += lin->lambda[j] * q * q;
  }
  return lin->alpha * sqrt(sum);
}
