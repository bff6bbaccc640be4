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
  double scale, rate;       /* S and the largest rate, from the linearised flow at w0 */
  double limit;             /* local error allowed a step: tolerance * S */
  double t, h;              /* now; the step to try next */
  double speed, path, error;
  size_t steps, rejected;
  int taken;                /* the last step tried was accepted */
  ntk_status rejection;     /* why the last step tried was rejected: NTK_ENUMERIC, or NTK_OK when it was too inaccurate */
  ntk_sample sample;        /* what is recorded now */
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
                    \separated(run, run->problem.w0 + (0 .. run->problem.map->p - 1)) &&
      (run->tr == \null || (\separated(run->tr, run->how) && \separated(run->tr, run->options)));

    // what never changes during a run
    predicate flow_same{K, L}(flow_run *run) = \at(run->w, K) == \at(run->w, L) && \at(run->options, K) == \at(run->options, L) &&
      \at(run->tr, K) == \at(run->tr, L) && \at(run->how, K) == \at(run->how, L) && \at(run->stepper.type, K) == \at(run->stepper.type, L) &&
      \at(run->stepper.problem, K) == \at(run->stepper.problem, L) && \at(run->problem.map, K) == \at(run->problem.map, L) &&
      \at(run->problem.y, K) == \at(run->problem.y, L) && \at(run->problem.w0, K) == \at(run->problem.w0, L) &&
      \at(run->counted.map.N, K) == \at(run->counted.map.N, L) && \at(run->counted.map.p, K) == \at(run->counted.map.p, L);

    predicate flow_ready{L}(flow_run *run) = flow_valid(run) && run->problem.map->p <= SIZE_MAX / 8 && run->problem.map->N <= SIZE_MAX / 8 &&
      \valid(run->w_next + (0 .. run->problem.map->p - 1)) &&
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
/*@ requires valid: flow_ready(run);
    terminates \true;
    exits \false;
    assigns run->scale, run->rate, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status find_scale(flow_run *run) {
  const size_t N = run->problem.map->N;
  ntk_linearised lin;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return NTK_ENOMEM;
  /*@ ghost
      heap_own(K);
      heap_apart(K, N * N, run->r, N);
      heap_apart_any(K, N * N * sizeof *K, &lin, sizeof lin);
      heap_apart_any(run->r, N * sizeof *run->r, &lin, sizeof lin); */
  ntk_status status = ntk_map_kernel(run->problem.map, K);
  if (status == NTK_OK) status = ntk_linearised_init(&lin, N, run->problem.alpha, K, run->r);
  free(K);
  if (status != NTK_OK) return status;
  run->scale = ntk_linearised_drift(&lin, run->options->T);
  run->rate = run->problem.alpha * run->problem.alpha * lin.lambda[N - 1];
  ntk_linearised_clear(&lin);
  return isfinite(run->scale) && isfinite(run->rate) ? NTK_OK : NTK_ENUMERIC;
}

/* r, g and speed at run->w; the map is there when at_point. */
/*@ requires valid: flow_ready(run) && flow_apart(run);
    terminates \true;
    exits \false;
    assigns run->speed, run->r[0 .. run->problem.map->N - 1], ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result);
    ensures finite: \result == NTK_OK ==> all_finite(run->r, run->problem.map->N) && finite(run->speed);
    ensures speed: \result == NTK_OK ==> 0.0 <= run->speed; */
