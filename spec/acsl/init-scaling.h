/* init-scaling: the kernel is Theta(1) in width. */
#ifndef NTK_ACSL_INIT_SCALING_H
#define NTK_ACSL_INIT_SCALING_H

#include "slope.h"

/*@ predicate init_scaling(real low, real high) = slope_within(low, high, 0.0, 0.1); */

#endif
