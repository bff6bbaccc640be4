/* The certificate's constants (theory B1): with h < 1 the flow stays in the ball of this radius and converges at rate
   alpha^2 sigma^2 (1 - h). Shared by wide-enough, stay-close, spectrum-stays. */
#ifndef NTK_CLAIM_KANTOROVICH_H
#define NTK_CLAIM_KANTOROVICH_H

#include "../../spec/acsl/kantorovich.h"

/* h = 2 lip r0 / (alpha sigma^2); needs alpha, sigma > 0 */
/*@ requires positive: 0.0 < alpha && 0.0 < sigma;
    terminates \true;
    exits \false;
    assigns \result \from lip, r0, alpha, sigma;
    ensures h: \result == kantorovich_h(lip, r0, alpha, sigma); */
double ntk_kantorovich_h(double lip, double r0, double alpha, double sigma);

/* rho* = 2 r0 / (alpha sigma (1 + sqrt(1 - h))); needs alpha, sigma > 0, h <= 1 */
/*@ requires positive: 0.0 < alpha && 0.0 < sigma && h <= 1.0;
    terminates \true;
    exits \false;
    assigns \result \from r0, alpha, sigma, h;
    ensures radius: \result == kantorovich_radius(r0, alpha, sigma, h); */
double ntk_kantorovich_radius(double r0, double alpha, double sigma, double h);

#endif
