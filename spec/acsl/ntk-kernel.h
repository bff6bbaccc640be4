/* ntk-kernel: the layer-wise kernel is the Jacobian's, entry by entry. */
#ifndef NTK_ACSL_NTK_KERNEL_H
#define NTK_ACSL_NTK_KERNEL_H

#include "agree.h"

/*@ predicate ntk_kernel{L}(double *value, double *expected, double *error, integer n) =
      agree(value, expected, error, n); */

#endif
