/* The iterates of a descent, kept: the points or the residuals that its observer is shown. */
#ifndef NTK_CHECK_ITERATES_H
#define NTK_CHECK_ITERATES_H

#include <stdint.h>
#include "core/error.h"
#include "flow/descent.h"

typedef struct {
  size_t capacity, count; /* rows: as many as fit, the rest is not kept */
  size_t length;          /* of a row: p for points, N for residuals */
  int residuals;          /* 1: r, else w */
  double *value;          /* capacity rows; borrowed */
} ntk_iterates;

/*@ predicate iterates_valid{L}(ntk_iterates *it) = \valid(it) && it->count <= it->capacity && it->capacity * it->length <= SIZE_MAX &&
      \valid(it->value + (0 .. it->capacity * it->length - 1)) && \separated(it, it->value + (0 .. it->capacity * it->length - 1)); */

/* The observer (flow/recorder.h): appends w or r to the ntk_iterates at context. */
/*@ requires valid: iterates_valid((ntk_iterates *)context);
    requires valid_in: \valid_read(w + (0 .. ((ntk_iterates *)context)->length - 1)) && \valid_read(r + (0 .. ((ntk_iterates *)context)->length - 1));
    requires apart: \separated(((ntk_iterates *)context)->value + (0 .. ((ntk_iterates *)context)->capacity * ((ntk_iterates *)context)->length - 1),
      w + (0 .. ((ntk_iterates *)context)->length - 1));
    requires apart_r: \separated(((ntk_iterates *)context)->value + (0 .. ((ntk_iterates *)context)->capacity * ((ntk_iterates *)context)->length - 1),
      r + (0 .. ((ntk_iterates *)context)->length - 1));
    terminates \true;
    exits \false;
    assigns ((ntk_iterates *)context)->count, ((ntk_iterates *)context)->value[0 .. ((ntk_iterates *)context)->capacity * ((ntk_iterates *)context)->length - 1];
    ensures valid: iterates_valid((ntk_iterates *)context);
    ensures status: \result == NTK_OK; */
ntk_status ntk_iterates_observe(void *context, const ntk_sample *s, const double *w, const double *r);

/* ntk_descent_run, the iterates kept. Alone in a file: an observer changes what the caller can see, which no contract of
   ntk_descent_run can say, so this one is assumed. w: p, in the start, out the end. Statuses of ntk_descent_run. */
/*@ requires valid: iterates_valid(it) && it->count == 0 && \valid_read(problem) && \valid_read(problem->map) && \valid_read(options) && (err == \null || \valid(err));
    requires length: it->length == (it->residuals ? problem->map->N : problem->map->p);
    requires valid_w: \valid(w + (0 .. problem->map->p - 1)) && \valid_read(problem->w0 + (0 .. problem->map->p - 1)) && \valid_read(problem->y + (0 .. problem->map->N - 1));
    terminates \true;
    exits \false;
    assigns it->count, it->value[0 .. it->capacity * it->length - 1], w[0 .. problem->map->p - 1], *err;
    ensures valid: it->count <= it->capacity;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures start: \result == NTK_OK && 0 < it->capacity ==> 0 < it->count; */
ntk_status ntk_iterates_run(ntk_iterates *it, const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_error *err);

#endif
