/* main-theorem: R <= R(0) exp(-t alpha^2 sigma^2 / 2) and drift <= 6 sigma_max ||r0|| / (alpha sigma^2)
   once alpha >= 24 (sigma_max/sigma) Lip ||r0|| / sigma^2; each sample with its error terms. */
#ifndef NTK_ACSL_MAIN_THEOREM_H
#define NTK_ACSL_MAIN_THEOREM_H

/*@ logic real main_theorem_threshold(real sigma, real sigma_max, real lip, real r0) =
      24.0 * (sigma_max / sigma) * lip * r0 / (sigma * sigma);

    logic real main_theorem_loss_bound(real R0, real rate, real t) = R0 * \exp(-rate * t);

    logic real main_theorem_drift_bound(real alpha, real sigma, real sigma_max, real r0) =
      6.0 * sigma_max * r0 / (alpha * sigma * sigma);

    predicate main_theorem{L}(double *t, double *R, double *error_R, double *drift, double *error_drift, integer n,
                              real R0, real rate, real bound) =
      \forall integer i; 0 <= i < n ==>
        R[i] <= main_theorem_loss_bound(R0, rate, t[i]) + error_R[i] && drift[i] <= bound + error_drift[i]; */

#endif
