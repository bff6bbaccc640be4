/* flow-limit: gradient descent at t = eta k tends to the flow as eta -> 0, error O(eta). */
#ifndef NTK_CLAIM_FLOW_LIMIT_H
#define NTK_CLAIM_FLOW_LIMIT_H

#include "../../spec/acsl/flow-limit.h"

/* The error's exponent in eta. */
#define NTK_FLOW_LIMIT_EXPONENT 1.0

/* 1 iff the fitted exponent of ||w_GD - w_flow|| in eta, in [low, high], is 1 up to NTK_SLOPE_TOLERANCE. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high;
    ensures decides: \result == 1 <==> flow_limit(low, high);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_flow_limit(double low, double high);

#endif
