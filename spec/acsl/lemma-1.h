/* lemma-1: ||r_lin(t)|| <= ||r(0)|| exp(-alpha^2 sigma^2 t), rate = alpha^2 sigma^2, each sample with its error term. */
#ifndef NTK_ACSL_LEMMA_1_H
#define NTK_ACSL_LEMMA_1_H

/*@ logic real lemma_1_bound(real r0, real rate, real t) = r0 * \exp(-rate * t);

    predicate lemma_1{L}(double *t, double *residual, double *error, integer n, real r0, real rate) =
      \forall integer i; 0 <= i < n ==> residual[i] <= lemma_1_bound(r0, rate, t[i]) + error[i]; */

#endif
