/* init-scaling: A_i = (c / sqrt m_i) W_i keeps K(w0) = Theta(1) in width; 1/m (mean field) and 1 (none) do not (controls). */
#ifndef NTK_CLAIM_INIT_SCALING_H
#define NTK_CLAIM_INIT_SCALING_H

#include "../../spec/acsl/init-scaling.h"

/* The kernel's exponent in the width. */
#define NTK_INIT_SCALING_EXPONENT 0.0

/* 1 iff the fitted exponent of the kernel's trace in m, in [low, high], is 0 up to NTK_SLOPE_TOLERANCE. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high;
    ensures decides: \result == 1 <==> init_scaling(low, high);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_init_scaling(double low, double high);

#endif
