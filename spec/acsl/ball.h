/* The scales at which the theorems speak (theory B1; main-theorem's threshold). */
#ifndef NTK_ACSL_BALL_H
#define NTK_ACSL_BALL_H

#include "kantorovich.h"
#include "sums.h"

/*@ // alpha >= C ||alpha f0 - y|| squared: a alpha^2 + 2 b alpha - c >= 0
    logic real threshold_a(real C, real f) = 1.0 - C * C * f;

    // x is the least root that is not negative: c / (b + sqrt(b^2 + a c)), and 0 where c = 0
    predicate threshold_root(real x, real a, real b, real c) =
      c == 0.0 && 0.0 <= a && x == 0.0 || c != 0.0 && 0.0 <= b * b + a * c && 0.0 < b + \sqrt(b * b + a * c) && x == c / (b + \sqrt(b * b + a * c)); */

#endif
