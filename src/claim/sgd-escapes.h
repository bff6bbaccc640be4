/* sgd-escapes: small batches leave a spurious local minimum where large ones stay. */
#ifndef NTK_CLAIM_SGD_ESCAPES_H
#define NTK_CLAIM_SGD_ESCAPES_H

#include "../../spec/acsl/sgd-escapes.h"

/* 1 iff large_high < small_low: the upper end of the confidence interval of the large batches' frequency of escape lies below the
   lower end of the small batches'. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from small_low, large_high;
    ensures decides: \result == 1 <==> sgd_escapes(small_low, large_high);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_sgd_escapes(double small_low, double large_high);

#endif
