/* What a training run found (src/cli/train-report.h). */
#ifndef NTK_ACSL_TRAINED_H
#define NTK_ACSL_TRAINED_H

/*@ predicate trained_valid{L}(ntk_trained *t) = \valid_read(t) && \valid_read(t->dynamics) && (t->integrator == \null || \valid_read(t->integrator)) &&
      0 < t->trajectory.count && \valid_read(t->trajectory.sample + (0 .. t->trajectory.count - 1)) && t->n * t->outputs <= SIZE_MAX; */

#endif
