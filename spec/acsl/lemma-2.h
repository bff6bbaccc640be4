/* lemma-2: R(z(t)) <= R(z(0)) exp(-2 lambda t), each sample with its error term. */
#ifndef NTK_ACSL_LEMMA_2_H
#define NTK_ACSL_LEMMA_2_H

/*@ logic real lemma_2_bound(real R0, real lambda, real t) = R0 * \exp(-2.0 * lambda * t);

    predicate lemma_2{L}(double *t, double *R, double *error, integer n, real R0, real lambda) =
      \forall integer i; 0 <= i < n ==> R[i] <= lemma_2_bound(R0, lambda, t[i]) + error[i]; */

#endif
