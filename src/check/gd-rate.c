/* gd-rate: GD with eta = 1/B on a lambda-strongly convex, B-smooth function contracts the distance to the minimum by
   (1 - lambda/B) a step, so iterations to a constant factor grow as kappa = B/lambda.
   Quadratics with 12 curvatures from 1/kappa to 1, kappa over 5 sizes; every step's distance is compared, and the iterations to
   1e-3 of the first distance are fitted. Rounding of a step: 8 eps ||x||. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/iterates.h"
#include "check/quadratic.h"
#include "check/study.h"
#include "claim/gd-rate.h"
#include "claim/slope.h"
#include "core/alloc.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"

enum { DIMENSIONS = 12, SIZES = 5 };
static const double target = 1e-3;

/*@ logic real step_error(real distance) = 8.0 * DBL_EPSILON * distance; */

/* What rounding makes of a step: 8 eps times the distance before it. */
/*@ requires valid: \valid_read(before + (0 .. n - 1)) && \valid(error + (0 .. n - 1));
    requires apart: \separated(before + (0 .. n - 1), error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns error[0 .. n - 1];
    ensures error: \forall integer i; 0 <= i < n ==> error[i] == step_error(before[i]); */
static void step_errors(size_t n, const double *before, double *error) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant error: \forall integer k; 0 <= k < i ==> error[k] == step_error(before[k]);
      loop assigns i, error[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) error[i] = 8.0 * DBL_EPSILON * before[i];
}

/* Distances of the iterates (rows of w) to the minimum 0, and the errors of the steps that led there; error_0 is not used. */
/*@ requires valid: 0 < count && \valid_read(w + (0 .. count * DIMENSIONS - 1)) && \valid(distance + (0 .. count - 1)) && \valid(error + (0 .. count - 1));
    requires apart: \separated(w + (0 .. count * DIMENSIONS - 1), distance + (0 .. count - 1), error + (0 .. count - 1));
    requires size: count * DIMENSIONS <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns distance[0 .. count - 1], error[0 .. count - 1];
    ensures distance: \forall integer i; 0 <= i < count ==> distance[i] == \sqrt(sum_squares{Pre}(w + i * DIMENSIONS, DIMENSIONS));
    ensures error: \forall integer i; 0 <= i < count - 1 ==> (error + 1)[i] == step_error(distance[i]); */
static void measure(size_t count, const double *w, double *distance, double *error) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant same: same{Pre, Here}(w, count * DIMENSIONS);
      loop invariant distance: \forall integer k; 0 <= k < i ==> distance[k] == \sqrt(sum_squares{Pre}(w + k * DIMENSIONS, DIMENSIONS));
      loop assigns i, distance[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    /*@ ghost
        /@ loop invariant range: 0 <= k <= DIMENSIONS;
           loop invariant frame: sum_squares{Pre}(w + i * DIMENSIONS, k) == sum_squares(w + i * DIMENSIONS, k);
           loop assigns k;
           loop variant DIMENSIONS - k; @/
        for (size_t k = 0; k < DIMENSIONS; k++) ; */
    distance[i] = ntk_norm(DIMENSIONS, w + i * DIMENSIONS);
  }
  error[0] = 8.0 * DBL_EPSILON * 1.0;
  step_errors(count - 1, distance, error + 1);
}

/*@ logic real ratio(real a, real b) = a / b; */

/* The least contraction distance_i / distance_{i+1}, two arrays for the provers: after = distance + 1. */
/*@ requires valid: \valid_read(before + (0 .. n - 1)) && \valid_read(after + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, before[0 .. n - 1], after[0 .. n - 1], contraction;
    ensures least: \forall integer i; 0 <= i < n ==> \result <= ratio(contraction * before[i], after[i]); */
static double least_margin(size_t n, const double *before, const double *after, double contraction) {
  double worst = INFINITY;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant least: \forall integer k; 0 <= k < i ==> worst <= ratio(contraction * before[k], after[k]);
      loop assigns i, worst;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double margin = contraction * before[i] / after[i];
    //@ assert margin: margin == ratio(contraction * before[i], after[i]);
    worst = fmin(worst, margin);
  }
  return worst;
}

/* The first iterate at the target; NAN where there is none. */
/*@ requires valid: 0 < count && \valid_read(distance + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns \result \from count, distance[0 .. count - 1];
    ensures first: \forall integer i; 0 <= i < count && distance[i] <= target * distance[0] ==> \result <= i;
    ensures there: \result == NAN || \exists integer k; 0 <= k < count && \result == k && distance[k] <= target * distance[0]; */
static double reached(size_t count, const double *distance) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant none: \forall integer k; 0 <= k < i ==> distance[k] > target * distance[0];
      loop assigns i;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++)
    if (distance[i] <= target * distance[0]) return (double)i;
  return NAN;
}

