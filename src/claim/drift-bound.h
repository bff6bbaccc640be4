/* drift-bound: v' = -S^T grad R, lambda I <= S S^T <= lambda_max I => ||v(t) - v(0)|| <= (sqrt lambda_max / lambda) ||r(0)||. */
#ifndef NTK_CLAIM_DRIFT_BOUND_H
#define NTK_CLAIM_DRIFT_BOUND_H

#include <stddef.h>

#include "../../spec/acsl/drift-bound.h"

/* sqrt(lambda_max) r0 / lambda; needs lambda > 0, lambda_max >= 0 */
/*@ requires positive: 0.0 < lambda && 0.0 <= lambda_max;
    terminates \true;
    exits \false;
    assigns \result \from r0, lambda, lambda_max;
    ensures bound: \result == drift_bound_bound(r0, lambda, lambda_max); */
double ntk_drift_bound_bound(double r0, double lambda, double lambda_max);

/* 1 iff lambda > 0, lambda_max >= 0 and drift_i <= bound + error_i at all n samples; drift_i = ||v(t_i) - v(0)||. NaN: 0. */
/*@ requires valid: \valid_read(drift + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, drift[0 .. n - 1], error[0 .. n - 1], r0, lambda, lambda_max;
    ensures decides: \result == 1 <==> drift_bound(drift, error, n, r0, lambda, lambda_max);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_drift_bound(size_t n, const double *drift, const double *error, double r0, double lambda, double lambda_max);

#endif