static ntk_status arrive(flow_run *run, int at_point) {
  if (!at_point) {
    const ntk_status status = ntk_map_at(run->problem.map, run->w);
    if (status != NTK_OK) return status;
  }
  /*@ ghost
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
    assigns run->sample, *run->tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures valid: flow_ready(run);
    ensures more: run->tr != \null ==> \old(run->tr->count) <= run->tr->count; */
static ntk_status record(flow_run *run) {
  if (run->tr == NULL && run->how == NULL) return NTK_OK;
  run->sample.t = run->t;
  run->sample.path = run->path;
  run->sample.error = run->error;
  run->sample.speed = run->speed;
  const ntk_status status = ntk_record_sample(run->tr, run->how, &run->problem, &run->sample, run->w, run->r);
  //@ assert same: flow_same{Pre, Here}(run);
  //@ assert own: run->problem.map == &run->counted.map && run->stepper.problem == &run->problem;
  //@ assert problem: problem_valid(&run->problem);
  //@ assert trajectory: run->tr == \null || trajectory_valid(run->tr);
  //@ assert valid: flow_valid(run);
  return status;
}

/* h <- h clip(0.85 (limit/est)^{1/q}, 0.2, 8) */
/*@ requires valid: flow_valid(run);
    terminates \true;
    exits \false;
    assigns \result \from *run, *run->stepper.type, result, limit;
    ensures clipped: 0.2 <= \result <= 8.0; */
static double step_factor(const flow_run *run, ntk_step_result result, double limit) {
  if (result.status != NTK_OK) return 0.2;
  if (result.error == 0.0) return 8.0;
  const double q = result.order != 0 ? result.order : run->stepper.type->estimate_order;
  return fmin(fmax(0.85 * pow(limit / result.error, 1.0 / q), 0.2), 8.0);
}

/* Takes the step h just tried. */
/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper);
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
static ntk_status accept(flow_run *run, double h, double target, ntk_step_result result) {
  const size_t p = run->problem.map->p;
  const double before = run->speed, chord = ntk_distance(p, run->w, run->w_next);
  /*@ ghost
      heap_apart(run->w_next, p, run->w, p);
      heap_own(run->r);
      heap_apart(run->r, run->problem.map->N, run->w, p);
      heap_apart_any(run->r, run->problem.map->N * sizeof *run->r, run, sizeof *run); */
  ntk_copy(p, run->w_next, run->w);
  //@ assert copied: \forall integer i; 0 <= i < p ==> run->w[i] == \at(run->w_next[i], Pre);
  run->t = target - run->t <= h ? target : run->t + h;
  run->error = run->error * exp(fmin(result.growth, 100.0)) + result.error + result.rounding;
  run->steps++;
  //@ assert still: \forall integer i; 0 <= i < p ==> run->w[i] == \at(run->w_next[i], Pre);
  const ntk_status status = arrive(run, result.at_next);
  //@ assert there: \forall integer i; 0 <= i < p ==> run->w[i] == \at(run->w_next[i], Pre);
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

/* One tried step towards target; run->taken says whether it was accepted. */
/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    (run->tr == \null || \separated(err, run->tr));
    requires room: run->steps + run->rejected < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *err, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: flow_ready(run);
    ensures one: \result == NTK_OK ==> run->steps + run->rejected == \old(run->steps + run->rejected) + 1; */
static ntk_status attempt(flow_run *run, double target, ntk_error *err) {
  /* A rest below 1e-8 of the step is joined to it. */
  const double rest = target - run->t, h = run->h * (1.0 + 1e-8) >= rest ? rest : run->h;
  run->taken = 0;
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
  const double limit = fmax(run->limit, result.rounding), factor = step_factor(run, result, limit);
  if (result.status != NTK_OK || !(result.error <= limit)) {
    run->rejected++;
    run->rejection = result.status;
    run->h = h * factor;
    return NTK_OK;
  }
  /* A step cut short at a sample says little about longer ones. */
  run->h = h < run->h ? fmax(run->h, h * factor) : h * factor;
  run->taken = 1;
  const ntk_status status = accept(run, h, target, result);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: %s at t = %g", ntk_status_text(status), run->t);
}

/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    (run->tr == \null || \separated(err, run->tr));
    terminates \true;
    exits \false;
    assigns *err, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures stepper: stepper_valid(&run->stepper);
    ensures valid: flow_ready(run); */
static ntk_status advance(flow_run *run, double target, ntk_error *err) {
  const ntk_flow_options *o = run->options;
  const size_t max_steps = o->max_steps != 0 ? o->max_steps : DEFAULT_MAX_STEPS;
  /*@ loop invariant same: flow_same{Pre, Here}(run);
      loop invariant valid: flow_ready(run);
      loop invariant tried: run->steps + run->rejected <= (max_steps < \at(run->steps + run->rejected, Pre) ? \at(run->steps + run->rejected, Pre) : max_steps);
      loop assigns *err, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, ntk_heap[0 .. SIZE_MAX];
      loop variant max_steps - (run->steps + run->rejected); */
  while (run->t < target) {
    if (run->steps + run->rejected >= max_steps)
      return ntk_fail(err, NTK_ESTEPS, "flow: step limit reached: %zu steps of %s tried (%zu rejected), t = %g of %g, step %g, tolerance %g",
                      max_steps, run->stepper.type->name, run->rejected, run->t, o->T, run->h, o->tolerance);
    ntk_status status = attempt(run, target, err);
    if (status != NTK_OK) return status;
    if (!run->taken) continue;
    ntk_show_progress(o->progress, o->progress_context, run->t / o->T);
    if (run->t >= o->T) break;
    status = prepare(run);
    if (status != NTK_OK) return ntk_fail(err, status, "flow: %s at t = %g", ntk_status_text(status), run->t);
  }
  return NTK_OK;
}

/*@ requires valid: flow_valid(run) && flow_apart(run) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    (run->tr == \null || \separated(err, run->tr));
    terminates \true;
    exits \false;
    assigns run->w_next, run->r, run->g, run->w[0 .. run->problem.map->p - 1], run->speed, run->scale, run->rate, run->limit, run->h, run->stepper.state, *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures ready: \result == NTK_OK ==> flow_ready(run) && stepper_valid(&run->stepper);
    ensures valid: flow_valid(run); */
static ntk_status begin(flow_run *run, ntk_error *err) {
  const size_t N = run->problem.map->N, p = run->problem.map->p;
  run->w_next = ntk_doubles(p, 1);
  run->r = ntk_doubles(N, 1);
  run->g = ntk_doubles(p, 1);
  if (run->w_next == NULL || run->r == NULL || run->g == NULL) return ntk_fail(err, NTK_ENOMEM, "flow: out of memory for %zu parameters", p);
  //@ assert same: flow_same{Pre, Here}(run);
  //@ assert trajectory: run->tr == \null || trajectory_valid(run->tr);
  //@ assert ready: flow_ready(run);
  //@ assert apart: flow_apart(run);
  //@ ghost heap_own(run->r);
  ntk_copy(p, run->problem.w0, run->w);
  //@ assert still: flow_ready(run) && flow_apart(run);
  ntk_status status = arrive(run, 0);
  if (status == NTK_OK) status = find_scale(run);
  if (status != NTK_OK) return ntk_fail(err, status, "flow: %s at the start", ntk_status_text(status));
  run->limit = run->options->tolerance * run->scale;
  run->h = run->stepper.type->stiff || !(run->rate * run->options->T > 1.0) ? run->options->T : 1.0 / run->rate;
  status = ntk_stepper_begin(&run->stepper, run->limit);
  if (status != NTK_OK) return ntk_fail(err, NTK_ENOMEM, "flow: out of memory for the stepper %s", run->stepper.type->name);
  //@ assert begun: flow_same{Pre, Here}(run);
  //@ assert begun_ready: flow_ready(run);
  //@ assert begun_stepper: stepper_valid(&run->stepper);
  status = prepare(run);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "flow: %s at the start", ntk_status_text(status));
}

