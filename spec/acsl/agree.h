/* Shared by the identities of src/claim: |value_i - expected_i| <= error_i. */
#ifndef NTK_ACSL_AGREE_H
#define NTK_ACSL_AGREE_H

/*@ predicate agree{L}(double *value, double *expected, double *error, integer n) =
      \forall integer i; 0 <= i < n ==> \abs(value[i] - expected[i]) <= error[i]; */

#endif
