#include "flow/flow.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <stdint.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/counted.h"
#include "flow/length.h"
#include "flow/linearised.h"
#include "flow/observe.h"
#include "flow/stepper-call.h"
#include "model/map-call.h"

enum { DEFAULT_MAX_STEPS = 100000 };

typedef struct {
  const ntk_flow_options *options;
  ntk_stepper stepper;      /* on the problem below */
  ntk_counted_map counted;
  ntk_problem problem;      /* on the counted map */
  ntk_trajectory *tr;
  const ntk_recording *how;
  double *w;                /* p, the caller's */
  double *w_next, *r, *g;   /* p, N, p; r and g = alpha J^T r belong to w */
  double limit;             /* local error allowed a step: tolerance * S */
  double t, h;              /* now; the step to try next */
  double speed, path, error;
  size_t steps, rejected;
  ntk_status rejection;     /* why the last step tried was rejected: NTK_ENUMERIC, or NTK_OK when it was too inaccurate */
} flow_run;

/*@ predicate flow_valid{L}(flow_run *run) = \valid(run) && \valid_read(run->options) && \valid_read(run->stepper.type) &&
      run->problem.map == &run->counted.map && run->stepper.problem == &run->problem && problem_valid(&run->problem) &&
      \valid(run->w + (0 .. run->problem.map->p - 1)) && (run->tr == \null || trajectory_valid(run->tr)) &&
      (run->how == \null || \valid_read(run->how)) && run->steps + run->rejected <= SIZE_MAX;

    // what the caller gave and what is the run's own
    predicate flow_apart{L}(flow_run *run) =
      \separated(run, run->w + (0 .. run->problem.map->p - 1)) && \separated(run, run->options) &&
                    \separated(run, run->stepper.type) && \separated(run, run->tr) && \separated(run, run->how) &&
      \separated(run->w + (0 .. run->problem.map->p - 1), run->problem.y + (0 .. run->problem.map->N - 1)) &&
                    \separated(run->w + (0 .. run->problem.map->p - 1), run->problem.w0 + (0 .. run->problem.map->p - 1)) &&
      \separated(run, run->problem.y + (0 .. run->problem.map->N - 1)) &&
                    \separated(run, run->problem.w0 + (0 .. run->problem.map->p - 1));

    predicate flow_ready{L}(flow_run *run) = flow_valid(run) && \valid(run->w_next + (0 .. run->problem.map->p - 1)) &&
      \valid(run->r + (0 .. run->problem.map->N - 1)) && \valid(run->g + (0 .. run->problem.map->p - 1)); */

/*@ requires valid: problem_valid(problem) && \valid_read(o) && (err == \null || \valid(err));
    requires apart: \separated(err, problem) && \separated(err, o);
    terminates \true;
    exits \false;
    assigns *err;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures positive: \result == NTK_OK ==> 0.0 < o->T && 0.0 < o->tolerance && 0.0 < problem->alpha; */
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
/*@ requires valid: \valid_read(o) && 1 <= i;
    terminates \true;
    exits \false;
    assigns \result \from *o, i;
    ensures last: o->samples < i ==> \result == o->T;
    ensures linear: i <= o->samples && o->geometric == 0 ==> \result == o->T * (i / (o->samples + 1.0));
    ensures geometric: i <= o->samples && o->geometric != 0 && 0.0 < o->first ==>
                         \result == o->T * \pow(o->first, 1.0 - (i - 1.0) / o->samples); */
static double sample_time(const ntk_flow_options *o, size_t i) {
  if (i > o->samples) return o->T;
  if (!o->geometric) return o->T * ((double)i / ((double)o->samples + 1.0));
  return o->T * pow(o->first, 1.0 - ((double)i - 1.0) / (double)o->samples);
}

