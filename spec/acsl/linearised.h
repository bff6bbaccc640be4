/* The linearised flow in K's eigenvectors: what each coordinate does (theory, lemma-1). */
#ifndef NTK_ACSL_LINEARISED_H
#define NTK_ACSL_LINEARISED_H

#include "layer.h"
#include "phi.h"

/*@ // eigenvalues not negative (rounding is clipped), eigenvectors in V's columns, c = V^T r(0)
    predicate linearised_valid{L}(ntk_linearised *lin) = \valid_read(lin) && 0 < lin->N && lin->N * lin->N <= SIZE_MAX &&
      \valid_read(lin->lambda + (0 .. lin->N - 1)) && \valid_read(lin->V + (0 .. lin->N * lin->N - 1)) && \valid_read(lin->c + (0 .. lin->N - 1)) &&
      \forall integer j; 0 <= j < lin->N ==> 0.0 <= lin->lambda[j];

    // coordinate of r_lin(t): exp(-alpha^2 lambda t) c
    logic real residual_coordinate(real alpha, real lambda, real c, real t) = \exp(-alpha * alpha * lambda * t) * c;

    // coordinate of q(t), u(t) - w0 = -alpha J0^T q: (1 - exp(-alpha^2 lambda t)) / (alpha^2 lambda) c, t c where lambda = 0
    logic real dual_coordinate(real alpha, real lambda, real c, real t) = t * phi_one(alpha * alpha * lambda * t) * c;

    // sum_{j<n} x_j V_ij of those coordinates
    logic real residual_modes{L}(double *V, double *lambda, double *c, integer N, real alpha, real t, integer i, integer n) =
      n <= 0 ? 0.0 : residual_modes(V, lambda, c, N, alpha, t, i, n - 1) +
                     residual_coordinate(alpha, lambda[n - 1], c[n - 1], t) * V[entry(i, N, n - 1)];
    logic real dual_modes{L}(double *V, double *lambda, double *c, integer N, real alpha, real t, integer i, integer n) =
      n <= 0 ? 0.0 : dual_modes(V, lambda, c, N, alpha, t, i, n - 1) + dual_coordinate(alpha, lambda[n - 1], c[n - 1], t) * V[entry(i, N, n - 1)];

    // sum_{j<n} lambda_j q_j^2
    logic real energy(real lambda, real q) = lambda * q * q;
    logic real dual_energy{L}(double *lambda, double *c, real alpha, real t, integer n) =
      n <= 0 ? 0.0 : dual_energy(lambda, c, alpha, t, n - 1) + energy(lambda[n - 1], dual_coordinate(alpha, lambda[n - 1], c[n - 1], t)); */

#endif
