/* The linearised flow in closed form: u' = -alpha J0^T r_lin, r_lin(t) = exp(-alpha^2 K t) r(0) (lemma-1),
   u(t) = w0 - alpha J0^T V phi V^T r(0), phi_i = (1 - exp(-alpha^2 lambda_i t)) / (alpha^2 lambda_i) (t where lambda_i = 0). */
#ifndef NTK_FLOW_LINEARISED_H
#define NTK_FLOW_LINEARISED_H

#include <stdint.h>
#include "core/alloc.h"
#include "flow/phi.h"
#include "flow/problem.h"

typedef struct {
  size_t N;
  double alpha;
  double *lambda;   /* N ascending, of K (clipped at 0 from below) */
  double *V;        /* N x N, columns */
  double *c;        /* V^T r(0) */
} ntk_linearised;

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/linearised.h"

/* From K = K(w0) and r(0). */
/*@ requires valid: \valid(lin) && \valid_read(K + (0 .. N * N - 1)) && \valid_read(r0 + (0 .. N - 1));
    requires apart: \separated(lin, K + (0 .. N * N - 1)) && \separated(lin, r0 + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns *lin, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EUSAGE;
    ensures made: \result == NTK_OK ==> linearised_valid(lin) && lin->N == N && lin->alpha == alpha;
    ensures coefficients: \result == NTK_OK ==> \forall integer j; 0 <= j < N ==> lin->c[j] == column_dot(lin->V, N, r0, j, N); */
ntk_status ntk_linearised_init(ntk_linearised *lin, size_t N, double alpha, const double *K, const double *r0);
/*@ requires valid: \valid(lin);
    terminates \true;
    exits \false;
    assigns *lin;
    ensures empty: lin->N == 0 && lin->lambda == \null && lin->V == \null && lin->c == \null; */
void ntk_linearised_clear(ntk_linearised *lin);

/* r (N) := r_lin(t). */
/*@ requires valid: linearised_valid(lin) && \valid(r + (0 .. lin->N - 1));
    requires apart: \separated(r + (0 .. lin->N - 1), lin) && \separated(r + (0 .. lin->N - 1), lin->lambda + (0 .. lin->N - 1)) &&
                    \separated(r + (0 .. lin->N - 1), lin->V + (0 .. lin->N * lin->N - 1)) &&
                    \separated(r + (0 .. lin->N - 1), lin->c + (0 .. lin->N - 1));
    terminates \true;
    exits \false;
    assigns r[0 .. lin->N - 1];
    ensures modes: \forall integer i; 0 <= i < lin->N ==> r[i] == \old(residual_modes(lin->V, lin->lambda, lin->c, lin->N, lin->alpha, t, i, lin->N)); */
void ntk_linearised_residual(const ntk_linearised *lin, double t, double *r);

/* q (N) with u(t) - w0 = -alpha J0^T q. */
/*@ requires valid: linearised_valid(lin) && \valid(q + (0 .. lin->N - 1));
    requires apart: \separated(q + (0 .. lin->N - 1), lin) && \separated(q + (0 .. lin->N - 1), lin->lambda + (0 .. lin->N - 1)) &&
                    \separated(q + (0 .. lin->N - 1), lin->V + (0 .. lin->N * lin->N - 1)) &&
                    \separated(q + (0 .. lin->N - 1), lin->c + (0 .. lin->N - 1));
    terminates \true;
    exits \false;
    assigns q[0 .. lin->N - 1];
    ensures modes: \forall integer i; 0 <= i < lin->N ==> q[i] == \old(dual_modes(lin->V, lin->lambda, lin->c, lin->N, lin->alpha, t, i, lin->N)); */
void ntk_linearised_dual(const ntk_linearised *lin, double t, double *q);

/* ||u(t) - w0|| without J0: alpha sqrt(q^T K q). */
/*@ requires valid: linearised_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t;
    ensures drift: \result == lin->alpha * \sqrt(dual_energy(lin->lambda, lin->c, lin->alpha, t, lin->N)); */
double ntk_linearised_drift(const ntk_linearised *lin, double t);

#endif