/* The scale of the drift and the largest rate, from the linearised flow at w0. */
/*@ requires valid: flow_ready(run) && \valid(S) && \valid(rate);
    requires apart: \separated(S, rate) && \separated(S, run);
    terminates \true;
    exits \false;
    assigns *S, *rate, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status scale_of(const flow_run *run, double *S, double *rate) {
  const size_t N = run->problem.map->N;
  ntk_linearised lin;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return NTK_ENOMEM;
  /*@ ghost
      heap_own(K);
      heap_apart(K, N * N, run->r, N);
      heap_apart_any(K, N * N * sizeof *K, &lin, sizeof lin);
      heap_apart_any(run->r, N * sizeof *K, &lin, sizeof lin); */
  ntk_status status = ntk_map_kernel(run->problem.map, K);
  if (status == NTK_OK) status = ntk_linearised_init(&lin, N, run->problem.alpha, K, run->r);
  free(K);
  if (status != NTK_OK) return status;
  *S = ntk_linearised_drift(&lin, run->options->T);
  *rate = run->problem.alpha * run->problem.alpha * lin.lambda[N - 1];
  ntk_linearised_clear(&lin);
  return isfinite(*S) && isfinite(*rate) ? NTK_OK : NTK_ENUMERIC;
}

/* r, g and speed at run->w; the map is there when at_point. */
/*@ requires valid: flow_ready(run) && flow_apart(run);
    terminates \true;
    exits \false;
    assigns run->speed, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result);
    ensures finite: \result == NTK_OK ==> all_finite(run->r, run->problem.map->N) && finite(run->speed);
    ensures speed: \result == NTK_OK ==> 0.0 <= run->speed; */
static ntk_status arrive(flow_run *run, int at_point) {
  if (!at_point) {
    const ntk_status status = ntk_map_at(run->problem.map, run->w);
    if (status != NTK_OK) return status;
  }
  /*@ ghost
      heap_own(run->r);
      heap_apart_any(run->r, run->problem.map->N * sizeof *run->r, run, sizeof *run);
      heap_apart(run->r, run->problem.map->N, run->problem.y, run->problem.map->N);
      heap_own(run->g);
      heap_apart_any(run->g, run->problem.map->p * sizeof *run->g, run, sizeof *run);
      heap_apart(run->g, run->problem.map->p, run->r, run->problem.map->N); */
  ntk_residual(&run->problem, run->r);
  ntk_gradient(&run->problem, run->r, run->g);
  run->speed = ntk_norm(run->problem.map->p, run->g);
  return ntk_all_finite(run->problem.map->N, run->r) && isfinite(run->speed) ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: flow_ready(run) && flow_apart(run);
    terminates \true;
    exits \false;
    assigns *run->tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: flow_ready(run) && (run->tr != \null ==> \old(run->tr->count) <= run->tr->count); */
static ntk_status record(flow_run *run) {
  const ntk_sample s = {.t = run->t, .path = run->path, .error = run->error, .speed = run->speed};
  if (run->tr == NULL && run->how == NULL) return NTK_OK;
  return ntk_record_sample(run->tr, run->how, &run->problem, &s, run->w, run->r);
}

/* h <- h clip(0.85 (limit/est)^{1/q}, 0.2, 8) */
/*@ requires valid: flow_valid(run) && \valid_read(result);
    terminates \true;
    exits \false;
    assigns \result \from *run, *run->stepper.type, *result, limit;
    ensures clipped: 0x1.999999999999ap-3 <= \result <= 8.0; */
static double step_factor(const flow_run *run, const ntk_step_result *result, double limit) {
  if (result->status != NTK_OK) return 0.2;
  if (result->error == 0.0) return 8.0;
  const double q = result->order != 0 ? result->order : run->stepper.type->estimate_order;
  return fmin(fmax(0.85 * pow(limit / result->error, 1.0 / q), 0.2), 8.0);
}

/* Takes the step h just tried. */
/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && \valid_read(result);
    requires apart: \separated(result, run) && \separated(result, run->w + (0 .. run->problem.map->p - 1));
    requires room: run->steps + run->rejected < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns run->w[0 .. run->problem.map->p - 1], run->t, run->error, run->steps, run->speed, run->path, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result);
    ensures valid: flow_ready(run);
    ensures one: run->steps == \old(run->steps) + 1;
    ensures taken: \result == NTK_OK ==> \forall integer i; 0 <= i < run->problem.map->p ==> run->w[i] == \old(run->w_next[i]);
    ensures longer: \result == NTK_OK ==>
      \old(run->path) + \sqrt(square_distance{Pre}(run->w, run->w_next, run->problem.map->p)) <= run->path; */
