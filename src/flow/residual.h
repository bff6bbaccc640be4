/* The loops of least squares at scale alpha (theory, notation): the proofs' subject, apart from the map's callbacks. */
#ifndef NTK_FLOW_RESIDUAL_H
#define NTK_FLOW_RESIDUAL_H

#include <stddef.h>

#include "../../spec/acsl/sums.h"

/* r_i := alpha f_i - y_i; f may be r itself. */
/*@ requires valid: \valid_read(f + (0 .. N - 1)) && \valid_read(y + (0 .. N - 1)) && \valid(r + (0 .. N - 1));
    requires apart: (f == r || \separated(r + (0 .. N - 1), f + (0 .. N - 1))) && \separated(r + (0 .. N - 1), y + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns r[0 .. N - 1];
    ensures residual: \forall integer i; 0 <= i < N ==> r[i] == alpha * \old(f[i]) - \old(y[i]); */
void ntk_residual_of(size_t N, double alpha, const double *f, const double *y, double *r);

/* ||r||^2 / 2 */
/*@ requires valid: \valid_read(r + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, r[0 .. N - 1];
    ensures loss: \result == sum_squares(r, N) / 2.0;
    ensures positive: 0.0 <= \result; */
double ntk_loss(size_t N, const double *r);

/* w_i := w_i - eta g_i */
/*@ requires valid: \valid_read(g + (0 .. p - 1)) && \valid(w + (0 .. p - 1));
    requires apart: \separated(w + (0 .. p - 1), g + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. p - 1];
    ensures step: \forall integer i; 0 <= i < p ==> w[i] == \old(w[i]) - eta * \old(g[i]); */
void ntk_gd_step(size_t p, double eta, const double *g, double *w);

#endif
