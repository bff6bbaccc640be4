/* The phi functions of exponential integrators at -x (Hochbruck and Ostermann, Acta Numerica 2010, section 2.1). */
#ifndef NTK_ACSL_PHI_H
#define NTK_ACSL_PHI_H

/*@ // phi_1(-x) = (1 - exp(-x)) / x; 1 at 0
    logic real phi_one(real x) = 0.0 < x ? -(\exp(-x) - 1.0) / x : 1.0;

    // phi_{j+1}(z) = (phi_j(z) - 1/j!) / z at z = -x
    predicate phi_step(real x, real lower, real upper, real inverse_factorial) = lower == inverse_factorial - x * upper;

    // Kummer's M(1, k, -x) = 1 - (x/k) M(1, k+1, -x), cut off at M(1, 37, -x) = 1
    logic real kummer(real x, integer k) = 36 < k ? 1.0 : 1.0 - x * kummer(x, k + 1) / k; */

#endif