static ntk_status accept(flow_run *run, double h, double target, const ntk_step_result *result) {
  const size_t p = run->problem.map->p;
  const double before = run->speed, chord = ntk_distance(p, run->w, run->w_next);
  //@ ghost heap_apart(run->w_next, p, run->w, p);
  ntk_copy(p, run->w_next, run->w);
  run->t = target - run->t <= h ? target : run->t + h;
  run->error = run->error * exp(fmin(result->growth, 100.0)) + result->error + result->rounding;
  run->steps++;
  const ntk_status status = arrive(run, result->at_next);
  if (status != NTK_OK) return status;
  run->path += fmax(chord, ntk_stepper_length(&run->stepper, h, before, run->speed));
  return NTK_OK;
}

/*@ requires valid: flow_ready(run) && stepper_valid(&run->stepper);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures status: map_status(\result) || \result == NTK_EUSAGE; */
static ntk_status prepare(flow_run *run) { return ntk_stepper_prepare(&run->stepper, run->w, run->r, run->g); }

/* One tried step towards target; *taken says whether it was accepted. */
/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && \valid(taken) && (err == \null || \valid(err));
    requires apart: \separated(taken, run) && \separated(taken, run->w + (0 .. run->problem.map->p - 1)) && \separated(taken, run->options) &&
                    \separated(taken, run->stepper.type) && \separated(taken, err) &&
                    \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    \separated(err, run->stepper.type);
    requires room: run->steps + run->rejected < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *taken, *err, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->speed, run->path, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: flow_ready(run);
    ensures one: \result == NTK_OK ==> run->steps + run->rejected == \old(run->steps + run->rejected) + 1; */
