/* kernel-limit: the error falls as 1/sqrt m. */
#ifndef NTK_ACSL_KERNEL_LIMIT_H
#define NTK_ACSL_KERNEL_LIMIT_H

#include "slope.h"

/*@ predicate kernel_limit(real low, real high) = slope_within(low, high, -0.5, 0.1); */

#endif
