/* The linearised flow mode by mode (lemma-1): r_lin(t) has the coordinates c_i exp(-alpha^2 lambda_i t) in K's eigenvectors. */
#ifndef NTK_ACSL_SAMPLING_H
#define NTK_ACSL_SAMPLING_H

#include "sums.h"

/*@ // what is read of it: coefficients and eigenvalues
    predicate modes_valid{L}(ntk_linearised *lin) = \valid_read(lin) && 0 < lin->N && \valid_read(lin->lambda + (0 .. lin->N - 1)) && \valid_read(lin->c + (0 .. lin->N - 1));

    logic real falling(real c, real alpha, real lambda, real t) = c * \exp(-alpha * alpha * lambda * t);
    logic real climbing(real c, real alpha, real lambda, real t) = c * \exp(\min(300.0, alpha * alpha * lambda * t));

    // sum_{i<n} (c_i exp(-alpha^2 lambda_i t))^2, and the same of the flow with its sign flipped
    logic real falling_squares{L}(double *c, double *lambda, real alpha, real t, integer n) =
      n <= 0 ? 0.0 : falling_squares(c, lambda, alpha, t, n - 1) + square(falling(c[n - 1], alpha, lambda[n - 1], t));
    logic real climbing_squares{L}(double *c, double *lambda, real alpha, real t, integer n) =
      n <= 0 ? 0.0 : climbing_squares(c, lambda, alpha, t, n - 1) + square(climbing(c[n - 1], alpha, lambda[n - 1], t));

    // ||u(b) - u(a)||^2 alpha^2 = sum_{j<n} (c_j (exp(-rate_j a) - exp(-rate_j b)))^2 / lambda_j over the modes that move, rate = alpha^2 lambda
    logic real chord_step(real rate, real a, real b) = \exp(-rate * a) * -(\exp(-rate * (b - a)) - 1.0);
    logic real moved(real c, real alpha, real lambda, real a, real b) =
      lambda <= 0.0 ? 0.0 : c * c * square(chord_step(alpha * alpha * lambda, a, b)) / lambda;
    logic real moved_squares{L}(double *c, double *lambda, real alpha, real a, real b, integer n) =
      n <= 0 ? 0.0 : moved_squares(c, lambda, alpha, a, b, n - 1) + moved(c[n - 1], alpha, lambda[n - 1], a, b);

    // chords of the drift over the times t_0 .. t_{n-1}
    logic real chords{L}(ntk_linearised *lin, double *t, integer n) =
      n <= 1 ? 0.0 : chords(lin, t, n - 1) + \sqrt(moved_squares(lin->c, lin->lambda, lin->alpha, t[n - 2], t[n - 1], lin->N)) / lin->alpha; */

#endif
