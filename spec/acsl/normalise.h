/* What normalised inputs are, over the reals. */
#ifndef NTK_ACSL_NORMALISE_H
#define NTK_ACSL_NORMALISE_H

#include "sums.h"

/*@ // a row of norm sqrt d
    predicate on_sphere{L}(double *row, integer d) = sum_squares(row, d) == (real)d;

    // sum_{k<n} (x_k / scale)^2
    logic real quotient_squares{L}(double *x, real scale, integer n) =
      n <= 0 ? 0.0 : quotient_squares(x, scale, n - 1) + (x[n - 1] / scale) * (x[n - 1] / scale);

    // sum_{k<n} (x_k factor)^2
    logic real product_squares{L}(double *x, real factor, integer n) =
      n <= 0 ? 0.0 : product_squares(x, factor, n - 1) + square(x[n - 1] * factor); */

#endif
