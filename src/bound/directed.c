#include "bound/directed.h"

#include "bound/guess.h"

#include "../../spec/acsl/interval-reals.h"

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures moderate: \result != 0 <==> moderate(x); */
static int moderate(double x) { return -0x1p500 <= x && x <= 0x1p500; }

/*@ requires moderate: moderate(y);
    terminates \true;
    exits \false;
    assigns \result \from y;
    ensures divisor: \result != 0 <==> divisor(y); */
static int divisor(double y) { return y <= -0x1p-500 || 0x1p-500 <= y; }

/*@ requires finite: \is_finite(x) && \is_finite(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures same: \result != 0 <==> same_sign(x, y);
    ensures product: \result != 0 ==> 0.0 <= x * y; */
static int same_sign(double x, double y) { return (0.0 <= x && 0.0 <= y) || (x <= 0.0 && y <= 0.0); }

/* -x, never -0 */
/*@ requires finite: \is_finite(x);
    terminates \true;
    exits \false;
    assigns \result \from x;
    ensures finite: \is_finite(\result);
    ensures opposite: \result == -x; */
static double opposite(double x) { return x == 0.0 ? 0.0 : -x; }

/* A candidate: the neighbour below s or the one after it. The factor is u (1 + 2u), u = 2^-53. */
/*@ requires range: \is_finite(s) && -0x1p1001 <= s <= 0x1p1001;
    terminates \true;
    exits \false;
    assigns \result \from s;
    ensures finite: \is_finite(\result); */
static double below(double s) { return s - ((s < 0.0 ? -s : s) * 0x1.0000000000002p-53 + 0x1p-1074); }

/* Tests, one a function: the provers lose them in larger ones. */
/*@ requires moderate: moderate(x) && moderate(y);
    requires finite: \is_finite(p);
    terminates \true;
    exits \false;
    assigns \result \from p, x, y;
    ensures below: \result != 0 ==> p <= x + y; */
static int below_sum(double p, double x, double y) { return p < x + y; }

/*@ requires moderate: moderate(x) && moderate(y);
    requires finite: \is_finite(p);
    terminates \true;
    exits \false;
    assigns \result \from p, x, y;
    ensures below: \result != 0 ==> p <= x * y; */
static int below_product(double p, double x, double y) { return p < x * y; }

/*@ requires moderate: moderate(x) && divisor(y);
    requires finite: \is_finite(p);
    terminates \true;
    exits \false;
    assigns \result \from p, x, y;
    ensures below: \result != 0 ==> p <= x / y; */
static int below_quotient(double p, double x, double y) {
  /*@ assert rounded: \round_double(\NearestEven, p) == p; */
  return p < x / y;
}

/*@ requires moderate: moderate(p) && moderate(x);
    requires positive: 0.0 <= p && 0.0 <= x;
    terminates \true;
    exits \false;
    assigns \result \from p, x;
    ensures root: \result != 0 ==> p <= \sqrt(x); */
static int below_root(double p, double x) {
  /*@ assert rounded: \round_double(\NearestEven, x) == x; */
  /*@ ghost roots(); */
  const int below = p * p < x;
  /*@ assert square: below != 0 ==> square_below(p, x); */
  return below;
}

/*@ requires moderate: moderate(p) && moderate(x);
    requires positive: 0.0 <= p && 0.0 <= x;
    terminates \true;
    exits \false;
    assigns \result \from p, x;
    ensures root: \result != 0 ==> \sqrt(x) <= p; */
static int above_root(double p, double x) {
  /*@ assert rounded: \round_double(\NearestEven, x) == x; */
  /*@ ghost roots(); */
  const int above = x < p * p;
  /*@ assert square: above != 0 ==> square_above(p, x); */
  return above;
}

/*@ requires moderate: moderate(x) && moderate(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x + y); */
static double sum_below(double x, double y) {
  if (x == 0.0) return y;
  if (y == 0.0) return x;
  if (x == -y) return 0.0;
  const double p = below(x + y);
  return below_sum(p, x, y) ? p : NTK_NO_LOWER;
}

double ntk_add_lower(double x, double y) { return moderate(x) && moderate(y) ? sum_below(x, y) : NTK_NO_LOWER; }
double ntk_add_upper(double x, double y) { return moderate(x) && moderate(y) ? opposite(sum_below(-x, -y)) : NTK_NO_UPPER; }
double ntk_sub_lower(double x, double y) { return moderate(x) && moderate(y) ? sum_below(x, -y) : NTK_NO_LOWER; }
double ntk_sub_upper(double x, double y) { return moderate(x) && moderate(y) ? opposite(sum_below(-x, y)) : NTK_NO_UPPER; }

/*@ requires moderate: moderate(x) && moderate(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x * y);
    ensures positive: same_sign(x, y) ==> 0.0 <= \result; */
static double product_below(double x, double y) {
  const double p = below(x * y);
  const int known = below_product(p, x, y);
  if (same_sign(x, y) && (p <= 0.0 || !known)) return 0.0;
  return known ? p : NTK_NO_LOWER;
}

/*@ requires moderate: moderate(x) && moderate(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures upper: upper(\result, x * y); */
static double product_above(double x, double y) {
  const double m = -x;
  /*@ assert minus: m == -x; */
  /*@ assert opposite: m * y == -(x * y); */
  return opposite(product_below(m, y));
}

double ntk_mul_lower(double x, double y) { return moderate(x) && moderate(y) ? product_below(x, y) : NTK_NO_LOWER; }
double ntk_mul_upper(double x, double y) { return moderate(x) && moderate(y) ? product_above(x, y) : NTK_NO_UPPER; }

/*@ requires moderate: moderate(x) && divisor(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x / y); */
static double quotient_below(double x, double y) {
  if (x == 0.0) {
    /*@ assert zero: x / y == 0.0; */
    return 0.0;
  }
  const double p = below(x / y);
  return below_quotient(p, x, y) ? p : NTK_NO_LOWER;
}

/*@ requires moderate: moderate(x) && divisor(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures upper: upper(\result, x / y); */
static double quotient_above(double x, double y) {
  const double m = -x;
  /*@ ghost opposite_quotients(); */
  /*@ assert minus: opposite_numerators(m, x, y); */
  /*@ assert opposite: m / y == -(x / y); */
  return opposite(quotient_below(m, y));
}

double ntk_div_lower(double x, double y) { return moderate(x) && moderate(y) && divisor(y) ? quotient_below(x, y) : NTK_NO_LOWER; }
double ntk_div_upper(double x, double y) { return moderate(x) && moderate(y) && divisor(y) ? quotient_above(x, y) : NTK_NO_UPPER; }

double ntk_sqrt_lower(double x) {
  if (!moderate(x) || x <= 0.0) return 0.0;
  const double guess = ntk_sqrt_guess(x);
  if (!moderate(guess)) return 0.0;
  const double p = guess - guess * 0x1.8p-52;
  return moderate(p) && 0.0 <= p && below_root(p, x) ? p : 0.0;
}

double ntk_sqrt_upper(double x) {
  if (!moderate(x)) return NTK_NO_UPPER;
  if (x <= 0.0) return 0.0;
  const double guess = ntk_sqrt_guess(x);
  if (!moderate(guess)) return NTK_NO_UPPER;
  const double p = guess + guess * 0x1.8p-52;
  if (moderate(p) && 0.0 <= p && above_root(p, x)) return p;
  return above_root(0x1p-450, x) ? 0x1p-450 : NTK_NO_UPPER;
}
