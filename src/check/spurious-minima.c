/* spurious-minima: in a non-convex problem plain GD can stay at a spurious local minimum. The problem of landscape.h, GD from starts
   left of the barrier: it ends at a critical point whose loss is above the global minimum's (0) by far more than rounding
   (8 eps n (1 + |w|)^4). Control: the convex problem from the same starts. */
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "check/landscape.h"
#include "check/study.h"
#include "claim/spurious-minima.h"
#include "flow/descent.h"
#include "model/map-call.h"

enum { EXAMPLES = 2, STARTS = 20, STEPS = 4000, POINTS = 101 };
static const double c = 0.6, tolerance = 1e-9;

/* Where a descent ended: held if at a critical point above the global minimum. */
/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED;
    ensures held: out->verdict == NTK_HELD <==> spurious_minima(loss, 0.0, error, \abs(gradient), tolerance); */
static void judge(double start, double w, double loss, double error, double gradient, ntk_outcome *out) {
  if (ntk_spurious_minima(loss, 0.0, error, fabs(gradient), tolerance))
    ntk_outcome_set(out, NTK_HELD, "spurious: from %.3f to w = %.6f, loss %.4f, gradient %.1e", start, w, loss, fabs(gradient));
  else ntk_outcome_set(out, NTK_REFUTED, "global: from %.3f to w = %.6f, loss %.4g, gradient %.1e", start, w, loss, fabs(gradient));
  out->value = loss;
  out->bound = 0.0;
  out->error = error;
}

/* From l's start. */
/*@ requires valid: landscape_valid(l) && l->map.N == EXAMPLES && \valid(out) && \valid(err);
    requires apart: \separated(l, out, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status descend(const ntk_landscape *l, ntk_outcome *out, ntk_error *err) {
  const double start = l->start;
  double w = start, r[EXAMPLES], gradient;
  const ntk_descent_options options = {.kind = NTK_GD, .eta = 0.02, .steps = STEPS};
  ntk_status status = ntk_descent_run(&l->problem, &options, &w, NULL, NULL, NULL, err);
  if (status == NTK_OK) status = ntk_map_at(&l->map, &w);
  if (status != NTK_OK) return status;
  ntk_residual(&l->problem, r);
  ntk_map_vjp(&l->map, r, &gradient);
  judge(start, w, ntk_loss(EXAMPLES, r), 8.0 * DBL_EPSILON * EXAMPLES * pow(1.0 + fabs(start), 4.0), gradient, out);
  return NTK_OK;
}

/* The problem (convex: the control's) from start. */
/*@ requires valid: \valid(out) && \valid(err);
    requires apart: \separated(out, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status descend_from(int convex, double start, ntk_outcome *out, ntk_error *err) {
  ntk_landscape l;
  ntk_landscape_init(&l, EXAMPLES, c, convex);
  l.start = start;
  return descend(&l, out, err);
}

/* R at w. */
/*@ requires valid: landscape_valid(l) && l->map.N == EXAMPLES;
    terminates \true;
    exits \false;
    assigns \result \from *l; */
static double risk(const ntk_landscape *l) {
  double r[EXAMPLES];
  ntk_residual(&l->problem, r);
  return ntk_loss(EXAMPLES, r);
}

/* R(w) drawn over w in [-1.6, 1.4]. */
/*@ requires valid: landscape_valid(l) && l->map.N == EXAMPLES && result_valid(result);
    requires apart: \separated(l, result);
    terminates \true;
    exits \false;
    assigns l->w; */
static void draw(ntk_landscape *l, ntk_result *result) {
  double x[POINTS], R[POINTS];
  /*@ loop invariant range: 0 <= i <= POINTS;
      loop invariant valid: landscape_valid(l);
      loop assigns i, l->w, x[0 .. POINTS - 1], R[0 .. POINTS - 1];
      loop variant POINTS - i; */
  for (size_t i = 0; i < POINTS; i++) {
    x[i] = -1.6 + 3.0 * (double)i / 100.0;
    l->w = x[i];
    R[i] = risk(l);
  }
  ntk_series(result, "R(w): spurious minimum left, global right", "w", "R", POINTS, x, R);
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_landscape l;
  ntk_landscape_init(&l, EXAMPLES, c, 0);
  /*@ loop invariant range: 0 <= i <= STARTS;
      loop invariant valid: result_valid(result);
      loop assigns i, result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant STARTS - i; */
  for (size_t i = 0; i < STARTS; i++) {
    const double start = -1.6 + (l.barrier - 0.02 + 1.6) * (double)i / (STARTS - 1);
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    ntk_status status = descend_from(0, start, &out, err);
    if (status == NTK_OK) status = descend_from(1, start, &control, err);
    if (status != NTK_OK) return status;
    ntk_result_fold(result, &out);
    ntk_study_control(result, &control);
  }
  draw(&l, result);
  ntk_fact(result, "spurious_minimum", l.minimum);
  ntk_fact(result, "barrier", l.barrier);
  snprintf(result->control_what, sizeof result->control_what, "the convex problem, from the same starts");
  ntk_study_progress(s, "spurious-minima", 1.0);
  return NTK_OK;
}

const ntk_check ntk_check_spurious_minima = {.id = "spurious-minima", .study = study};
