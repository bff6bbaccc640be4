/* Where along a flow to sample. */
#ifndef NTK_CHECK_SAMPLING_H
#define NTK_CHECK_SAMPLING_H

#include "flow/linearised.h"

#include "../../spec/acsl/sampling.h"

/* ||r_lin(t)||^2 = sum_i c_i^2 exp(-2 alpha^2 lambda_i t), as a norm. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t;
    ensures norm: \result == \sqrt(falling_squares(lin->c, lin->lambda, lin->alpha, t, lin->N)); */
double ntk_linearised_norm(const ntk_linearised *lin, double t);

/* ||exp(+alpha^2 K t) r(0)||, the flow with its sign flipped; exponents are cut at 300 so that it stays finite. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t;
    ensures norm: \result == \sqrt(climbing_squares(lin->c, lin->lambda, lin->alpha, t, lin->N)); */
double ntk_climbing_norm(const ntk_linearised *lin, double t);

/* t[1..count-1] in (0, T], t[0] = 0, t[count-1] = T: ||r_lin|| falls by the same factor from each to the next (it predicts ||r|| well);
   equal steps of time where it does not fall. count >= 2. */
/*@ requires valid: modes_valid(lin) && 2 <= count && \valid(t + (0 .. count - 1));
    requires apart: \separated(t + (0 .. count - 1), lin, lin->lambda + (0 .. lin->N - 1), lin->c + (0 .. lin->N - 1));
    terminates \true;
    exits \false;
    assigns t[0 .. count - 1];
    ensures ends: is_zero(t[0]) && t[count - 1] == T;
    ensures within: 0.0 <= T ==> \forall integer i; 0 <= i < count ==> 0.0 <= t[i] <= T; */
void ntk_sampling_grid(const ntk_linearised *lin, double T, size_t count, double *t);

/* How long the linearised flow's path is, by chords of its drift over the grid (at least ||u(T) - w0||). */
/*@ requires valid: modes_valid(lin) && \valid_read(t + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t[0 .. count - 1];
    ensures path: \result == chords(lin, t, count); */
double ntk_sampling_path(const ntk_linearised *lin, size_t count, const double *t);

#endif
