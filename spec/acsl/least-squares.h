/* least-squares: r_{t+1} = (I - eta A A^T) r_t, measured coordinate by coordinate. */
#ifndef NTK_ACSL_LEAST_SQUARES_H
#define NTK_ACSL_LEAST_SQUARES_H

#include "agree.h"

/*@ predicate least_squares{L}(double *value, double *expected, double *error, integer n) =
      agree(value, expected, error, n); */

#endif
