/* wide-enough: at alpha = 1 the width at which the condition h < 1 of theory B1 holds is finite and the loss goes to 0. */
#ifndef NTK_CLAIM_WIDE_ENOUGH_H
#define NTK_CLAIM_WIDE_ENOUGH_H

#include "../../spec/acsl/wide-enough.h"

/* 1 iff 0 <= h < 1 and loss <= target: the certificate's condition holds (kantorovich.h) and the loss was trained down. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from h, loss, target;
    ensures decides: \result == 1 <==> wide_enough(h, loss, target);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_wide_enough(double h, double loss, double target);

#endif
