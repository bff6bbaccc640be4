/* lemma-1: along the linearised flow ||r_lin(t)|| <= ||r(0)|| exp(-alpha^2 sigma^2 t). */
#ifndef NTK_CLAIM_LEMMA_1_H
#define NTK_CLAIM_LEMMA_1_H

#include <stddef.h>

#include "../../spec/acsl/lemma-1.h"

/* r0 exp(-rate t), rate = alpha^2 sigma^2 */
/*@ terminates \true;
    exits \false;
    assigns \result \from r0, rate, t;
    ensures bound: \result == lemma_1_bound(r0, rate, t); */
double ntk_lemma_1_bound(double r0, double rate, double t);

/* 1 iff residual_i <= bound(t_i) + error_i at all n samples; residual_i = ||r_lin(t_i)||, error_i what it may be off by. NaN: 0. */
/*@ requires valid: \valid_read(t + (0 .. n - 1)) && \valid_read(residual + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, t[0 .. n - 1], residual[0 .. n - 1], error[0 .. n - 1], r0, rate;
    ensures decides: \result == 1 <==> lemma_1(t, residual, error, n, r0, rate);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_lemma_1(size_t n, const double *t, const double *residual, const double *error, double r0, double rate);

#endif
