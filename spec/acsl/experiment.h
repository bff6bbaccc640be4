/* What the options name, loaded (src/cli/experiment.h). */
#ifndef NTK_ACSL_EXPERIMENT_H
#define NTK_ACSL_EXPERIMENT_H

#include "heap.h"

/*@ predicate experiment_valid{L}(ntk_experiment *e) = \valid_read(e) && dataset_valid(e->data) && arch_ok(e->arch) &&
      e->data->x->size2 == e->arch.width[0] && e->data->y->size2 == e->arch.width[e->arch.depth] && e->data->x->tda <= INT_MAX &&
      (e->theta == \null || \valid_read(e->theta + (0 .. arch_params(e->arch) - 1)));

    // writing the error changes nothing of it
    predicate experiment_apart{L}(ntk_experiment *e, ntk_error *err) =
      \separated(e, err) && \separated(e->data, err) && \separated(e->data->x, err) && \separated(e->data->y, err); */

#endif
