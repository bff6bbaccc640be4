#include "bound/elementary.h"

#include "../../spec/acsl/interval-reals.h"

/*@ requires finite: \is_finite(x) && \is_finite(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures least: \result == \min(x, y); */
static double smaller(double x, double y) { return x < y ? x : y; }

/*@ requires finite: \is_finite(x) && \is_finite(y);
    terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures greatest: \result == \max(x, y); */
static double larger(double x, double y) { return x > y ? x : y; }

/*@ requires finite: finite_ends(a);
    terminates \true;
    exits \false;
    assigns \result \from a;
    ensures finite: \is_finite(\result);
    ensures positive: 0.0 <= \result;
    ensures upper: \forall real p; encloses(a, p) ==> upper(\result, \abs(p)); */
static double largest_size(ntk_interval a) { return larger(larger(-a.lo, a.hi), 0.0); }

ntk_interval ntk_interval_abs(ntk_interval a) {
  const double hi = largest_size(a);
  if (0.0 <= a.lo) return (ntk_interval){a.lo, hi};
  if (a.hi <= 0.0) return (ntk_interval){-a.hi, hi};
  return (ntk_interval){0.0, hi};
}

ntk_interval ntk_interval_square(ntk_interval a) {
  const ntk_interval size = ntk_interval_abs(a);
  /*@ ghost squares(); */
  const double lo = ntk_mul_lower(size.lo, size.lo), hi = ntk_mul_upper(size.hi, size.hi);
  /*@ assert least: moderate(size.lo) ==> (\forall real p; encloses(a, p) ==> size_at_least(size.lo, p)); */
  /*@ assert largest: moderate(size.hi) ==> (\forall real p; encloses(a, p) ==> size_at_most(size.hi, p)); */
  /*@ assert lower: \forall real p; encloses(a, p) ==> lower(lo, p * p); */
  /*@ assert upper: \forall real p; encloses(a, p) ==> upper(hi, p * p); */
  return (ntk_interval){0.0 <= lo ? lo : 0.0, hi};
}

ntk_interval ntk_interval_sqrt(ntk_interval a) {
  /*@ ghost roots(); */
  const double lo = ntk_sqrt_lower(a.lo), hi = ntk_sqrt_upper(a.hi);
  /*@ assert below: lo == 0.0 || (\forall real p; encloses(a, p) ==> 0.0 <= a.lo && between(a.lo, p, p)); */
  /*@ assert above: no_upper(hi) || (\forall real p; encloses(a, p) && 0.0 <= p ==> between(p, p, a.hi)); */
  /*@ assert lower: \forall real p; encloses(a, p) && 0.0 <= p ==> lo <= \sqrt(p); */
  /*@ assert upper: \forall real p; encloses(a, p) && 0.0 <= p ==> upper(hi, \sqrt(p)); */
  return (ntk_interval){lo, hi};
}

ntk_interval ntk_interval_min(ntk_interval a, ntk_interval b) { return (ntk_interval){smaller(a.lo, b.lo), smaller(a.hi, b.hi)}; }

ntk_interval ntk_interval_max(ntk_interval a, ntk_interval b) { return (ntk_interval){larger(a.lo, b.lo), larger(a.hi, b.hi)}; }
