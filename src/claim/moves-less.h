/* moves-less (f(w0) = 0): drift ~ 1/alpha; in width the drift is Theta(1) while ||w_T - w0|| / ||w0|| ~ 1/sqrt m; relative kernel change
   and the gap between true and linearised flow fall at least as fast as 1/sqrt m and 1/alpha. */
#ifndef NTK_CLAIM_MOVES_LESS_H
#define NTK_CLAIM_MOVES_LESS_H

#include "../../spec/acsl/moves-less.h"

#define NTK_MOVES_LESS_DRIFT_ALPHA (-1.0)  /* drift in alpha */
#define NTK_MOVES_LESS_DRIFT_WIDTH 0.0     /* drift in m */
#define NTK_MOVES_LESS_RELATIVE_WIDTH (-0.5) /* relative drift in m; also the one-sided exponent of kernel change and gap in m */
#define NTK_MOVES_LESS_CHANGE_ALPHA (-1.0) /* kernel change and gap in alpha, one-sided */

/* Two-sided: 1 iff the fitted exponent, in [low, high], is the expected one up to NTK_SLOPE_TOLERANCE. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high, expected;
    ensures decides: \result == 1 <==> moves_less_scales(low, high, expected);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_moves_less_scales(double low, double high, double expected);

/* One-sided: 1 iff the fitted exponent's upper end is at most the expected one plus NTK_SLOPE_TOLERANCE. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from high, expected;
    ensures decides: \result == 1 <==> moves_less_falls(high, expected);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_moves_less_falls(double high, double expected);

#endif
