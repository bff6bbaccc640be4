/* Gradient flow from 0 to T with error control, samples at given times. */
#ifndef NTK_FLOW_FLOW_H
#define NTK_FLOW_FLOW_H

#include "core/error.h"
#include "flow/recorder.h"
#include "flow/stepper.h"

typedef struct {
  const ntk_stepper_type *stepper;  /* NULL: etd3 */
  double T;                         /* > 0, finite */
  double tolerance;                 /* > 0, relative to the scale of the drift: local error <= tolerance * S a step, S = ||w_lin(T) - w0|| */
  size_t samples;                   /* recorded times between 0 and T beside the ends (steps are cut there) */
  int geometric;                    /* sample times spaced geometrically from T * first to T, else linearly */
  double first;                     /* fraction of T of the first sample when geometric (e.g. 1e-4) */
  size_t max_steps;                 /* tried steps, accepted or not; 0: 100000 */
  void (*progress)(void *context, double fraction); /* may be NULL */
  void *progress_context;
} ntk_flow_options;

typedef struct {
  size_t steps, rejected;
  size_t rhs, jvp, vjp, kernels;    /* evaluations; rhs: moves of the map to a point (forward passes) */
  double error;                     /* estimated ||w(T) - computed||, accumulated local errors */
} ntk_flow_stats;

/* *w (p) starts at problem->w0 and ends at w(T). tr, how and stats may be NULL.
   error, here and in each sample, is the sum over the steps of the local estimate (that of a result one order lower, so it is far
   above the step's own error when the tolerance is small) and the step's rounding, each carried forward by the stepper's growth:
   an estimate, not a bound. With etd3 the true error is below it in all tests, and is promised below 10 times it.
   The explicit steppers' sum ignores that the flow contracts: it can be too large by the number of steps.
   NTK_EUSAGE (T, tolerance, alpha, first), NTK_ENUMERIC (not finite, with the time), NTK_ESTEPS (the step limit, or steps below
   16 eps t), NTK_ENOMEM, or the observer's own. After an error w and stats hold what was reached. */
/*@ requires valid: problem_valid(problem) && \valid_read(options) && \valid(w + (0 .. problem->map->p - 1));
    requires valid_optional: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how)) && (stats == \null || \valid(stats)) &&
                             (err == \null || \valid(err));
    requires few: options->samples <= SIZE_MAX - 2;
    requires valid_stepper: options->stepper == \null || \valid_read(options->stepper);
    requires apart: \separated(w + (0 .. problem->map->p - 1), problem) && \separated(w + (0 .. problem->map->p - 1), options) &&
                    \separated(w + (0 .. problem->map->p - 1), problem->y + (0 .. problem->map->N - 1)) &&
                    \separated(w + (0 .. problem->map->p - 1), problem->w0 + (0 .. problem->map->p - 1)) &&
                    \separated(tr, problem) && \separated(tr, problem->map) && \separated(tr, options) && (tr == \null || \separated(tr, how)) &&
                    \separated(tr, w + (0 .. problem->map->p - 1)) && (tr == \null || \separated(tr, stats)) &&
                    (tr == \null || \separated(tr, err)) &&
                    \separated(stats, problem) && \separated(stats, problem->map) && \separated(stats, options) &&
                    (stats == \null || \separated(stats, how)) &&
                    \separated(stats, w + (0 .. problem->map->p - 1)) && (stats == \null || \separated(stats, err)) &&
                    \separated(err, problem) && \separated(err, problem->map) && \separated(err, options) && (err == \null || \separated(err, how)) &&
                    \separated(err, w + (0 .. problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. problem->map->p - 1], *tr, *stats, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: tr != \null ==> trajectory_valid(tr) && \old(tr->count) <= tr->count; */
ntk_status ntk_flow_run(const ntk_problem *problem, const ntk_flow_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, ntk_flow_stats *stats, ntk_error *err);

#endif