/*@ requires valid: flow_ready(run) && flow_apart(run) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->options) && (run->tr == \null || \separated(err, run->tr));
    terminates \true;
    exits \false;
    assigns *err, run->sample, *run->tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures valid: flow_ready(run);
    ensures more: run->tr != \null ==> \old(run->tr->count) <= run->tr->count; */
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

/* On to the next sample, which is recorded. */
/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    (run->tr == \null || \separated(err, run->tr));
    terminates \true;
    exits \false;
    assigns run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, run->sample, *run->tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures valid: flow_ready(run);
    ensures stepper: stepper_valid(&run->stepper);
    ensures more: run->tr != \null ==> \old(run->tr->count) <= run->tr->count; */
static ntk_status on_to(flow_run *run, double target, ntk_error *err) {
  const ntk_status status = advance(run, target, err);
  //@ assert same: flow_same{Pre, Here}(run);
  //@ assert apart: flow_apart(run);
  return status == NTK_OK ? record_or_fail(run, err) : status;
}

/* All the samples to T. */
/*@ requires valid: flow_ready(run) && flow_apart(run) && stepper_valid(&run->stepper) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    (run->tr == \null || \separated(err, run->tr));
    requires few: run->options->samples <= SIZE_MAX - 2;
    terminates \true;
    exits \false;
    assigns run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, run->sample, *run->tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures valid: flow_valid(run);
    ensures more: run->tr != \null ==> \old(run->tr->count) <= run->tr->count; */
