/* main-theorem: f(w0) centred, alpha >= 24 (sigma_max/sigma) Lip ||r0|| / sigma^2
   => R <= R(0) exp(-t alpha^2 sigma^2 / 2) and drift <= 6 sigma_max ||r0|| / (alpha sigma^2). */
#ifndef NTK_CLAIM_MAIN_THEOREM_H
#define NTK_CLAIM_MAIN_THEOREM_H

#include <stddef.h>

#include "../../spec/acsl/main-theorem.h"

/* The least alpha of the hypothesis: 24 (sigma_max / sigma) lip r0 / sigma^2; needs sigma > 0 */
/*@ requires positive: 0.0 < sigma;
    terminates \true;
    exits \false;
    assigns \result \from sigma, sigma_max, lip, r0;
    ensures threshold: \result == main_theorem_threshold(sigma, sigma_max, lip, r0); */
double ntk_main_theorem_threshold(double sigma, double sigma_max, double lip, double r0);

/* R0 exp(-rate t), rate = alpha^2 sigma^2 / 2 */
/*@ terminates \true;
    exits \false;
    assigns \result \from R0, rate, t;
    ensures bound: \result == main_theorem_loss_bound(R0, rate, t); */
double ntk_main_theorem_loss_bound(double R0, double rate, double t);

/* 6 sigma_max r0 / (alpha sigma^2); needs alpha, sigma > 0 */
/*@ requires positive: 0.0 < alpha && 0.0 < sigma;
    terminates \true;
    exits \false;
    assigns \result \from alpha, sigma, sigma_max, r0;
    ensures bound: \result == main_theorem_drift_bound(alpha, sigma, sigma_max, r0); */
double ntk_main_theorem_drift_bound(double alpha, double sigma, double sigma_max, double r0);

/* 1 iff R_i <= loss_bound(t_i) + error_R_i and drift_i <= drift_bound + error_drift_i at all n samples. NaN: 0. */
/*@ requires valid: \valid_read(t + (0 .. n - 1)) && \valid_read(R + (0 .. n - 1)) && \valid_read(error_R + (0 .. n - 1));
    requires valid_drift: \valid_read(drift + (0 .. n - 1)) && \valid_read(error_drift + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, t[0 .. n - 1], R[0 .. n - 1], error_R[0 .. n - 1], drift[0 .. n - 1], error_drift[0 .. n - 1],
                          R0, rate, drift_bound;
    ensures decides: \result == 1 <==> main_theorem(t, R, error_R, drift, error_drift, n, R0, rate, drift_bound);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_main_theorem(size_t n, const double *t, const double *R, const double *error_R, const double *drift,
                     const double *error_drift, double R0, double rate, double drift_bound);

#endif
