/* Where along a flow to sample. */
#ifndef NTK_CHECK_SAMPLING_H
#define NTK_CHECK_SAMPLING_H

#include "flow/linearised.h"

/* ||r_lin(t)||^2 = sum_i c_i^2 exp(-2 alpha^2 lambda_i t), as a norm. */
double ntk_linearised_norm(const ntk_linearised *lin, double t);

/* ||exp(+alpha^2 K t) r(0)||, the flow with its sign flipped; exponents are cut at 300 so that it stays finite. */
double ntk_climbing_norm(const ntk_linearised *lin, double t);

/* t[1..count-1] in (0, T], t[0] = 0, t[count-1] = T: ||r_lin|| falls by the same factor from each to the next (it predicts ||r|| well);
   equal steps of time where it does not fall. count >= 2. */
void ntk_sampling_grid(const ntk_linearised *lin, double T, size_t count, double *t);

/* How long the linearised flow's path is, by chords of its drift over the grid (at least ||u(T) - w0||). */
double ntk_sampling_path(const ntk_linearised *lin, size_t count, const double *t);

#endif