static ntk_status attempt(flow_run *run, double target, int *taken, ntk_error *err) {
  /* A rest below 1e-8 of the step is joined to it. */
  const double rest = target - run->t, h = run->h * (1.0 + 1e-8) >= rest ? rest : run->h;
  *taken = 0;
  const int stuck = h < rest && !(h > 16.0 * DBL_EPSILON * run->t);
  if (stuck && run->rejection == NTK_ENUMERIC)
    return ntk_fail(err, NTK_ENUMERIC, "flow: a value is not finite after t = %g of %g, however short the step", run->t, run->options->T);
  if (stuck)
    return ntk_fail(err, NTK_ESTEPS, "flow: the step %g at t = %g of %g is below 16 eps t (tolerance %g)", h, run->t, run->options->T, run->options->tolerance);
  /*@ ghost
      heap_own(run->w_next);
      heap_apart(run->w_next, run->problem.map->p, run->w, run->problem.map->p);
      heap_apart_any(run->w_next, run->problem.map->p * sizeof *run->w_next, run, sizeof *run); */
  const ntk_step_result result = ntk_stepper_step(&run->stepper, run->w, h, run->w_next);
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

/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    \separated(err, run->stepper.type);
    terminates \true;
    exits \false;
    assigns *err, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->speed, run->path, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: flow_ready(run); */
static ntk_status advance(flow_run *run, double target, ntk_error *err) {
  const ntk_flow_options *o = run->options;
  const size_t max_steps = o->max_steps != 0 ? o->max_steps : DEFAULT_MAX_STEPS;
  /*@ loop invariant valid: flow_ready(run);
      loop invariant tried: run->steps + run->rejected <= (max_steps < \at(run->steps + run->rejected, Pre) ? \at(run->steps + run->rejected, Pre) : max_steps);
      loop assigns *err, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->speed, run->path, ntk_heap[0 .. SIZE_MAX];
      loop variant max_steps - (run->steps + run->rejected); */
  while (run->t < target) {
    int taken;
    if (run->steps + run->rejected >= max_steps)
      return ntk_fail(err, NTK_ESTEPS, "flow: step limit reached: %zu steps of %s tried (%zu rejected), t = %g of %g, step %g, tolerance %g",
                      max_steps, run->stepper.type->name, run->rejected, run->t, o->T, run->h, o->tolerance);
    ntk_status status = attempt(run, target, &taken, err);
    if (status != NTK_OK) return status;
    if (!taken) continue;
    ntk_show_progress(o->progress, o->progress_context, run->t / o->T);
    if (run->t >= o->T) break;
    status = prepare(run);
    if (status != NTK_OK) return ntk_fail(err, status, "flow: %s at t = %g", ntk_status_text(status), run->t);
  }
  return NTK_OK;
}

/*@ requires valid: flow_valid(run) && flow_apart(run) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    \separated(err, run->stepper.type);
    terminates \true;
    exits \false;
    assigns run->w_next, run->r, run->g, run->w[0 .. run->problem.map->p - 1], run->speed, run->limit, run->h, run->stepper.state, *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures ready: \result == NTK_OK ==> flow_ready(run) && stepper_valid(&run->stepper);
    ensures valid: flow_valid(run); */
static ntk_status begin(flow_run *run, ntk_error *err) {
  const size_t N = run->problem.map->N, p = run->problem.map->p;
  double S, rate;
  run->w_next = ntk_doubles(p, 1);
  run->r = ntk_doubles(N, 1);
  run->g = ntk_doubles(p, 1);
  if (run->w_next == NULL || run->r == NULL || run->g == NULL) return ntk_fail(err, NTK_ENOMEM, "flow: out of memory for %zu parameters", p);
  ntk_copy(p, run->problem.w0, run->w);
  ntk_status status = arrive(run, 0);
  if (status == NTK_OK) status = scale_of(run, &S, &rate);
  if (status != NTK_OK) return ntk_fail(err, status, "flow: %s at the start", ntk_status_text(status));
  run->limit = run->options->tolerance * S;
  run->h = run->stepper.type->stiff || !(rate * run->options->T > 1.0) ? run->options->T : 1.0 / rate;
  status = ntk_stepper_begin(&run->stepper, run->limit);
  if (status != NTK_OK) return ntk_fail(err, NTK_ENOMEM, "flow: out of memory for the stepper %s", run->stepper.type->name);
  status = prepare(run);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: %s at the start", ntk_status_text(status));
}

/*@ requires valid: flow_ready(run) && flow_apart(run) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->options) && (err == \null || \separated(err, run->tr)) &&
                    (err == \null || \separated(err, run->how));
    terminates \true;
    exits \false;
    assigns *err, *run->tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: flow_ready(run) && (run->tr != \null ==> \old(run->tr->count) <= run->tr->count); */
static ntk_status record_or_fail(flow_run *run, ntk_error *err) {
  const ntk_status status = record(run);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: sample at t = %g: %s", run->t, ntk_status_text(status));
}

/*@ requires valid: \valid(run) && \valid_read(run->stepper.type) && (stats == \null || \valid(stats));
    requires apart: \separated(stats, run);
    terminates \true;
    exits \false;
    assigns *stats, run->stepper.state, run->counted.K, run->counted.fresh; */
static void finish(flow_run *run, ntk_flow_stats *stats) {
  if (stats != NULL)
    *stats = (ntk_flow_stats){run->steps, run->rejected, run->counted.moves, run->counted.jvp, run->counted.vjp, run->counted.kernels, run->error};
  ntk_stepper_end(&run->stepper);
  free(run->w_next), free(run->r), free(run->g);
  ntk_counted_clear(&run->counted);
}

ntk_status ntk_flow_run(const ntk_problem *problem, const ntk_flow_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, ntk_flow_stats *stats, ntk_error *err) {
  flow_run run = {.options = options, .stepper = {.type = options->stepper != NULL ? options->stepper : &ntk_stepper_etd3}, .problem = *problem, .tr = tr, .how = how, .w = w};
  ntk_status status = check_options(problem, options, err);
  if (status != NTK_OK) {
    if (stats != NULL) *stats = (ntk_flow_stats){0};
    return status;
  }
  ntk_counted_init(&run.counted, problem->map);
  run.problem.map = &run.counted.map;
  run.stepper.problem = &run.problem;
  status = begin(&run, err);
  if (status == NTK_OK) status = record_or_fail(&run, err);
  /*@ loop invariant range: 1 <= i <= options->samples + 2;
      loop invariant status: any_status(status);
      loop invariant ready: status == NTK_OK ==> flow_ready(&run) && stepper_valid(&run.stepper) && flow_apart(&run);
      loop invariant given: run.options == options && run.tr == tr && run.how == how && run.w == w;
      loop invariant valid: tr != \null ==> trajectory_valid(tr) && \at(tr->count, Pre) <= tr->count;
      loop assigns i, status, run, w[0 .. problem->map->p - 1], *tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant options->samples + 2 - i; */
  for (size_t i = 1; status == NTK_OK && i <= options->samples + 1; i++) {
    status = advance(&run, sample_time(options, i), err);
    if (status == NTK_OK) status = record_or_fail(&run, err);
  }
  finish(&run, stats);
  return status;
}
