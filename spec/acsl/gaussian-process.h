/* gaussian-process: outputs over initialisations are not told apart from the limit's normal distribution. */
#ifndef NTK_ACSL_GAUSSIAN_PROCESS_H
#define NTK_ACSL_GAUSSIAN_PROCESS_H

#include "p-value.h"

/*@ predicate gaussian_process(real p, real false_alarm) = p_value_passes(p, false_alarm); */

#endif
