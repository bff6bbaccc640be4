/* What an interval of src/bound says of a real number. Included by src/bound/interval.h, after the type. */
#ifndef NTK_ACSL_INTERVAL_H
#define NTK_ACSL_INTERVAL_H

#include "bound.h"

/*@ predicate finite_ends(ntk_interval a) = \is_finite(a.lo) && \is_finite(a.hi);
    predicate encloses(ntk_interval a, real r) = finite_ends(a) && lower(a.lo, r) && upper(a.hi, r); */

#endif
