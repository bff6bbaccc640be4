/* gronwall: u(t) <= u(a) exp(int_a^t beta), each sample with its error term. */
#ifndef NTK_ACSL_GRONWALL_H
#define NTK_ACSL_GRONWALL_H

/*@ logic real gronwall_bound(real u0, real integral) = u0 * \exp(integral);

    predicate gronwall{L}(double *integral, double *u, double *error, integer n, real u0) =
      \forall integer i; 0 <= i < n ==> u[i] <= gronwall_bound(u0, integral[i]) + error[i]; */

#endif
