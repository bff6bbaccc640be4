/* langevin: samples of the stationary law are not told apart from the Gibbs measure. */
#ifndef NTK_ACSL_LANGEVIN_H
#define NTK_ACSL_LANGEVIN_H

#include "p-value.h"

/*@ predicate langevin(real p, real false_alarm) = p_value_passes(p, false_alarm); */

#endif
