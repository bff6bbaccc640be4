/* agd-rate: Nesterov's method (theory.md; eta = 1/B, mu = (sqrt kappa - 1)/(sqrt kappa + 1)) satisfies
   F(g_t) - F* <= (1 - 1/sqrt kappa)^t (F(x0) - F* + lambda ||x0 - x*||^2 / 2); iterations grow as sqrt kappa.
   The quadratics of gd-rate, from x_i = 1/sqrt h_i (every mode the same share of F, or the slow ones would not count); every iterate is compared, and the iterations to 1e-6 of the first gap are fitted.
   Rounding of F: 4 n eps F(x0), n = 12. Control: plain gradient descent's iterates under the same bound. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/quadratic.h"
#include "check/study.h"
#include "claim/agd-rate.h"
#include "claim/slope.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"

enum { DIMENSIONS = 12, SIZES = 5 };
static const double target = 1e-6;

/* gap_i := F(g_i) - F*, error_i := 4 n eps F(x0). */
/*@ requires valid: 0 < count && \valid_read(sample + (0 .. count - 1)) && \valid(gap + (0 .. count - 1)) && \valid(error + (0 .. count - 1));
    requires apart: \separated(sample + (0 .. count - 1), gap + (0 .. count - 1), error + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns gap[0 .. count - 1], error[0 .. count - 1];
    ensures gap: \forall integer i; 0 <= i < count ==> gap[i] == sample[i].R;
    ensures error: \forall integer i; 0 <= i < count ==> error[i] == 4.0 * DIMENSIONS * DBL_EPSILON * sample[0].R; */
static void gaps(size_t count, const ntk_sample *sample, double *gap, double *error) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant gap: \forall integer k; 0 <= k < i ==> gap[k] == sample[k].R;
      loop invariant error: \forall integer k; 0 <= k < i ==> error[k] == 4.0 * DIMENSIONS * DBL_EPSILON * sample[0].R;
      loop assigns i, gap[0 .. count - 1], error[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    gap[i] = sample[i].R;
    error[i] = 4.0 * DIMENSIONS * DBL_EPSILON * sample[0].R;
  }
}

/*@ logic real margin_at(real kappa, real start, integer t, real gap) = agd_rate_bound(kappa, start, t) / gap; */

/* The least bound / gap where the gap is more than its error. */
/*@ requires conditioned: 1.0 <= kappa;
    requires valid: \valid_read(gap + (0 .. count - 1)) && \valid_read(error + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns \result \from count, gap[0 .. count - 1], error[0 .. count - 1], kappa, start;
    ensures least: \forall integer i; 0 <= i < count && gap[i] > error[i] ==> \result <= margin_at(kappa, start, i, gap[i]); */
static double least_margin(size_t count, const double *gap, const double *error, double kappa, double start) {
  double worst = INFINITY;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant least: \forall integer k; 0 <= k < i && gap[k] > error[k] ==> worst <= margin_at(kappa, start, k, gap[k]);
      loop assigns i, worst;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++)
    if (gap[i] > error[i]) {
      const double margin = ntk_agd_rate_bound(kappa, start, i) / gap[i];
      //@ assert margin: margin == margin_at(kappa, start, i, gap[i]);
      worst = fmin(worst, margin);
    }
  return worst;
}

/* The first iterate at the target; NAN where there is none. */
/*@ requires valid: 0 < count && \valid_read(gap + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns \result \from count, gap[0 .. count - 1];
    ensures first: \forall integer i; 0 <= i < count && gap[i] <= target * gap[0] ==> \result <= i;
    ensures there: \result == NAN || \exists integer k; 0 <= k < count && \result == k && gap[k] <= target * gap[0]; */
static double reached(size_t count, const double *gap) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant none: \forall integer k; 0 <= k < i ==> gap[k] > target * gap[0];
      loop assigns i;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++)
    if (gap[i] <= target * gap[0]) return (double)i;
  return NAN;
}

