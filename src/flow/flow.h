/* Gradient flow from 0 to T with error control, samples at given times. */
#ifndef NTK_FLOW_FLOW_H
#define NTK_FLOW_FLOW_H

#include "flow/recorder.h"
#include "flow/stepper.h"

typedef struct {
  const ntk_stepper_type *stepper;  /* NULL: etd3 */
  double T;                         /* > 0, finite */
  double tolerance;                 /* relative to the scale of the drift: local error <= tolerance * S a step */
  size_t samples;                   /* recorded times between 0 and T beside the ends (steps are cut there) */
  int geometric;                    /* sample times spaced geometrically from T * first to T, else linearly */
  double first;                     /* fraction of T of the first sample when geometric (e.g. 1e-4) */
  size_t max_steps;                 /* 0: 100000 */
  void (*progress)(void *context, double fraction); /* may be NULL */
  void *progress_context;
} ntk_flow_options;

typedef struct {
  size_t steps, rejected;
  size_t rhs, jvp, vjp, kernels;    /* evaluations */
  double error;                     /* estimated ||w(T) - computed||, accumulated local errors */
} ntk_flow_stats;

/* *w (p) starts at problem->w0 and ends at w(T). tr and how may be NULL. NTK_EUSAGE (T, tolerance), NTK_ENUMERIC, NTK_ESTEPS, NTK_ENOMEM. */
ntk_status ntk_flow_run(const ntk_problem *problem, const ntk_flow_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, ntk_flow_stats *stats, ntk_error *err);

#endif
