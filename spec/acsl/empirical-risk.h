/* empirical-risk: the gradient is the sum of the examples' gradients, coordinate by coordinate. */
#ifndef NTK_ACSL_EMPIRICAL_RISK_H
#define NTK_ACSL_EMPIRICAL_RISK_H

#include "agree.h"

/*@ predicate empirical_risk{L}(double *value, double *expected, double *error, integer n) =
      agree(value, expected, error, n); */

#endif
