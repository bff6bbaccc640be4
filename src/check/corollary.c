/* corollary on the trained network: ||alpha f - y|| against its start times exp(-lambda t), lambda = alpha^2 sigma_inf^2 as in lemma-2. */
#include <stdio.h>

#include "check/inequality.h"
#include "check/sampling.h"
#include "claim/corollary.h"

/*@ requires valid: \valid_read(flow);
    terminates \true;
    exits \false;
    assigns \result \from flow->alpha, flow->sigma_inf;
    ensures rate: \result == flow->alpha * flow->alpha * flow->sigma_inf * flow->sigma_inf; */
static double lambda_of(const ntk_measured_flow *flow) { return flow->alpha * flow->alpha * flow->sigma_inf * flow->sigma_inf; }

/*@ requires valid: flow_samples(flow) && \valid(out) && \valid(curve);
    requires apart: \separated(out, curve) && curve_apart(curve, flow);
    terminates \true;
    exits \false;
    assigns *out, *curve;
    ensures samples: curve->n == \old(flow->tr.count) && \forall integer i; 0 <= i < curve->n ==>
                     curve->t[i] == \old(flow->tr.sample[i].t) && curve->value[i] == \old(flow->tr.sample[i].residual);
    ensures held: out->verdict == NTK_HELD ==> corollary(&curve->t[0], &curve->value[0], &curve->error[0], curve->n, \old(flow->tr.sample[0].residual),
                  \old(flow->alpha * flow->alpha * flow->sigma_inf * flow->sigma_inf)); */
static void decide(const ntk_measured_flow *flow, ntk_outcome *out, ntk_curve *curve) {
  const ntk_sample *s = flow->tr.sample;
  const double lambda = lambda_of(flow), *error = flow->error_r;
  const size_t n = flow->tr.count;
  curve->n = 0;
  /*@ loop invariant range: 0 <= i <= n && curve->n == i;
      loop invariant times: \forall integer j; 0 <= j < i ==> curve->t[j] == s[j].t;
      loop invariant values: \forall integer j; 0 <= j < i ==> curve->value[j] == s[j].residual;
      loop assigns i, *curve;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double bound = ntk_corollary_bound(s[0].residual, lambda, s[i].t);
    ntk_curve_add(curve, s[i].t, s[i].residual, bound, error[i] + error[0] * bound / s[0].residual);
    //@ assert samples: \forall integer j; 0 <= j < n ==> s[j].t == \at(s[j].t, LoopCurrent) && s[j].residual == \at(s[j].residual, LoopCurrent);
  }
  ntk_decide_curve(out, "||z - y||", ntk_corollary(curve->n, curve->t, curve->value, curve->error, s[0].residual, lambda), curve);
}

/*@ requires valid: flow_samples(flow) && \valid_read(trial) && \valid_read(trial->setting) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_outcome *out) {
  ntk_curve curve;
  decide(flow, out, &curve);
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

/* The linearised flow of lin with its sign flipped, at the flow's samples. */
/*@ requires valid: flow_samples(flow) && modes_valid(lin) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void climb(const ntk_measured_flow *flow, const ntk_linearised *lin, ntk_outcome *out) {
  const double lambda = lambda_of(flow), start = ntk_climbing_norm(lin, 0.0);
  const ntk_sample *s = flow->tr.sample;
  const size_t n = flow->tr.count;
  ntk_curve curve;
  curve.n = 0;
  /*@ loop invariant range: 0 <= i <= n && curve.n == i;
      loop assigns i, curve;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double t = s[i].t, value = ntk_climbing_norm(lin, t);
    ntk_curve_add(&curve, t, value, ntk_corollary_bound(start, lambda, t), 1e-6 * start);
  }
  ntk_decide_curve(out, "||z - y||", ntk_corollary(curve.n, curve.t, curve.value, curve.error, start, lambda), &curve);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "flipped sign, z' = +Q (z - y): the solution with Q = Q(0) in closed form");
  //@ assert measured: trial->status == NTK_OK && trial->flow.status == NTK_OK ==> flow_measured(&trial->flow, trial->N, trial->p);
  //@ assert modes: trial->status == NTK_OK ==> modes_valid(&trial->lin);
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) climb(&trial->flow, &trial->lin, out);
}

/*@ requires valid: flow_samples(flow) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void show(const ntk_measured_flow *flow, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  decide(flow, &out, &curve);
  ntk_fact(result, "lambda", lambda_of(flow));
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
  ntk_series(result, "residual", "t", "||alpha f - y||", curve.n, curve.t, curve.value);
  if (flow->sigma_inf > 0.0) ntk_series(result, "bound", "t", "||alpha f - y||", curve.n, curve.t, curve.bound);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  const ntk_measured_flow *flow = ntk_shown_flow(trial);
  if (trial->init != 0 || flow == NULL) return;
  ntk_flow_facts(result, trial, flow);
  show(flow, result);
}

const ntk_check ntk_check_corollary = {.id = "corollary", .measure = measure, .control = control, .facts = facts};
