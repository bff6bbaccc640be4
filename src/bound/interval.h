/* Intervals with double ends that enclose an exact real number: lo <= r <= hi.

   The ends are always finite. What is not known stands there as NTK_NO_LOWER and NTK_NO_UPPER (spec/acsl/bound.h); NaN, infinities and what
   the directed operations cannot bound lead to them, so that nothing has to be tested on the way: only the comparisons at the end
   (src/bound/compare.h) look, and they are never certain of what is unknown.
   Every operation promises: whatever real numbers the arguments enclose, the result encloses the exact result. */
#ifndef NTK_BOUND_INTERVAL_H
#define NTK_BOUND_INTERVAL_H

#include "bound/directed.h"

typedef struct { double lo, hi; } ntk_interval;

#include "../../spec/acsl/interval.h"

/* nothing is known */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures finite: finite_ends(\result);
    ensures whole: \forall real p; encloses(\result, p); */
ntk_interval ntk_interval_whole(void);

/* [x, x]; the whole line if x is no number */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures finite: finite_ends(\result);
    ensures encloses: \is_finite(x) ==> encloses(\result, x); */
ntk_interval ntk_interval_point(double x);

/* [lo, hi]; the whole line if an end is no number */
/*@ terminates \true;
    exits \false;
    assigns \result \from lo, hi;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p; lower(lo, p) && upper(hi, p) ==> encloses(\result, p); */
ntk_interval ntk_interval_of(double lo, double hi);

/* -a */
/*@ requires finite: finite_ends(a);
    terminates \true;
    exits \false;
    assigns \result \from a;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p; encloses(a, p) ==> encloses(\result, -p);
    ensures opposite: \result.lo == -a.hi && \result.hi == -a.lo; */
ntk_interval ntk_interval_neg(ntk_interval a);

/* a + b */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) ==> encloses(\result, p + q); */
ntk_interval ntk_interval_add(ntk_interval a, ntk_interval b);

/* a - b */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) ==> encloses(\result, p - q); */
ntk_interval ntk_interval_sub(ntk_interval a, ntk_interval b);

/* a b */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) ==> encloses(\result, p * q); */
ntk_interval ntk_interval_mul(ntk_interval a, ntk_interval b);

/* a b c */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b, c;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q, r; encloses(a, p) && encloses(b, q) && encloses(c, r) ==> encloses(\result, p * q * r); */
ntk_interval ntk_interval_mul3(ntk_interval a, ntk_interval b, ntk_interval c);

/* a / b; the whole line if b may be 0 */
/*@ requires finite: finite_ends(a) && finite_ends(b);
    terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) && q != 0.0 ==> encloses(\result, p / q); */
ntk_interval ntk_interval_div(ntk_interval a, ntk_interval b);

#endif
