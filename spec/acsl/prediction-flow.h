/* prediction-flow: d/dt alpha f = -alpha^2 K r, measured coordinate by coordinate. */
#ifndef NTK_ACSL_PREDICTION_FLOW_H
#define NTK_ACSL_PREDICTION_FLOW_H

#include "agree.h"

/*@ predicate prediction_flow{L}(double *value, double *expected, double *error, integer n) =
      agree(value, expected, error, n); */

#endif
