#include "bound/compare.h"

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures known: \result != 0 <==> \is_finite(x) && !no_lower(x) && !no_upper(x); */
static int is_known(double x) { return -0x1p1010 < x && x < 0x1p1010; }

int ntk_certainly_le(ntk_interval a, ntk_interval b) { return is_known(a.hi) && is_known(b.lo) && a.hi <= b.lo; }

int ntk_certainly_less(ntk_interval a, ntk_interval b) { return is_known(a.hi) && is_known(b.lo) && a.hi < b.lo; }

int ntk_certainly_positive(ntk_interval a) { return is_known(a.lo) && 0.0 < a.lo; }

int ntk_interval_known(ntk_interval a) { return is_known(a.lo) && is_known(a.hi); }
