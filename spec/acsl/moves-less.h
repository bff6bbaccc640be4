/* moves-less: the exponents of drift, kernel change and gap. */
#ifndef NTK_ACSL_MOVES_LESS_H
#define NTK_ACSL_MOVES_LESS_H

#include "slope.h"

/*@ predicate moves_less_scales(real low, real high, real expected) = slope_within(low, high, expected, 0.1);

    predicate moves_less_falls(real high, real expected) = slope_at_most(high, expected, 0.1); */

#endif
