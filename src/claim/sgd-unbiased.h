/* sgd-unbiased: a mini-batch gradient over K random examples, rescaled by n/K, is unbiased; its variance is n^2 s^2 / K with
   replacement, n^2 s^2 (n-K) / (K(n-1)) without (s^2 the per-example variance). */
#ifndef NTK_CLAIM_SGD_UNBIASED_H
#define NTK_CLAIM_SGD_UNBIASED_H

#include "../../spec/acsl/sgd-unbiased.h"

/* The exponent in K of the variance, with replacement. */
#define NTK_SGD_UNBIASED_EXPONENT (-1.0)

/* n^2 s2 / K; needs K >= 1 */
/*@ requires batch: 1.0 <= K;
    terminates \true;
    exits \false;
    assigns \result \from n, K, s2;
    ensures variance: \result == sgd_variance_with(n, K, s2); */
double ntk_sgd_variance_with(double n, double K, double s2);

/* n^2 s2 (n - K) / (K (n - 1)); needs K >= 1, n >= 2 */
/*@ requires batch: 1.0 <= K && 2.0 <= n;
    terminates \true;
    exits \false;
    assigns \result \from n, K, s2;
    ensures variance: \result == sgd_variance_without(n, K, s2); */
double ntk_sgd_variance_without(double n, double K, double s2);

/* 1 iff the fitted exponent of the variance in K, in [low, high], is -1 up to NTK_SLOPE_TOLERANCE. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high;
    ensures decides: \result == 1 <==> sgd_unbiased(low, high);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_sgd_unbiased(double low, double high);

#endif
