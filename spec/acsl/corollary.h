/* corollary: ||z(t) - y|| <= ||z(0) - y|| exp(-lambda t), each sample with its error term. */
#ifndef NTK_ACSL_COROLLARY_H
#define NTK_ACSL_COROLLARY_H

/*@ logic real corollary_bound(real r0, real lambda, real t) = r0 * \exp(-lambda * t);

    predicate corollary{L}(double *t, double *residual, double *error, integer n, real r0, real lambda) =
      \forall integer i; 0 <= i < n ==> residual[i] <= corollary_bound(r0, lambda, t[i]) + error[i]; */

#endif
