/* phi functions of exponential integrators at -x, x >= 0 (Hochbruck and Ostermann, Acta Numerica 2010, section 2.1):
   phi_0(z) = exp z, phi_{j+1}(z) = (phi_j(z) - 1/j!) / z, phi_j(0) = 1/j!. */
#include "flow/phi.h"

#include <math.h>

/* phi_4(-x) = M(1, 5, -x) / 4!, Kummer's function by nested multiplication: M(1, k, -x) = 1 - (x/k) M(1, k+1, -x).
   All nested values lie in (0, 1], so nothing cancels for x < 3. The tail cut off is below x^32 4! / 36!, which is 1e-25 there. */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures series: \result == kummer(x, 5) / 24.0; */
static double phi4_taylor(double x) {
  double m = 1.0;
  /*@ loop invariant range: 4 <= k <= 36;
      loop invariant nested: m == kummer(x, k + 1);
      loop assigns k, m;
      loop variant k; */
  for (unsigned k = 36; k >= 5; k--) m = 1.0 - x * m / k;
  return m / 24.0;
}

/*@ requires positive: 0.0 < x;
    terminates \true;
    exits \false;
    assigns \result \from inverse_factorial, lower, x;
    ensures step: phi_step(x, lower, \result, inverse_factorial); */
static double upward(double inverse_factorial, double lower, double x) { return (inverse_factorial - lower) / x; }

/*@ terminates \true;
    exits \false;
    assigns \result \from inverse_factorial, upper, x;
    ensures step: phi_step(x, \result, upper, inverse_factorial); */
static double downward(double inverse_factorial, double upper, double x) { return inverse_factorial - x * upper; }

/* Relative error at most 8 eps each: exp and expm1 by libm; upward where the subtrahend is at most 0.7 of 1/j!, else downward. */
void ntk_phi(double x, double phi[5]) {
  phi[0] = exp(-x);
  phi[1] = x > 0.0 ? -expm1(-x) / x : 1.0;
  if (x < 3.0) {
    phi[4] = phi4_taylor(x);
    phi[3] = downward(1.0 / 6.0, phi[4], x);
    phi[2] = x < 1.0 ? downward(0.5, phi[3], x) : upward(1.0, phi[1], x);
  } else {
    phi[2] = upward(1.0, phi[1], x);
    phi[3] = upward(0.5, phi[2], x);
    phi[4] = upward(1.0 / 6.0, phi[3], x);
  }
}