static ntk_status go_on(flow_run *run, ntk_error *err) {
  const size_t last = run->options->samples + 1;
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 1 <= i <= last + 1;
      loop invariant status: any_status(status);
      loop invariant same: flow_same{Pre, Here}(run);
      loop invariant ready: flow_ready(run);
      loop invariant stepper: stepper_valid(&run->stepper);
      loop invariant more: run->tr != \null ==> \at(run->tr->count, Pre) <= run->tr->count;
      loop assigns i, status, run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, run->sample, *run->tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant last + 1 - i; */
  for (size_t i = 1; status == NTK_OK && i <= last; i++) {
    //@ assert apart: flow_apart(run);
    status = on_to(run, sample_time(run->options, i), err);
  }
  return status;
}

/* From the start to T; what it takes is freed by finish. */
/*@ requires valid: flow_valid(run) && flow_apart(run) && (err == \null || \valid(err));
    requires apart: \separated(err, run) && \separated(err, run->w + (0 .. run->problem.map->p - 1)) && \separated(err, run->options) &&
                    (run->tr == \null || \separated(err, run->tr));
    requires few: run->options->samples <= SIZE_MAX - 2;
    terminates \true;
    exits \false;
    assigns run->w_next, run->r, run->g, run->scale, run->rate, run->limit, run->stepper.state,
            run->w[0 .. run->problem.map->p - 1], run->t, run->h, run->error, run->steps, run->rejected, run->rejection, run->taken, run->speed,
            run->path, run->sample, *run->tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures same: flow_same{Pre, Post}(run);
    ensures valid: flow_valid(run);
    ensures more: run->tr != \null ==> \old(run->tr->count) <= run->tr->count; */
static ntk_status go(flow_run *run, ntk_error *err) {
  ntk_status status = begin(run, err);
  //@ assert apart: flow_apart(run);
  if (status == NTK_OK) status = record_or_fail(run, err);
  if (status != NTK_OK) return status;
  //@ assert same: flow_same{Pre, Here}(run);
  //@ assert still_apart: flow_apart(run);
  //@ assert stepper: stepper_valid(&run->stepper);
  return go_on(run, err);
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
  //@ assert own: run.problem.map == &run.counted.map && run.counted.map.N == problem->map->N && run.counted.map.p == problem->map->p;
  //@ assert problem: problem_valid(&run.problem);
  //@ assert valid: flow_valid(&run);
  //@ assert apart: flow_apart(&run);
  status = go(&run, err);
  //@ assert kept: tr != \null ==> trajectory_valid(tr) && \at(tr->count, Pre) <= tr->count;
  finish(&run, stats);
  return status;
}