/*@ requires valid: 0 < count && \valid_read(distance + (0 .. count - 1)) && \valid_read(error + (0 .. count - 1)) && \valid(out);
    requires apart: \separated(out, distance + (0 .. count - 1)) && \separated(out, error + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at;
    ensures held: out->verdict == NTK_HELD <==> gd_rate(distance, error, count, 1.0 - 1.0 / kappa);
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED;
    ensures at: out->at == kappa; */
static void decide(size_t count, const double *distance, const double *error, double kappa, ntk_outcome *out) {
  const double contraction = 1.0 - 1.0 / kappa;
  out->margin = least_margin(count - 1, distance, distance + 1, contraction);
  out->at = kappa;
  if (ntk_gd_rate(count, distance, error, contraction))
    ntk_outcome_set(out, NTK_HELD, "contraction: every step at kappa %g by at least 1 - 1/kappa", kappa);
  else ntk_outcome_set(out, NTK_REFUTED, "contraction: a step at kappa %g by less than 1 - 1/kappa", kappa);
}

/* What the iterates say, if there are any. */
/*@ requires valid: iterates_valid(it) && it->length == DIMENSIONS && \valid(distance + (0 .. it->capacity - 1)) && \valid(error + (0 .. it->capacity - 1)) &&
                    \valid(out) && \valid(iterations);
    requires apart: \separated(it, out, iterations, it->value + (0 .. it->capacity * DIMENSIONS - 1), distance + (0 .. it->capacity - 1), error + (0 .. it->capacity - 1));
    terminates \true;
    exits \false;
    assigns distance[0 .. it->capacity - 1], error[0 .. it->capacity - 1], out->verdict, out->reason[0 .. 511], out->margin, out->at, *iterations; */
static void judge(const ntk_iterates *it, double *distance, double *error, double kappa, ntk_outcome *out, double *iterations) {
  *iterations = NAN;
  if (it->count == 0) return;
  //@ ghost row_inside(it->count - 1, it->capacity, DIMENSIONS);
  measure(it->count, it->value, distance, error);
  decide(it->count, distance, error, kappa, out);
  *iterations = reached(it->count, distance);
}

/* GD from x = (1, ..., 1) at eta = step. */
/*@ requires valid: quadratic_valid(q) && q->n == DIMENSIONS && iterates_valid(it) && it->count == 0 && it->length == DIMENSIONS && it->residuals == 0 && \valid(err);
    requires apart: \separated(q, q->map, q->x0 + (0 .. DIMENSIONS - 1), q->zero + (0 .. DIMENSIONS - 1), it, it->value + (0 .. it->capacity * DIMENSIONS - 1)) &&
                    \separated(q, q->map, err) && \separated(it, err);
    terminates \true;
    exits \false;
    assigns it->count, it->value[0 .. it->capacity * DIMENSIONS - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: iterates_valid(it); */
static ntk_status walk(const ntk_quadratic *q, double step, size_t steps, ntk_iterates *it, ntk_error *err) {
  double x[DIMENSIONS];
  const ntk_descent_options options = {.kind = NTK_GD, .eta = step, .steps = steps, .every = 1};
  ntk_copy(DIMENSIONS, q->x0, x);
  return ntk_iterates_run(it, &q->problem, &options, x, err);
}

/*@ requires valid: quadratic_valid(q) && q->n == DIMENSIONS && \valid(out) && \valid(iterations) && \valid(err);
    requires apart: \separated(q, q->map, q->x0 + (0 .. DIMENSIONS - 1), q->zero + (0 .. DIMENSIONS - 1)) && \separated(q, q->map, err) && \separated(out, iterations, err);
    requires steps: steps <= 1000000;
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at, *iterations, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run(const ntk_quadratic *q, double kappa, double step, size_t steps, ntk_outcome *out, double *iterations, ntk_error *err) {
  ntk_iterates it = {steps + 1, 0, DIMENSIONS, 0, ntk_doubles(steps + 1, DIMENSIONS)};
  double *distance = ntk_doubles(steps + 1, 1), *error = ntk_doubles(steps + 1, 1);
  ntk_status status = NTK_OK;
  if (it.value == NULL || distance == NULL || error == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu steps", steps);
  else {
    //@ ghost heap_own(it.value), heap_own(distance), heap_own(error);
    //@ ghost heap_apart(it.value, (steps + 1) * DIMENSIONS, distance, steps + 1), heap_apart(it.value, (steps + 1) * DIMENSIONS, error, steps + 1);
    //@ ghost heap_apart(distance, steps + 1, error, steps + 1), heap_apart(it.value, (steps + 1) * DIMENSIONS, q->x0, DIMENSIONS);
    //@ ghost heap_apart(it.value, (steps + 1) * DIMENSIONS, q->zero, DIMENSIONS), heap_apart_any(it.value, (steps + 1) * DIMENSIONS * 8, q, sizeof(ntk_quadratic));
    //@ ghost heap_apart_any(it.value, (steps + 1) * DIMENSIONS * 8, q->map, sizeof(ntk_map)), heap_apart_any(it.value, (steps + 1) * DIMENSIONS * 8, &it, sizeof(ntk_iterates));
    //@ ghost heap_apart_any(it.value, (steps + 1) * DIMENSIONS * 8, out, sizeof(ntk_outcome)), heap_apart_any(distance, (steps + 1) * 8, out, sizeof(ntk_outcome));
    //@ ghost heap_apart_any(error, (steps + 1) * 8, out, sizeof(ntk_outcome)), heap_apart_any(distance, (steps + 1) * 8, &it, sizeof(ntk_iterates));
    //@ ghost heap_apart_any(error, (steps + 1) * 8, &it, sizeof(ntk_iterates)), heap_apart(it.value, (steps + 1) * DIMENSIONS, iterations, 1);
    //@ ghost heap_apart(distance, steps + 1, iterations, 1), heap_apart(error, steps + 1, iterations, 1);
    status = walk(q, step, steps, &it, err);
    if (status == NTK_ENUMERIC) status = NTK_OK; /* diverged: the control may */
    if (status == NTK_OK) judge(&it, distance, error, kappa, out, iterations);
  }
  free(it.value), free(distance), free(error);
  return status;
}

