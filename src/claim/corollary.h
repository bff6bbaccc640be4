/* corollary: of lemma-2: ||z(t) - y|| <= ||z(0) - y|| exp(-lambda t). */
#ifndef NTK_CLAIM_COROLLARY_H
#define NTK_CLAIM_COROLLARY_H

#include <stddef.h>

#include "../../spec/acsl/corollary.h"

/* r0 exp(-lambda t) */
/*@ terminates \true;
    exits \false;
    assigns \result \from r0, lambda, t;
    ensures bound: \result == corollary_bound(r0, lambda, t); */
double ntk_corollary_bound(double r0, double lambda, double t);

/* 1 iff residual_i <= bound(t_i) + error_i at all n samples; residual_i = ||r(t_i)||. NaN: 0. */
/*@ requires valid: \valid_read(t + (0 .. n - 1)) && \valid_read(residual + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, t[0 .. n - 1], residual[0 .. n - 1], error[0 .. n - 1], r0, lambda;
    ensures decides: \result == 1 <==> corollary(t, residual, error, n, r0, lambda);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_corollary(size_t n, const double *t, const double *residual, const double *error, double r0, double lambda);

#endif
