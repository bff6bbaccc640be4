/* drift-bound on the trained network: S = alpha J, lambda = alpha^2 sigma_inf^2, lambda_max = alpha^2 sigma_sup^2 along the whole run:
   ||w(t) - w(0)|| <= sigma_sup ||r(0)|| / (alpha sigma_inf^2). The drift is off by e_w. */
#include <math.h>
#include <stdio.h>

#include "check/inequality.h"
#include "claim/drift-bound.h"

/* alpha^2 sigma^2 */
/*@ terminates \true;
    exits \false;
    assigns \result \from alpha, sigma;
    ensures rate: \result == alpha * alpha * sigma * sigma;
    ensures positive: 0.0 <= \result; */
static double rate(double alpha, double sigma) {
  const double square = alpha * alpha;
  //@ assert square: 0.0 <= square && 0.0 <= sigma * sigma;
  //@ assert product: 0.0 <= square * (sigma * sigma);
  return square * sigma * sigma;
}

/* Without a lambda above 0 there is no bound. */
/*@ requires valid: flow_samples(flow) && \valid(out) && \valid(curve);
    requires apart: \separated(out, curve) && curve_apart(curve, flow);
    terminates \true;
    exits \false;
    assigns *out, *curve;
    ensures samples: curve->n == \old(flow->tr.count) && \forall integer i; 0 <= i < curve->n ==>
                     curve->t[i] == \old(flow->tr.sample[i].t) && curve->value[i] == \old(flow->tr.sample[i].drift);
    ensures held: out->verdict == NTK_HELD ==> drift_bound(&curve->value[0], &curve->error[0], curve->n, \old(flow->tr.sample[0].residual), lambda,
                  \old(flow->alpha * flow->alpha * flow->sigma_sup * flow->sigma_sup)); */
static void decide(const ntk_measured_flow *flow, double lambda, ntk_outcome *out, ntk_curve *curve) {
  const ntk_sample *s = flow->tr.sample;
  const double r0 = s[0].residual, top = rate(flow->alpha, flow->sigma_sup);
  const double bound = lambda > 0.0 ? ntk_drift_bound_bound(r0, lambda, top) : INFINITY, start = bound * flow->error_r[0] / r0;
  const size_t n = flow->tr.count;
  curve->n = 0;
  /*@ loop invariant range: 0 <= i <= n && curve->n == i;
      loop invariant times: \forall integer j; 0 <= j < i ==> curve->t[j] == s[j].t;
      loop invariant values: \forall integer j; 0 <= j < i ==> curve->value[j] == s[j].drift;
      loop assigns i, *curve;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    ntk_curve_add(curve, s[i].t, s[i].drift, bound, s[i].error + start);
    //@ assert samples: \forall integer j; 0 <= j < n ==> s[j].t == \at(s[j].t, LoopCurrent) && s[j].drift == \at(s[j].drift, LoopCurrent);
  }
  ntk_decide_curve(out, "||w - w0||", ntk_drift_bound(curve->n, curve->value, curve->error, r0, lambda, top), curve);
}

/*@ requires valid: flow_samples(flow) && \valid_read(trial) && \valid_read(trial->setting) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_outcome *out) {
  ntk_curve curve;
  decide(flow, rate(flow->alpha, flow->sigma_inf), out, &curve);
  ntk_note_scale(out, trial, flow);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  const ntk_measured_flow *flow = ntk_infimum_gate(trial, out);
  if (flow != NULL) judge(trial, flow, out);
}

/* drift >= (||r(0)|| - ||r(T)||) / (alpha sigma_sup), and ||r|| falls by more than a quarter over the horizon: the bound with
   4 lambda_max for lambda, ||r(0)|| / (4 alpha sigma_sup), must be exceeded. A horizon cut short by the user may fail to show it. */
/*@ requires valid: flow_samples(flow) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_control(const ntk_measured_flow *flow, ntk_outcome *out) {
  const ntk_sample *s = flow->tr.sample;
  const size_t last = flow->tr.count - 1;
  ntk_curve curve;
  decide(flow, 4.0 * flow->alpha * flow->alpha * flow->sigma_sup * flow->sigma_sup, out, &curve);
  if (out->verdict == NTK_HELD && s[last].residual > 0.75 * s[0].residual)
    ntk_outcome_set(out, NTK_UNDECIDED, "short-horizon: ||r|| has not fallen to 3/4 by T = %.3g", flow->T);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "4 sup lambda_max(S S^T) in place of inf lambda_min(S S^T)");
  //@ assert measured: trial->status == NTK_OK && trial->flow.status == NTK_OK ==> flow_measured(&trial->flow, trial->N, trial->p);
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) judge_control(&trial->flow, out);
}

/*@ requires valid: flow_samples(flow) && \valid_read(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void show(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  decide(flow, rate(flow->alpha, flow->sigma_inf), &out, &curve);
  /* The bound is hundreds of drifts away, so the axis is logarithmic; the drift at 0 is 0. */
  ntk_seed_series(result, trial, "drift", "t", "||w - w0||", curve.n - 1, curve.t + 1, curve.value + 1);
  ntk_series_hint(result, "log", "y");
  if (flow->sigma_inf > 0.0) ntk_seed_series(result, trial, "bound", "t", "||w - w0||", curve.n, curve.t, curve.bound);
  if (trial->init == 0) ntk_fact(result, "error_share", ntk_curve_share(&curve));
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  const ntk_measured_flow *flow = ntk_shown_flow(trial);
  if (flow == NULL) return;
  if (trial->init == 0) ntk_flow_facts(result, trial, flow);
  show(trial, flow, result);
}

const ntk_check ntk_check_drift_bound = {.id = "drift-bound", .measure = measure, .control = control, .facts = facts};
