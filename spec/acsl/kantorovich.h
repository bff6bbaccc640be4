/* The constants of theory B1. */
#ifndef NTK_ACSL_KANTOROVICH_H
#define NTK_ACSL_KANTOROVICH_H

/*@ logic real kantorovich_h(real lip, real r0, real alpha, real sigma) = 2.0 * lip * r0 / (alpha * sigma * sigma);

    logic real kantorovich_radius(real r0, real alpha, real sigma, real h) =
      2.0 * r0 / (alpha * sigma * (1.0 + \sqrt(1.0 - h))); */

#endif
