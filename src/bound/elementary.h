/* Elementary functions of intervals: |a|, a^2, sqrt(a), the smaller and the larger of two. */
#ifndef NTK_BOUND_ELEMENTARY_H
#define NTK_BOUND_ELEMENTARY_H

#include "bound/interval.h"

/* |a| */
/*@ requires finite: finite_ends(a);
    terminates \true;
    exits \false;
    assigns \result \from a;
    ensures finite: finite_ends(\result);
    ensures positive: 0.0 <= \result.lo;
    ensures encloses: \forall real p; encloses(a, p) ==> encloses(\result, \abs(p)); */
ntk_interval ntk_interval_abs(ntk_interval a);

/* a^2: narrower than a a where a contains 0 */
/*@ requires finite: finite_ends(a);
    terminates \true;
    exits \false;
    assigns \result \from a;
    ensures finite: finite_ends(\result);
    ensures positive: 0.0 <= \result.lo;
    ensures encloses: \forall real p; encloses(a, p) ==> encloses(\result, p * p); */
ntk_interval ntk_interval_square(ntk_interval a);

/* sqrt(a), of what is not negative in it */
/*@ requires finite: finite_ends(a);
    terminates \true;
    exits \false;
    assigns \result \from a;
    ensures finite: finite_ends(\result);
    ensures positive: 0.0 <= \result.lo;
    ensures encloses: \forall real p; encloses(a, p) && 0.0 <= p ==> encloses(\result, \sqrt(p)); */
ntk_interval ntk_interval_sqrt(ntk_interval a);

/* min(a, b) */
/*@ requires finite: finite_ends(a) && finite_ends(b);
    terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) ==> encloses(\result, \min(p, q)); */
ntk_interval ntk_interval_min(ntk_interval a, ntk_interval b);

/* max(a, b) */
/*@ requires finite: finite_ends(a) && finite_ends(b);
    terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p, q; encloses(a, p) && encloses(b, q) ==> encloses(\result, \max(p, q)); */
ntk_interval ntk_interval_max(ntk_interval a, ntk_interval b);

#endif
