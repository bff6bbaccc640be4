/* What the options name, loaded (src/cli/experiment.h). */
#ifndef NTK_ACSL_EXPERIMENT_H
#define NTK_ACSL_EXPERIMENT_H

#include "fresh.h"
#include "heap.h"

/*@ predicate experiment_valid{L}(ntk_experiment *e) = \valid_read(e) && dataset_valid(e->data) && arch_ok(e->arch) &&
      (e->theta == \null || \valid_read(e->theta + (0 .. arch_params(e->arch) - 1))); */

#endif
