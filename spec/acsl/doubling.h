/* doubling: the doubled model at alpha is the single one at 2 alpha, time halved, entry by entry. */
#ifndef NTK_ACSL_DOUBLING_H
#define NTK_ACSL_DOUBLING_H

#include "agree.h"

/*@ predicate doubling{L}(double *value, double *expected, double *error, integer n) =
      agree(value, expected, error, n); */

#endif
