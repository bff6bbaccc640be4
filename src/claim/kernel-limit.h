/* kernel-limit: K(w0) tends to the analytic NTK as the widths grow, error O(1/sqrt m). */
#ifndef NTK_CLAIM_KERNEL_LIMIT_H
#define NTK_CLAIM_KERNEL_LIMIT_H

#include "../../spec/acsl/kernel-limit.h"

/* The error's exponent in the width. */
#define NTK_KERNEL_LIMIT_EXPONENT (-0.5)

/* 1 iff the fitted exponent of ||K(w0) - Theta|| in m, in [low, high], is -1/2 up to NTK_SLOPE_TOLERANCE. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high;
    ensures decides: \result == 1 <==> kernel_limit(low, high);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_kernel_limit(double low, double high);

#endif
