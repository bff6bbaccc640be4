/* lemma-2: z' = -Q(t)(z - y), lambda = inf lambda_min(Q) > 0 => R(z(t)) <= R(z(0)) exp(-2 lambda t). */
#ifndef NTK_CLAIM_LEMMA_2_H
#define NTK_CLAIM_LEMMA_2_H

#include <stddef.h>

#include "../../spec/acsl/lemma-2.h"

/* R0 exp(-2 lambda t) */
/*@ terminates \true;
    exits \false;
    assigns \result \from R0, lambda, t;
    ensures bound: \result == lemma_2_bound(R0, lambda, t); */
double ntk_lemma_2_bound(double R0, double lambda, double t);

/* 1 iff R_i <= bound(t_i) + error_i at all n samples; R_i = ||r(t_i)||^2 / 2. NaN: 0. */
/*@ requires valid: \valid_read(t + (0 .. n - 1)) && \valid_read(R + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, t[0 .. n - 1], R[0 .. n - 1], error[0 .. n - 1], R0, lambda;
    ensures decides: \result == 1 <==> lemma_2(t, R, error, n, R0, lambda);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_lemma_2(size_t n, const double *t, const double *R, const double *error, double R0, double lambda);

#endif