/* GD at eta = step/B on condition number kappa; out: the comparison; *iterations to the target (NAN: not reached). */
/*@ requires conditioned: 1.0 <= kappa <= 50000.0;
    requires valid: \valid(out) && \valid(iterations) && \valid(err);
    requires apart: \separated(out, iterations, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at, *iterations, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status descend(double kappa, double step, ntk_outcome *out, double *iterations, ntk_error *err) {
  ntk_quadratic q;
  ntk_status status = ntk_quadratic_init(&q, DIMENSIONS, 1.0 / kappa, 1.0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(q.map, sizeof(ntk_map), err, sizeof(ntk_error)), heap_apart_any(q.map, sizeof(ntk_map), &q, sizeof(ntk_quadratic));
  //@ ghost heap_apart(q.x0, DIMENSIONS, q.zero, DIMENSIONS), heap_apart_any(q.x0, 8 * DIMENSIONS, &q, sizeof(ntk_quadratic)), heap_apart_any(q.zero, 8 * DIMENSIONS, &q, sizeof(ntk_quadratic));
  //@ ghost heap_apart_any(q.x0, 8 * DIMENSIONS, q.map, sizeof(ntk_map)), heap_apart_any(q.zero, 8 * DIMENSIONS, q.map, sizeof(ntk_map));
  status = run(&q, kappa, step, (size_t)(12.0 * kappa), out, iterations, err);
  ntk_quadratic_clear(&q);
  return status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  double kappa[SIZES], iterations[SIZES], unused, next = 10.0;
  ntk_outcome out;
  ntk_outcome_init(&out);
  /*@ loop invariant range: 0 <= i <= SIZES;
      loop invariant next: 10.0 <= next && (i == 0 ==> next <= 10.0) && (i == 1 ==> next <= 60.0) && (i == 2 ==> next <= 360.0) && (i == 3 ==> next <= 2160.0) &&
                           (i == 4 ==> next <= 12960.0);
      loop invariant first: 1 <= i ==> 10.0 <= kappa[0] <= 10.0;
      loop invariant valid: result_valid(result);
      loop assigns i, next, kappa[0 .. SIZES - 1], iterations[0 .. SIZES - 1], out, result->sample, result->held, result->tried, *err, ntk_alloc_countdown,
                   ntk_heap[0 .. SIZE_MAX];
      loop variant SIZES - i; */
  for (size_t i = 0; i < SIZES; i++) {
    kappa[i] = next;
    next *= s->thorough ? 6.0 : 4.0; /* exact, as are powers */
    const ntk_status status = descend(kappa[i], 1.0, &out, &iterations[i], err);
    if (status != NTK_OK) return status;
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "gd-rate", (double)(i + 1) / SIZES);
  }
  const ntk_fit fit = ntk_fit_power(SIZES, kappa, iterations, 0.95);
  ntk_decide_slope(&out, "iterations in kappa", ntk_slope_within(fit.low, fit.high, NTK_GD_RATE_EXPONENT, NTK_SLOPE_TOLERANCE), &fit, NTK_GD_RATE_EXPONENT, 0.5);
  ntk_result_fold(result, &out);
  ntk_fact_fit(result, "exponent_kappa", &fit);
  ntk_series(result, "iterations to 1e-3", "kappa", "iterations", SIZES, kappa, iterations);
  snprintf(result->control_what, sizeof result->control_what, "step 2.2/B instead of 1/B");
  return descend(kappa[0], 2.2, &result->control, &unused, err);
}

const ntk_check ntk_check_gd_rate = {.id = "gd-rate", .study = study};
