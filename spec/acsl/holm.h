/* Holm's family of tests (src/stats/holm.c). */
#ifndef NTK_ACSL_HOLM_H
#define NTK_ACSL_HOLM_H

#include "finite.h"

/*@ // how many of the first m are not rejected
    logic integer unrejected{L}(int *reject, integer m) = m <= 0 ? 0 : unrejected(reject, m - 1) + (reject[m - 1] == 0 ? 1 : 0);

    // what is rejected has smaller p-values than what is not
    predicate least_first{L}(double *p, int *reject, integer m) =
      \forall integer i, j; 0 <= i < m && 0 <= j < m && reject[i] != 0 && reject[j] == 0 ==> p[i] <= p[j];

    // of the hypotheses left none passes at alpha / (hypotheses left)
    predicate rest_above{L}(double *p, int *reject, integer m, real bound) =
      \forall integer i; 0 <= i < m && reject[i] == 0 ==> bound < p[i];

    predicate p_values{L}(double *p, integer m) = \forall integer i; 0 <= i < m ==> finite(p[i]); */

#endif
