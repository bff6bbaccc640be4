#include "bound/interval.h"

#include "../../spec/acsl/interval-reals.h"

/*@ requires finite: \is_finite(x) && \is_finite(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures least: \result <= x && \result <= y; */
static double smaller(double x, double y) { return x < y ? x : y; }

/*@ requires finite: \is_finite(x) && \is_finite(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures greatest: x <= \result && y <= \result; */
static double larger(double x, double y) { return x > y ? x : y; }

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures finite: \result != 0 <==> \is_finite(x); */
static int is_number(double x) { return NTK_NO_LOWER <= x && x <= NTK_NO_UPPER; }

ntk_interval ntk_interval_whole(void) { return (ntk_interval){NTK_NO_LOWER, NTK_NO_UPPER}; }

ntk_interval ntk_interval_point(double x) {
  if (!is_number(x)) return ntk_interval_whole();
  return (ntk_interval){x, x};
}

ntk_interval ntk_interval_of(double lo, double hi) {
  if (!is_number(lo) || !is_number(hi)) return ntk_interval_whole();
  return (ntk_interval){lo, hi};
}

ntk_interval ntk_interval_neg(ntk_interval a) { return (ntk_interval){-a.hi, -a.lo}; }

ntk_interval ntk_interval_add(ntk_interval a, ntk_interval b) { return (ntk_interval){ntk_add_lower(a.lo, b.lo), ntk_add_upper(a.hi, b.hi)}; }

ntk_interval ntk_interval_sub(ntk_interval a, ntk_interval b) { return (ntk_interval){ntk_sub_lower(a.lo, b.hi), ntk_sub_upper(a.hi, b.lo)}; }

/*@ terminates \true;
    exits \false;
    assigns \result \from k, l, s, t;
    ensures finite: \is_finite(\result);
    ensures corners: no_lower(\result) || below_corners(\result, k, l, s, t);
    ensures known: no_lower(\result) || (moderate(k) && moderate(l) && moderate(s) && moderate(t)); */
static double corners_lower(double k, double l, double s, double t) {
  return smaller(smaller(ntk_mul_lower(k, s), ntk_mul_lower(k, t)), smaller(ntk_mul_lower(l, s), ntk_mul_lower(l, t)));
}

/*@ terminates \true;
    exits \false;
    assigns \result \from k, l, s, t;
    ensures finite: \is_finite(\result);
    ensures corners: no_upper(\result) || above_corners(\result, k, l, s, t);
    ensures known: no_upper(\result) || (moderate(k) && moderate(l) && moderate(s) && moderate(t)); */
static double corners_upper(double k, double l, double s, double t) {
  return larger(larger(ntk_mul_upper(k, s), ntk_mul_upper(k, t)), larger(ntk_mul_upper(l, s), ntk_mul_upper(l, t)));
}

ntk_interval ntk_interval_mul(ntk_interval a, ntk_interval b) {
  /*@ ghost products(); */
  const double lo = corners_lower(a.lo, a.hi, b.lo, b.hi), hi = corners_upper(a.lo, a.hi, b.lo, b.hi);
  /*@ assert first: !no_lower(lo) || !no_upper(hi) ==> (\forall real p; encloses(a, p) ==> between(a.lo, p, a.hi)); */
  /*@ assert second: !no_lower(lo) || !no_upper(hi) ==> (\forall real q; encloses(b, q) ==> between(b.lo, q, b.hi)); */
  return (ntk_interval){lo, hi};
}

ntk_interval ntk_interval_mul3(ntk_interval a, ntk_interval b, ntk_interval c) { return ntk_interval_mul(ntk_interval_mul(a, b), c); }

/* a / b for b > 0 */
/*@ requires positive: finite_ends(b) && 0.0 < b.lo <= b.hi;
    terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) ==> encloses(\result, p / q); */
static ntk_interval over_positive(ntk_interval a, ntk_interval b) {
  /*@ ghost quotients(); */
  const double lo = smaller(ntk_div_lower(a.lo, b.lo), ntk_div_lower(a.lo, b.hi)), hi = larger(ntk_div_upper(a.hi, b.lo), ntk_div_upper(a.hi, b.hi));
  /*@ assert lower: no_lower(lo) || below_quotients(lo, a.lo, b.lo, b.hi); */
  /*@ assert upper: no_upper(hi) || above_quotients(hi, a.hi, b.lo, b.hi); */
  /*@ assert dividend_below: !no_lower(lo) ==> (\forall real p; encloses(a, p) ==> ordered(a.lo, p)); */
  /*@ assert dividend_above: !no_upper(hi) ==> (\forall real p; encloses(a, p) ==> ordered(p, a.hi)); */
  /*@ assert divisor: !no_lower(lo) || !no_upper(hi) ==> (\forall real q; encloses(b, q) ==> between(b.lo, q, b.hi)); */
  /*@ assert below: !no_lower(lo) ==> (\forall real p, q; encloses(a, p) && encloses(b, q) ==> below_quotient(lo, p, q)); */
  /*@ assert above: !no_upper(hi) ==> (\forall real p, q; encloses(a, p) && encloses(b, q) ==> above_quotient(hi, p, q)); */
  /*@ assert enclosed: \forall real p, q; encloses(a, p) && encloses(b, q) ==> lower(lo, p / q) && upper(hi, p / q); */
  return (ntk_interval){lo, hi};
}

ntk_interval ntk_interval_div(ntk_interval a, ntk_interval b) {
  if (0.0 < b.lo && b.lo <= b.hi) return over_positive(a, b);
  if (b.hi < 0.0 && b.lo <= b.hi) {
    /*@ ghost opposite_quotients(); */
    const ntk_interval ratio = over_positive(ntk_interval_neg(a), ntk_interval_neg(b));
    /*@ assert both: \forall real p, q; encloses(a, p) && encloses(b, q) && q != 0.0 ==> opposites(-p, -q, p, q); */
    /*@ assert turned: \forall real p, q; encloses(a, p) && encloses(b, q) && q != 0.0 ==> encloses(ratio, (-p) / (-q)); */
    return ratio;
  }
  return ntk_interval_whole();
}
