/* stay-close: the flow and the linearised flow stay close (theory B5): with h of kantorovich.h, rate = alpha^2 sigma^2 (1 - h),
   D = Lip rho (2 sigma_max + Lip rho): ||r - r_lin|| <= alpha^2 D ||r0|| t exp(-rate t),
   ||w - u|| <= ||r0|| / (alpha sigma^2 (1-h)) (Lip rho + sigma_max D / (sigma^2 (1-h))). */
#ifndef NTK_CLAIM_STAY_CLOSE_H
#define NTK_CLAIM_STAY_CLOSE_H

#include <stddef.h>

#include "../../spec/acsl/stay-close.h"

/* Lip rho (2 sigma_max + Lip rho): how far K(w) can be from K(w0) on the ball */
/*@ terminates \true;
    exits \false;
    assigns \result \from lip, rho, sigma_max;
    ensures bound: \result == stay_close_D(lip, rho, sigma_max); */
double ntk_stay_close_D(double lip, double rho, double sigma_max);

/* alpha^2 D r0 t exp(-rate t) */
/*@ terminates \true;
    exits \false;
    assigns \result \from alpha, D, r0, rate, t;
    ensures bound: \result == stay_close_residual_bound(alpha, D, r0, rate, t); */
double ntk_stay_close_residual_bound(double alpha, double D, double r0, double rate, double t);

/* r0 / (alpha sigma^2 (1-h)) (lip rho + sigma_max D / (sigma^2 (1-h))); needs alpha, sigma > 0, h < 1 */
/*@ requires positive: 0.0 < alpha && 0.0 < sigma && h < 1.0;
    terminates \true;
    exits \false;
    assigns \result \from alpha, sigma, h, lip, rho, D, sigma_max, r0;
    ensures bound: \result == stay_close_drift_bound(alpha, sigma * sigma * (1.0 - h), lip, rho, D, sigma_max, r0); */
double ntk_stay_close_drift_bound(double alpha, double sigma, double h, double lip, double rho, double D, double sigma_max, double r0);

/* 1 iff gap_i <= bound_i + error_i at all n samples. NaN: 0. */
/*@ requires valid: \valid_read(gap + (0 .. n - 1)) && \valid_read(bound + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, gap[0 .. n - 1], bound[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> stay_close(gap, bound, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_stay_close(size_t n, const double *gap, const double *bound, const double *error);

#endif