/*@ requires conditioned: 1.0 <= kappa;
    requires valid: 0 < count && \valid_read(gap + (0 .. count - 1)) && \valid_read(error + (0 .. count - 1)) && \valid(out);
    requires apart: \separated(out, gap + (0 .. count - 1)) && \separated(out, error + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at;
    ensures held: out->verdict == NTK_HELD <==> agd_rate(gap, error, count, kappa, start);
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED;
    ensures at: out->at == kappa; */
static void decide(size_t count, const double *gap, const double *error, double kappa, double start, ntk_outcome *out) {
  out->margin = least_margin(count, gap, error, kappa, start);
  out->at = kappa;
  if (ntk_agd_rate(count, gap, error, kappa, start))
    ntk_outcome_set(out, NTK_HELD, "bound: every iterate at kappa %g below (1 - 1/sqrt kappa)^t", kappa);
  else ntk_outcome_set(out, NTK_REFUTED, "bound: an iterate at kappa %g above (1 - 1/sqrt kappa)^t", kappa);
}

/* Compares the samples with the bound. */
/*@ requires conditioned: 1.0 <= kappa;
    requires some: 0 < tr->count <= 0x100000000;
    requires valid: trajectory_valid(tr) && \valid(out) && \valid(iterations) && \valid(err);
    requires apart: \separated(tr, out, iterations, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at, *iterations, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures compared: \result == NTK_OK ==> out->verdict == NTK_HELD || out->verdict == NTK_REFUTED; */
static ntk_status compare(const ntk_trajectory *tr, double kappa, double start, ntk_outcome *out, double *iterations, ntk_error *err) {
  const size_t count = tr->count;
  double *gap = ntk_doubles(count, 1), *error = ntk_doubles(count, 1);
  ntk_status status = NTK_OK;
  if (gap == NULL || error == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu steps", count);
  else {
    //@ ghost heap_own(gap), heap_own(error);
    //@ ghost heap_apart(gap, count, error, count), heap_apart_any(gap, count * sizeof(double), tr->sample, count * sizeof(ntk_sample));
    //@ ghost heap_apart_any(error, count * sizeof(double), tr->sample, count * sizeof(ntk_sample));
    //@ ghost heap_apart_any(gap, count * sizeof(double), out, sizeof(ntk_outcome)), heap_apart_any(error, count * sizeof(double), out, sizeof(ntk_outcome));
    gaps(count, tr->sample, gap, error);
    decide(count, gap, error, kappa, start, out);
    *iterations = reached(count, gap);
  }
  free(gap), free(error);
  return status;
}

/*@ requires conditioned: 1.0 <= kappa;
    terminates \true;
    exits \false;
    assigns \result \from kappa;
    ensures root: \result == \sqrt(kappa);
    ensures range: 0.0 <= \result <= kappa; */
static double root_of(double kappa) {
  const double root = sqrt(kappa);
  //@ assert cases: kappa == 1.0 || 1.0 < kappa;
  return root;
}

/* One method from x_i = 1/sqrt h_i. */
/*@ requires conditioned: 1.0 <= kappa <= 1000000.0;
    requires valid: quadratic_valid(q) && q->n == DIMENSIONS && \valid(out) && \valid(iterations) && \valid(err);
    requires apart: \separated(q, q->map, q->x0 + (0 .. DIMENSIONS - 1), q->zero + (0 .. DIMENSIONS - 1)) && \separated(q, q->map, err) && \separated(out, iterations, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at, *iterations, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run(const ntk_quadratic *q, ntk_descent_kind kind, double kappa, ntk_outcome *out, double *iterations, ntk_error *err) {
  double x[DIMENSIONS];
  ntk_trajectory tr = {0};
  const ntk_recording how = {0};
  const double root = root_of(kappa);
  const ntk_descent_options options = {.kind = kind, .eta = 1.0, .steps = (size_t)(40.0 * root), .every = 1, .momentum = (root - 1.0) / (root + 1.0)};
  /*@ loop invariant range: 0 <= i <= DIMENSIONS;
      loop assigns i, x[0 .. DIMENSIONS - 1];
      loop variant DIMENSIONS - i; */
  for (size_t i = 0; i < DIMENSIONS; i++) x[i] = q->x0[i] / q->A[i * DIMENSIONS + i];
  const double square = ntk_sum_squares(DIMENSIONS, x);
  ntk_status status = ntk_descent_run(&q->problem, &options, x, &tr, &how, NULL, err);
  if (status == NTK_OK && tr.count > 0 && tr.count <= options.steps + 1) status = compare(&tr, kappa, tr.sample[0].R + square / kappa / 2.0, out, iterations, err);
  ntk_trajectory_clear(&tr);
  return status;
}

