/* The constant of rounding-error analysis. */
#ifndef NTK_BOUND_GAMMA_H
#define NTK_BOUND_GAMMA_H

#include <stddef.h>

#include "bound/directed.h"

/*@ // n u / (1 - n u), u = 2^-53 (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1)
    logic real rounding_gamma(integer n) = n * 0x1p-53 / (1.0 - n * 0x1p-53); */

/* >= gamma_n = n u / (1 - n u); no bound for n >= 2^52 */
/*@ terminates \true;
    exits \false;
    assigns \result \from n;
    ensures finite: \is_finite(\result);
    ensures positive: 0.0 <= \result;
    ensures upper: upper(\result, rounding_gamma(n)); */
double ntk_gamma_upper(size_t n);

#endif
