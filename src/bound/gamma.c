#include "bound/gamma.h"

#include "../../spec/acsl/interval-reals.h"

/* n, exact in truth; proved is that it is within half a unit in the last place. */
/*@ requires range: n < 4503599627370496;
    terminates \true;
    exits \false;
    assigns \result \from n;
    ensures finite: \is_finite(\result);
    ensures close: n - n * 0x1p-53 - 0x1p-1074 <= \result; */
static double count(size_t n) { return (double)n; }

double ntk_gamma_upper(size_t n) {
  if (n >= 4503599627370496) return NTK_NO_UPPER;
  if (n == 0) {
    /*@ assert zero: rounding_gamma(0) == 0.0; */
    return 0.0;
  }
  /*@ ghost fractions(); */
  const double above = ntk_mul_upper(count(n), 0x1.0000000000001p-53), below = ntk_sub_lower(1.0, above);
  if (!(0.0 < below)) return NTK_NO_UPPER;
  /*@ assert fraction: at_least_fraction(above, below, n * 0x1p-53, 1.0 - n * 0x1p-53); */
  /*@ assert gamma: rounding_gamma(n) <= above / below; */
  const double ratio = ntk_div_upper(above, below);
  return ratio < 0.0 ? 0.0 : ratio;
}
