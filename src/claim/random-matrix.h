/* random-matrix (L = 2, output weights +-1, first layer trained, ||x_i|| = 1): P(lambda_min(K) <= lambda_inf / 2)
   <= n exp(-m lambda_inf / (8 B^2)), B^2 = sup |phi'|^2 ||X||^2 (matrix Chernoff). */
#ifndef NTK_CLAIM_RANDOM_MATRIX_H
#define NTK_CLAIM_RANDOM_MATRIX_H

#include "../../spec/acsl/random-matrix.h"

/* min(1, n exp(-m lambda_inf / (8 B2))); needs B2 > 0 */
/*@ requires positive: 0.0 < B2;
    terminates \true;
    exits \false;
    assigns \result \from n, m, lambda_inf, B2;
    ensures bound: \result == random_matrix_bound(n, m, lambda_inf, B2); */
double ntk_random_matrix_bound(double n, double m, double lambda_inf, double B2);

/* 1 iff frequency_low <= bound: the lower end of the Clopper-Pearson interval of the observed frequency of
   lambda_min(K) <= lambda_inf / 2 does not exceed the bound. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from frequency_low, bound;
    ensures decides: \result == 1 <==> random_matrix(frequency_low, bound);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_random_matrix(double frequency_low, double bound);

#endif
