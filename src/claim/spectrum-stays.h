/* spectrum-stays: along the run alpha^2 (sigma - Lip rho)^2 I <= Q(t) <= alpha^2 (sigma_max + Lip rho)^2 I. */
#ifndef NTK_CLAIM_SPECTRUM_STAYS_H
#define NTK_CLAIM_SPECTRUM_STAYS_H

#include <stddef.h>

#include "../../spec/acsl/spectrum-stays.h"

/* 1 iff low - error_i <= lambda_min_i and lambda_max_i <= high + error_i at all n samples: the ends of the spectrum of Q(t_i), with
   low = alpha^2 (sigma - Lip rho)^2, high = alpha^2 (sigma_max + Lip rho)^2 fixed at initialisation. NaN: 0. */
/*@ requires valid: \valid_read(lambda_min + (0 .. n - 1)) && \valid_read(lambda_max + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, lambda_min[0 .. n - 1], lambda_max[0 .. n - 1], error[0 .. n - 1], low, high;
    ensures decides: \result == 1 <==> spectrum_stays(lambda_min, lambda_max, error, n, low, high);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_spectrum_stays(size_t n, const double *lambda_min, const double *lambda_max, const double *error, double low, double high);

#endif
