/* flow-limit: the error falls as eta. */
#ifndef NTK_ACSL_FLOW_LIMIT_H
#define NTK_ACSL_FLOW_LIMIT_H

#include "slope.h"

/*@ predicate flow_limit(real low, real high) = slope_within(low, high, 1.0, 0.1); */

#endif
