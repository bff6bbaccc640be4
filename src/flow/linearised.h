/* The linearised flow in closed form: u' = -alpha J0^T r_lin, r_lin(t) = exp(-alpha^2 K t) r(0) (lemma-1),
   u(t) = w0 - alpha J0^T V phi V^T r(0), phi_i = (1 - exp(-alpha^2 lambda_i t)) / (alpha^2 lambda_i) (t where lambda_i = 0). */
#ifndef NTK_FLOW_LINEARISED_H
#define NTK_FLOW_LINEARISED_H

#include "flow/problem.h"

typedef struct {
  size_t N;
  double alpha;
  double *lambda;   /* N ascending, of K (clipped at 0 from below) */
  double *V;        /* N x N, columns */
  double *c;        /* V^T r(0) */
} ntk_linearised;

/* From K = K(w0) and r(0). */
ntk_status ntk_linearised_init(ntk_linearised *lin, size_t N, double alpha, const double *K, const double *r0);
void ntk_linearised_clear(ntk_linearised *lin);

/* r (N) := r_lin(t). */
void ntk_linearised_residual(const ntk_linearised *lin, double t, double *r);

/* q (N) with u(t) - w0 = -alpha J0^T q. */
void ntk_linearised_dual(const ntk_linearised *lin, double t, double *q);

/* ||u(t) - w0|| without J0: alpha sqrt(q^T K q). */
double ntk_linearised_drift(const ntk_linearised *lin, double t);

/* phi_j(-x) for x >= 0, j = 0..4: phi_0 = exp, phi_{j+1}(z) = (phi_j(z) - 1/j!)/z. No cancellation (shared/speed.md): relative error at most 8 eps. */
void ntk_phi(double x, double phi[5]);

#endif
