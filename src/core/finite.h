/* Is everything finite? Apart from vec.h since its proof is about IEEE numbers, not reals (verify/README.md). */
#ifndef NTK_CORE_FINITE_H
#define NTK_CORE_FINITE_H

#include <stddef.h>

#include "../../spec/acsl/finite.h"

/* nonzero iff every x_i is finite */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures finite: \result != 0 <==> (\forall integer i; 0 <= i < n ==> finite(x[i])); */
int ntk_all_finite(size_t n, const double *x);

#endif
