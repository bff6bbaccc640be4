/* Stands in for <gsl/gsl_cdf.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_CDF_H
#define NTK_ACSL_GSL_CDF_H

#include "../../binomial.h"

/* P(X <= x) of X ~ Beta(a, b): for whole a = k, b = n - k + 1 it is a tail of the binomial law. */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, a, b;
    ensures probability: 0.0 <= \result <= 1.0;
    ensures binomial: \forall integer k, n; 1 <= k <= n && a == k && b == n - k + 1 && 0.0 <= x <= 1.0 ==> \result == at_least(k, n, x); */
extern double gsl_cdf_beta_P(double x, double a, double b);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, a, b;
    ensures probability: 0.0 <= \result <= 1.0;
    ensures binomial: \forall integer k, n; 1 <= k <= n && a == k && b == n - k + 1 && 0.0 <= x <= 1.0 ==> \result == 1.0 - at_least(k, n, x); */
extern double gsl_cdf_beta_Q(double x, double a, double b);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, nu;
    ensures probability: 0.0 <= \result <= 1.0; */
extern double gsl_cdf_chisq_P(double x, double nu);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, nu;
    ensures probability: 0.0 <= \result <= 1.0; */
extern double gsl_cdf_chisq_Q(double x, double nu);

/* The x with P(T > x) = Q. */
/*@ requires probability: 0.0 < Q < 1.0;
    terminates \true;
    exits \false;
    assigns \result \from Q, nu; */
extern double gsl_cdf_tdist_Qinv(double Q, double nu);

#endif
