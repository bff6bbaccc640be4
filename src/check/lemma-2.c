/* lemma-2 on the trained network: R(t) against R(0) exp(-2 lambda t), lambda = alpha^2 sigma_inf^2 with sigma_inf what sigma_min(J) cannot
   fall below between samples either. R is off by ||r|| e_r + e_r^2/2, and R(0) likewise. */
#include <stdio.h>

#include "check/inequality.h"
#include "claim/lemma-2.h"

/*@ requires valid: flow_samples(flow) && \valid(out) && \valid(curve);
    requires apart: \separated(out, curve) && curve_apart(curve, flow);
    terminates \true;
    exits \false;
    assigns *out, *curve;
    ensures samples: curve->n == \old(flow->tr.count) && \forall integer i; 0 <= i < curve->n ==>
                     curve->t[i] == \old(flow->tr.sample[i].t) && curve->value[i] == \old(flow->tr.sample[i].R) &&
                     curve->bound[i] == \old(lemma_2_bound(flow->tr.sample[0].R, lambda, flow->tr.sample[i].t));
    ensures held: out->verdict == NTK_HELD ==> lemma_2(&curve->t[0], &curve->value[0], &curve->error[0], curve->n, \old(flow->tr.sample[0].R), lambda); */
static void decide(const ntk_measured_flow *flow, double lambda, ntk_outcome *out, ntk_curve *curve) {
  const ntk_sample *s = flow->tr.sample;
  const double *error = flow->error_r;
  const size_t n = flow->tr.count;
  const double start = s[0].residual * error[0];
  curve->n = 0;
  /*@ loop invariant range: 0 <= i <= n && curve->n == i;
      loop invariant times: \forall integer j; 0 <= j < i ==> curve->t[j] == s[j].t;
      loop invariant values: \forall integer j; 0 <= j < i ==> curve->value[j] == s[j].R;
      loop invariant bounds: \forall integer j; 0 <= j < i ==> curve->bound[j] == lemma_2_bound(s[0].R, lambda, s[j].t);
      loop assigns i, *curve;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double bound = ntk_lemma_2_bound(s[0].R, lambda, s[i].t), e = error[i];
    ntk_curve_add(curve, s[i].t, s[i].R, bound, e * (s[i].residual + 0.5 * e) + start * bound / s[0].R);
    //@ assert samples: \forall integer j; 0 <= j < n ==> s[j].t == \at(s[j].t, LoopCurrent) && s[j].R == \at(s[j].R, LoopCurrent);
  }
  ntk_decide_curve(out, "R", ntk_lemma_2(curve->n, curve->t, curve->value, curve->error, s[0].R, lambda), curve);
}

/*@ requires valid: \valid_read(flow);
    terminates \true;
    exits \false;
    assigns \result \from flow->alpha, sigma;
    ensures rate: \result == flow->alpha * flow->alpha * sigma * sigma; */
static double rate(const ntk_measured_flow *flow, double sigma) { return flow->alpha * flow->alpha * sigma * sigma; }

/*@ requires valid: flow_samples(flow) && \valid_read(trial) && \valid_read(trial->setting) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, const ntk_measured_flow *flow, double lambda, ntk_outcome *out) {
  ntk_curve curve;
  decide(flow, lambda, out, &curve);
  ntk_note_scale(out, trial, flow);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  const ntk_measured_flow *flow = ntk_infimum_gate(trial, out);
  if (flow != NULL) judge(trial, flow, rate(flow, flow->sigma_inf), out);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "1.1 sup lambda_max(Q) in place of inf lambda_min(Q): no flow falls so fast");
  //@ assert measured: trial->status == NTK_OK && trial->flow.status == NTK_OK ==> flow_measured(&trial->flow, trial->N, trial->p);
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) judge(trial, &trial->flow, 1.1 * rate(&trial->flow, trial->flow.sigma_sup), out);
}

/*@ requires valid: flow_samples(flow) && \valid_read(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void show(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  decide(flow, rate(flow, flow->sigma_inf), &out, &curve);
  ntk_seed_series(result, trial, "loss", "t", "R", curve.n, curve.t, curve.value);
  if (flow->sigma_inf > 0.0) ntk_seed_series(result, trial, "bound", "t", "R", curve.n, curve.t, curve.bound);
  if (trial->init != 0) return;
  ntk_fact(result, "lambda", rate(flow, flow->sigma_inf));
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
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

const ntk_check ntk_check_lemma_2 = {.id = "lemma-2", .measure = measure, .control = control, .facts = facts};
