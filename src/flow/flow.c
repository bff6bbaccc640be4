#include "flow/flow.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/counted.h"
#include "flow/length.h"
#include "flow/linearised.h"

enum { DEFAULT_MAX_STEPS = 100000 };

typedef struct {
  const ntk_flow_options *options;
  const ntk_stepper_type *stepper;
  ntk_counted_map counted;
  ntk_problem problem;      /* on the counted map */
  ntk_trajectory *tr;
  const ntk_recording *how;
  void *state;              /* the stepper's */
  double *w;                /* p, the caller's */
  double *w_next, *r, *g;   /* p, N, p; r and g = alpha J^T r belong to w */
  double limit;             /* local error allowed a step: tolerance * S */
  double t, h;              /* now; the step to try next */
  double speed, path, error;
  size_t steps, rejected;
  ntk_status rejection;     /* why the last step tried was rejected: NTK_ENUMERIC, or NTK_OK when it was too inaccurate */
} flow_run;

static ntk_status check_options(const ntk_problem *problem, const ntk_flow_options *o, ntk_error *err) {
  if (!(o->T > 0.0 && isfinite(o->T))) return ntk_fail(err, NTK_EUSAGE, "flow: the time must be positive and finite, found %g", o->T);
  if (!(o->tolerance > 0.0 && isfinite(o->tolerance)))
    return ntk_fail(err, NTK_EUSAGE, "flow: the tolerance must be positive and finite, found %g", o->tolerance);
  if (!(problem->alpha > 0.0 && isfinite(problem->alpha)))
    return ntk_fail(err, NTK_EUSAGE, "flow: alpha must be positive and finite, found %g", problem->alpha);
  if (o->geometric && o->samples > 0 && !(o->first > 0.0 && o->first < 1.0))
    return ntk_fail(err, NTK_EUSAGE, "flow: the first sample must lie between 0 and 1 times T, found %g", o->first);
  return NTK_OK;
}

/* Time of sample i = 1 .. samples + 1, the last being T itself. */
static double sample_time(const ntk_flow_options *o, size_t i) {
  if (i > o->samples) return o->T;
  if (!o->geometric) return o->T * ((double)i / ((double)o->samples + 1.0));
  return o->T * pow(o->first, 1.0 - ((double)i - 1.0) / (double)o->samples);
}

/* The scale of the drift and the largest rate, from the linearised flow at w0. */
static ntk_status scale_of(const flow_run *run, double *S, double *rate) {
  const size_t N = run->problem.map->N;
  ntk_linearised lin;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return NTK_ENOMEM;
  ntk_status status = run->problem.map->kernel(run->problem.map->context, K);
  if (status == NTK_OK) status = ntk_linearised_init(&lin, N, run->problem.alpha, K, run->r);
  free(K);
  if (status != NTK_OK) return status;
  *S = ntk_linearised_drift(&lin, run->options->T);
  *rate = run->problem.alpha * run->problem.alpha * lin.lambda[N - 1];
  ntk_linearised_clear(&lin);
  return isfinite(*S) && isfinite(*rate) ? NTK_OK : NTK_ENUMERIC;
}

/* r, g and speed at run->w; the map is there when at_point. */
static ntk_status arrive(flow_run *run, int at_point) {
  if (!at_point) {
    const ntk_status status = run->problem.map->at(run->problem.map->context, run->w);
    if (status != NTK_OK) return status;
  }
  ntk_residual(&run->problem, run->r);
  ntk_gradient(&run->problem, run->r, run->g);
  run->speed = ntk_norm(run->problem.map->p, run->g);
  return ntk_all_finite(run->problem.map->N, run->r) && isfinite(run->speed) ? NTK_OK : NTK_ENUMERIC;
}

static ntk_status record(flow_run *run) {
  const ntk_sample s = {.t = run->t, .path = run->path, .error = run->error, .speed = run->speed};
  if (run->tr == NULL && run->how == NULL) return NTK_OK;
  return ntk_record_sample(run->tr, run->how, &run->problem, &s, run->w, run->r);
}

/* h <- h clip(0.85 (limit/est)^{1/q}, 0.2, 8) */
static double step_factor(const flow_run *run, const ntk_step_result *result, double limit) {
  if (result->status != NTK_OK) return 0.2;
  if (result->error == 0.0) return 8.0;
  const double q = result->order != 0 ? result->order : run->stepper->estimate_order;
  return fmin(fmax(0.85 * pow(limit / result->error, 1.0 / q), 0.2), 8.0);
}

/* Takes the step h just tried. */
static ntk_status accept(flow_run *run, double h, double target, const ntk_step_result *result) {
  const size_t p = run->problem.map->p;
  const double before = run->speed, chord = ntk_distance(p, run->w, run->w_next);
  memcpy(run->w, run->w_next, p * sizeof *run->w);
  run->t = target - run->t <= h ? target : run->t + h;
  run->error = run->error * exp(fmin(result->growth, 100.0)) + result->error + result->rounding;
  run->steps++;
  const ntk_status status = arrive(run, result->at_next);
  if (status != NTK_OK) return status;
  const double length = run->stepper->length != NULL ? run->stepper->length(run->state, h, run->speed) : h * ntk_logarithmic_mean(before, run->speed);
  run->path += fmax(chord, length);
  return NTK_OK;
}

static ntk_status prepare(flow_run *run) { return run->stepper->prepare(run->state, run->w, run->r, run->g); }

