/* spectrum-stays: the spectrum of Q(t) stays between low and high, each sample with its error term. */
#ifndef NTK_ACSL_SPECTRUM_STAYS_H
#define NTK_ACSL_SPECTRUM_STAYS_H

/*@ predicate spectrum_stays{L}(double *lambda_min, double *lambda_max, double *error, integer n, real low, real high) =
      \forall integer i; 0 <= i < n ==> low - error[i] <= lambda_min[i] && lambda_max[i] <= high + error[i]; */

#endif
