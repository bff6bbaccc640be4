/* stay-close: ||r - r_lin|| and ||w - u|| stay below the bounds of theory B5, each sample with its error term. */
#ifndef NTK_ACSL_STAY_CLOSE_H
#define NTK_ACSL_STAY_CLOSE_H

/*@ logic real stay_close_D(real lip, real rho, real sigma_max) = lip * rho * (2.0 * sigma_max + lip * rho);

    logic real stay_close_residual_bound(real alpha, real D, real r0, real rate, real t) =
      alpha * alpha * D * r0 * t * \exp(-rate * t);

    // slowest = sigma^2 (1 - h)
    logic real stay_close_drift_bound(real alpha, real slowest, real lip, real rho, real D, real sigma_max, real r0) =
      r0 / (alpha * slowest) * (lip * rho + sigma_max * D / slowest);

    predicate stay_close{L}(double *gap, double *bound, double *error, integer n) =
      \forall integer i; 0 <= i < n ==> gap[i] <= bound[i] + error[i]; */

#endif
