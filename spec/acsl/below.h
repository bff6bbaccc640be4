/* Shared by the inequalities of src/claim. */
#ifndef NTK_ACSL_BELOW_H
#define NTK_ACSL_BELOW_H

/*@ predicate all_below{L}(double *value, double *error, integer n, real bound) =
      \forall integer i; 0 <= i < n ==> value[i] <= bound + error[i];

    logic real decay(real start, real rate, real t) = start * \exp(-rate * t);

    predicate all_decay{L}(double *t, double *value, double *error, integer n, real start, real rate) =
      \forall integer i; 0 <= i < n ==> value[i] <= decay(start, rate, t[i]) + error[i]; */

#endif