/*@ requires conditioned: 1.0 <= kappa <= 1000000.0;
    requires valid: \valid(out) && \valid(iterations) && \valid(err);
    requires apart: \separated(out, iterations, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->at, *iterations, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status descend(ntk_descent_kind kind, double kappa, ntk_outcome *out, double *iterations, ntk_error *err) {
  ntk_quadratic q;
  ntk_status status = ntk_quadratic_init(&q, DIMENSIONS, 1.0 / kappa, 1.0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(q.map, sizeof(ntk_map), err, sizeof(ntk_error)), heap_apart_any(q.map, sizeof(ntk_map), &q, sizeof(ntk_quadratic));
  //@ ghost heap_apart(q.x0, DIMENSIONS, q.zero, DIMENSIONS), heap_apart_any(q.x0, 8 * DIMENSIONS, &q, sizeof(ntk_quadratic)), heap_apart_any(q.zero, 8 * DIMENSIONS, &q, sizeof(ntk_quadratic));
  //@ ghost heap_apart_any(q.x0, 8 * DIMENSIONS, q.map, sizeof(ntk_map)), heap_apart_any(q.zero, 8 * DIMENSIONS, q.map, sizeof(ntk_map));
  status = run(&q, kind, kappa, out, iterations, err);
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
  double kappa[SIZES], iterations[SIZES], unused, next = 100.0;
  ntk_outcome out;
  ntk_outcome_init(&out);
  /*@ loop invariant range: 0 <= i <= SIZES;
      loop invariant next: 100.0 <= next && (i == 0 ==> next <= 100.0) && (i == 1 ==> next <= 1000.0) && (i == 2 ==> next <= 10000.0) && (i == 3 ==> next <= 100000.0) && (i == 4 ==> next <= 1000000.0);
      loop invariant last: 1 <= i ==> 100.0 <= kappa[i - 1] <= 1000000.0;
      loop invariant valid: result_valid(result);
      loop assigns i, next, kappa[0 .. SIZES - 1], iterations[0 .. SIZES - 1], out, result->sample, result->held, result->tried, *err, ntk_alloc_countdown,
                   ntk_heap[0 .. SIZE_MAX];
      loop variant SIZES - i; */
  for (size_t i = 0; i < SIZES; i++) {
    kappa[i] = next;
    next *= s->thorough ? 10.0 : 6.0; /* exact, as are powers */
    const ntk_status status = descend(NTK_NESTEROV, kappa[i], &out, &iterations[i], err);
    if (status != NTK_OK) return status;
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "agd-rate", (double)(i + 1) / SIZES);
  }
  const ntk_fit fit = ntk_fit_power(SIZES, kappa, iterations, 0.95);
  ntk_decide_slope(&out, "iterations in kappa", ntk_slope_within(fit.low, fit.high, NTK_AGD_RATE_EXPONENT, NTK_SLOPE_TOLERANCE), &fit, NTK_AGD_RATE_EXPONENT, 1.0);
  ntk_result_fold(result, &out);
  ntk_fact_fit(result, "exponent_kappa", &fit);
  ntk_series(result, "iterations to 1e-6", "kappa", "iterations", SIZES, kappa, iterations);
  snprintf(result->control_what, sizeof result->control_what, "plain gradient descent instead of Nesterov's method");
  return descend(NTK_GD, kappa[SIZES - 1], &result->control, &unused, err);
}

const ntk_check ntk_check_agd_rate = {.id = "agd-rate", .study = study};
