/* phi functions of exponential integrators at -x, x >= 0 (Hochbruck and Ostermann, Acta Numerica 2010, section 2.1):
   phi_0(z) = exp z, phi_{j+1}(z) = (phi_j(z) - 1/j!) / z, phi_j(0) = 1/j!. */
#include <math.h>

#include "flow/linearised.h"

/* phi_4(-x) = M(1, 5, -x) / 4!, Kummer's function by nested multiplication: M(1, k, -x) = 1 - (x/k) M(1, k+1, -x).
   All nested values lie in (0, 1], so nothing cancels for x < 3. The tail cut off is below x^32 4! / 36!, which is 1e-25 there. */
static double phi4_taylor(double x) {
  double m = 1.0;
  for (unsigned k = 36; k >= 5; k--) m = 1.0 - x * m / k;
  return m / 24.0;
}

/* Relative error at most 8 eps each: exp and expm1 by libm; upward where the subtrahend is at most 0.7 of 1/j!, else downward. */
void ntk_phi(double x, double phi[5]) {
  phi[0] = exp(-x);
  phi[1] = x > 0.0 ? -expm1(-x) / x : 1.0;
  if (x < 3.0) {
    phi[4] = phi4_taylor(x);
    phi[3] = 1.0 / 6.0 - x * phi[4];
    phi[2] = x < 1.0 ? 0.5 - x * phi[3] : (1.0 - phi[1]) / x;
  } else {
    phi[2] = (1.0 - phi[1]) / x;
    phi[3] = (0.5 - phi[2]) / x;
    phi[4] = (1.0 / 6.0 - phi[3]) / x;
  }
}