/* One tried step towards target; *taken says whether it was accepted. */
static ntk_status attempt(flow_run *run, double target, int *taken, ntk_error *err) {
  /* A rest below 1e-8 of the step is joined to it. */
  const double rest = target - run->t, h = run->h * (1.0 + 1e-8) >= rest ? rest : run->h;
  *taken = 0;
  const int stuck = h < rest && !(h > 16.0 * DBL_EPSILON * run->t);
  if (stuck && run->rejection == NTK_ENUMERIC)
    return ntk_fail(err, NTK_ENUMERIC, "flow: a value is not finite after t = %g of %g, however short the step", run->t, run->options->T);
  if (stuck)
    return ntk_fail(err, NTK_ESTEPS, "flow: the step %g at t = %g of %g is below 16 eps t (tolerance %g)", h, run->t, run->options->T, run->options->tolerance);
  const ntk_step_result result = run->stepper->step(run->state, run->w, h, run->w_next);
  if (result.status != NTK_OK && result.status != NTK_ENUMERIC) return ntk_fail(err, result.status, "flow: step at t = %g: %s", run->t, ntk_status_text(result.status));
  const double limit = fmax(run->limit, result.rounding), factor = step_factor(run, &result, limit);
  if (result.status != NTK_OK || !(result.error <= limit)) {
    run->rejected++;
    run->rejection = result.status;
    run->h = h * factor;
    return NTK_OK;
  }
  /* A step cut short at a sample says little about longer ones. */
  run->h = h < run->h ? fmax(run->h, h * factor) : h * factor;
  *taken = 1;
  const ntk_status status = accept(run, h, target, &result);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: %s at t = %g", ntk_status_text(status), run->t);
}

static ntk_status advance(flow_run *run, double target, ntk_error *err) {
  const ntk_flow_options *o = run->options;
  const size_t max_steps = o->max_steps != 0 ? o->max_steps : DEFAULT_MAX_STEPS;
  while (run->t < target) {
    int taken;
    if (run->steps + run->rejected >= max_steps)
      return ntk_fail(err, NTK_ESTEPS, "flow: step limit reached: %zu steps of %s tried (%zu rejected), t = %g of %g, step %g, tolerance %g",
                      max_steps, run->stepper->name, run->rejected, run->t, o->T, run->h, o->tolerance);
    ntk_status status = attempt(run, target, &taken, err);
    if (status != NTK_OK) return status;
    if (!taken) continue;
    if (o->progress != NULL) o->progress(o->progress_context, run->t / o->T);
    if (run->t >= o->T) break;
    status = prepare(run);
    if (status != NTK_OK) return ntk_fail(err, status, "flow: %s at t = %g", ntk_status_text(status), run->t);
  }
  return NTK_OK;
}

static ntk_status begin(flow_run *run, ntk_error *err) {
  const size_t N = run->problem.map->N, p = run->problem.map->p;
  double S, rate;
  run->w_next = ntk_doubles(p, 1);
  run->r = ntk_doubles(N, 1);
  run->g = ntk_doubles(p, 1);
  if (run->w_next == NULL || run->r == NULL || run->g == NULL) return ntk_fail(err, NTK_ENOMEM, "flow: out of memory for %zu parameters", p);
  memcpy(run->w, run->problem.w0, p * sizeof *run->w);
  ntk_status status = arrive(run, 0);
  if (status == NTK_OK) status = scale_of(run, &S, &rate);
  if (status != NTK_OK) return ntk_fail(err, status, "flow: %s at the start", ntk_status_text(status));
  run->limit = run->options->tolerance * S;
  run->h = run->stepper->stiff || !(rate * run->options->T > 1.0) ? run->options->T : 1.0 / rate;
  run->state = run->stepper->alloc(&run->problem, run->limit);
  if (run->state == NULL) return ntk_fail(err, NTK_ENOMEM, "flow: out of memory for the stepper %s", run->stepper->name);
  status = prepare(run);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: %s at the start", ntk_status_text(status));
}

static ntk_status record_or_fail(flow_run *run, ntk_error *err) {
  const ntk_status status = record(run);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: sample at t = %g: %s", run->t, ntk_status_text(status));
}

static void finish(flow_run *run, ntk_flow_stats *stats) {
  if (stats != NULL)
    *stats = (ntk_flow_stats){run->steps, run->rejected, run->counted.moves, run->counted.jvp, run->counted.vjp, run->counted.kernels, run->error};
  if (run->state != NULL) run->stepper->free(run->state);
  free(run->w_next), free(run->r), free(run->g);
  ntk_counted_clear(&run->counted);
}

ntk_status ntk_flow_run(const ntk_problem *problem, const ntk_flow_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, ntk_flow_stats *stats, ntk_error *err) {
  flow_run run = {.options = options, .stepper = options->stepper != NULL ? options->stepper : &ntk_stepper_etd3, .problem = *problem, .tr = tr, .how = how, .w = w};
  ntk_status status = check_options(problem, options, err);
  if (status != NTK_OK) {
    if (stats != NULL) *stats = (ntk_flow_stats){0};
    return status;
  }
  ntk_counted_init(&run.counted, problem->map);
  run.problem.map = &run.counted.map;
  status = begin(&run, err);
  if (status == NTK_OK) status = record_or_fail(&run, err);
  for (size_t i = 1; status == NTK_OK && i <= options->samples + 1; i++) {
    status = advance(&run, sample_time(options, i), err);
    if (status == NTK_OK) status = record_or_fail(&run, err);
  }
  finish(&run, stats);
  return status;
}
