/* What a trajectory is at any time (src/flow/recorder.h). */
#ifndef NTK_ACSL_TRAJECTORY_H
#define NTK_ACSL_TRAJECTORY_H

#include "sums.h"

/*@ // samples 0 .. count - 1 are there; its blocks are its own memory, written by the recorder alone (heap.h)
    predicate trajectory_valid{L}(ntk_trajectory *tr) = \valid(tr) && tr->count <= tr->capacity && tr->capacity * sizeof(ntk_sample) <= SIZE_MAX &&
      (0 < tr->capacity ==> \valid(tr->sample + (0 .. tr->capacity - 1))) &&
      (tr->last != \null ==> tr->p * sizeof(double) <= SIZE_MAX && \valid(tr->last + (0 .. tr->p - 1)));

    // what a sample at w says of it, r being the residual there
    predicate sample_of{L}(ntk_sample *s, ntk_problem *q, double *w, double *r) =
      s->R == sum_squares(r, q->map->N) / 2.0 && s->residual == \sqrt(sum_squares(r, q->map->N)) &&
      s->drift == \sqrt(square_distance(w, q->w0, q->map->p)); */

#endif
