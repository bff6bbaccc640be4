/* drift-bound: ||v(t) - v(0)|| <= (sqrt lambda_max / lambda) ||r(0)||, each sample with its error term; says nothing at lambda <= 0. */
#ifndef NTK_ACSL_DRIFT_BOUND_H
#define NTK_ACSL_DRIFT_BOUND_H

/*@ logic real drift_bound_bound(real r0, real lambda, real lambda_max) = \sqrt(lambda_max) * r0 / lambda;

    predicate drift_bound{L}(double *drift, double *error, integer n, real r0, real lambda, real lambda_max) =
      0.0 < lambda && 0.0 <= lambda_max &&
      \forall integer i; 0 <= i < n ==> drift[i] <= drift_bound_bound(r0, lambda, lambda_max) + error[i]; */

#endif
