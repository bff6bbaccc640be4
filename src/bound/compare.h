/* What is certain of two enclosed numbers: nonzero iff certain, 0 if it is false or not known. Nothing is certain of an unknown end. */
#ifndef NTK_BOUND_COMPARE_H
#define NTK_BOUND_COMPARE_H

#include "bound/interval.h"

/* a <= b */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures certain: \result != 0 ==> (\forall real p, q; encloses(a, p) && encloses(b, q) ==> p <= q); */
int ntk_certainly_le(ntk_interval a, ntk_interval b);

/* a < b */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures certain: \result != 0 ==> (\forall real p, q; encloses(a, p) && encloses(b, q) ==> p < q); */
int ntk_certainly_less(ntk_interval a, ntk_interval b);

/* a > 0 */
/*@ terminates \true;
    exits \false;
    assigns \result \from a;
    ensures certain: \result != 0 ==> (\forall real p; encloses(a, p) ==> 0.0 < p); */
int ntk_certainly_positive(ntk_interval a);

/* are both ends known? */
/*@ terminates \true;
    exits \false;
    assigns \result \from a;
    ensures known: \result != 0 <==> finite_ends(a) && !no_lower(a.lo) && !no_upper(a.hi) && !no_upper(a.lo) && !no_lower(a.hi); */
int ntk_interval_known(ntk_interval a);

#endif
