/* gronwall twice on the trained network.
   Residual: u = ||r||, u' = -r^T Q r / u <= beta u with beta = -lambda_min(Q(t)) (looked at at every sample: speed^2 = r^T Q r);
     int beta <= -sum tau alpha^2 sigma_low^2, sigma_low the least that sigma_min(J) can be between two samples (0 where unknown).
   Tube (theory B7 with delta = 0): the distance of two solutions of one flow, w(t) and w(t + s), s -> 0: u = ||w'||, beta = alpha Lip ||r||;
     int beta <= sum tau alpha Lip ||r_i||, as ||r|| never grows. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check/inequality.h"
#include "claim/gronwall.h"

typedef struct { double integral[NTK_FLOW_SAMPLES]; ntk_curve curve; } form;

/*@ predicate form_valid{L}(form *f) = \valid(f) && f->curve.n <= 200; */

/* Appends one sample: u <= u0 exp(integral). */
/*@ requires valid: form_valid(f);
    terminates \true;
    exits \false;
    assigns *f;
    ensures valid: form_valid(f) && f->curve.n == (\old(f->curve.n) < 200 ? \old(f->curve.n) + 1 : 200);
    ensures added: \old(f->curve.n) < 200 ==> f->integral[\old(f->curve.n)] == integral && f->curve.value[\old(f->curve.n)] == u &&
                   f->curve.bound[\old(f->curve.n)] == gronwall_bound(u0, integral); */

static void add(form *f, double t, double u, double u0, double integral, double error, double error0) {
  const double bound = ntk_gronwall_bound(u0, integral);
  if (f->curve.n >= NTK_FLOW_SAMPLES) return;
  f->integral[f->curve.n] = integral;
  ntk_curve_add(&f->curve, t, u, bound, error + error0 * bound / u0);
}

/*@ requires valid: \valid_read(f) && f->curve.n <= 200 && \valid(out) && \valid_read(what);
    requires apart: \separated(out, f);
    terminates \true;
    exits \false;
    assigns *out;
    ensures held: out->verdict == NTK_HELD ==> \old(gronwall(&f->integral[0], &f->curve.value[0], &f->curve.error[0], f->curve.n, u0));
    ensures refuted: out->verdict == NTK_REFUTED ==> !\old(gronwall(&f->integral[0], &f->curve.value[0], &f->curve.error[0], f->curve.n, u0));
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void decide(const char *what, double u0, const form *f, ntk_outcome *out) {
  ntk_decide_curve(out, what, ntk_gronwall(f->curve.n, f->integral, f->curve.value, f->curve.error, u0), &f->curve);
}

/* int beta over the segment after sample i, beta = -lambda_min(Q), from above */
/*@ requires valid: flow_samples(flow) && i + 1 < flow->tr.count;
    terminates \true;
    exits \false;
    assigns \result \from *flow, i, flow->sigma_low[i], flow->tr.sample[i], flow->tr.sample[i + 1];
    ensures decay: \result == -(flow->alpha * flow->alpha * flow->sigma_low[i] * flow->sigma_low[i]) * (flow->tr.sample[i + 1].t - flow->tr.sample[i].t); */
static double decay(const ntk_measured_flow *flow, size_t i) {
  const double rate = flow->alpha * flow->alpha * flow->sigma_low[i] * flow->sigma_low[i];
  return -rate * (flow->tr.sample[i + 1].t - flow->tr.sample[i].t);
}

/*@ // writing f changes nothing of the flow
    predicate form_apart{L}(form *f, ntk_measured_flow *flow) = \separated(f, flow) && \separated(f, flow->tr.sample + (0 .. flow->tr.count - 1)) &&
      \separated(f, flow->error_r + (0 .. 199)) && \separated(f, flow->sigma_low + (0 .. 199)) && \separated(f, flow->lip_at + (0 .. 199)); */

/* The residual's samples beside exp(-sum tau alpha^2 sigma_low^2). */
/*@ requires valid: flow_samples(flow) && \valid(f);
    requires apart: form_apart(f, flow);
    terminates \true;
    exits \false;
    assigns *f;
    ensures all: f->curve.n == flow->tr.count; */
static void residual_form(const ntk_measured_flow *flow, form *f) {
  const ntk_sample *s = flow->tr.sample;
  double integral = 0.0;
  f->curve.n = 0;
  /*@ loop invariant range: 0 <= i <= flow->tr.count;
      loop invariant count: f->curve.n == i;
      loop assigns i, integral, *f;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) {
    add(f, s[i].t, s[i].residual, s[0].residual, integral, flow->error_r[i], flow->error_r[0]);
    if (i + 1 < flow->tr.count) integral += decay(flow, i);
  }
}

/* What ||w'|| may be off by: sup ||DF|| e_w <= (alpha^2 sigma_sup^2 + alpha Lip ||r||) e_w, and alpha sigma_sup times r's rounding. */
/*@ requires valid: flow_samples(flow) && i < flow->tr.count;
    terminates \true;
    exits \false;
    assigns \result \from *flow, i, flow->tr.sample[i], flow->error_r[i], flow->lip_at[i]; */
static double speed_error(const ntk_measured_flow *flow, size_t i) {
  const double top = flow->alpha * flow->sigma_sup, r = flow->tr.sample[i].residual + flow->error_r[i];
  return (top * top + flow->alpha * flow->lip_at[i] * r) * flow->tr.sample[i].error + top * flow->rounding_r;
}

/* The speed's samples beside exp(sum tau alpha Lip ||r||). */
/*@ requires valid: flow_samples(flow) && \valid(f);
    requires apart: form_apart(f, flow);
    terminates \true;
    exits \false;
    assigns *f;
    ensures all: f->curve.n == flow->tr.count; */
static void tube_form(const ntk_measured_flow *flow, form *f) {
  const ntk_sample *s = flow->tr.sample;
  double integral = 0.0;
  f->curve.n = 0;
  /*@ loop invariant range: 0 <= i <= flow->tr.count;
      loop invariant count: f->curve.n == i;
      loop assigns i, integral, *f;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) {
    add(f, s[i].t, s[i].speed, s[0].speed, integral, speed_error(flow, i), speed_error(flow, 0));
    if (i + 1 < flow->tr.count) integral += (s[i + 1].t - s[i].t) * flow->alpha * flow->lip_at[i] * (s[i].residual + flow->error_r[i]);
  }
}

/* u' <= beta u at the samples: lambda_min(Q) ||r||^2 <= r^T Q r = speed^2, off by what eigenvalues may be off by. */
/*@ requires valid: \valid_read(trial) && flow_samples(flow) && \valid(out);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511];
    ensures verdict: out->verdict == \old(out->verdict) || out->verdict == NTK_HYPOTHESIS_FAILS; */
static void growth_holds(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_outcome *out) {
  const ntk_sample *s = flow->tr.sample;
  const double relative = 4.0 * trial->eigen_error / trial->lambda_max;
  /*@ loop invariant range: 0 <= i <= flow->tr.count;
      loop assigns i;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) {
    const double r2 = s[i].residual * s[i].residual;
    if (s[i].lambda_min * r2 <= s[i].speed * s[i].speed + relative * s[i].lambda_max * r2) continue;
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "growth: lambda_min(Q) ||r||^2 = %.6g exceeds ||w'||^2 = %.6g at t = %.4g", s[i].lambda_min * r2,
                    s[i].speed * s[i].speed, s[i].t);
    return;
  }
}

/* beta is known between samples only where Lip is. Where it is not kept below 0 between samples at the scale asked for, the flow on which B1
   closes says more; with a singular K (beta = 0) no Lip is needed, but for the tube. NULL: none of these. */
/*@ requires valid: trial_valid(trial);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from trial, *trial;
    ensures which: \result == \null || \result == &trial->flow || \result == &trial->edge_flow;
    ensures measured: \result != \null ==> trial->status == NTK_OK && flow_measured(\result, trial->N, trial->p); */
static const ntk_measured_flow *shown(const ntk_trial *trial) {
  if (trial->status != NTK_OK || trial->flow.status != NTK_OK) return NULL;
  if (isfinite(trial->flow.lip) && trial->flow.sigma_inf > 0.0) return &trial->flow;
  const ntk_measured_flow *edge = ntk_certified_shown(trial);
  if (edge != NULL && isfinite(edge->lip)) return edge;
  return isfinite(trial->flow.lip) || trial->singular.singular ? &trial->flow : NULL;
}

/* The same, or NULL with the reason in *out. */
/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures which: \result == \null || \result == &trial->flow || \result == &trial->edge_flow;
    ensures measured: \result != \null ==> trial->status == NTK_OK && flow_measured(\result, trial->N, trial->p);
    ensures missing: \result == \null ==> out->verdict == NTK_UNDECIDED || out->verdict == NTK_HYPOTHESIS_FAILS; */
static const ntk_measured_flow *known(const ntk_trial *trial, ntk_outcome *out) {
  const ntk_measured_flow *flow = shown(trial);
  if (!ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) return NULL;
  //@ assert alpha: trial->flow.alpha == \at(trial->flow.alpha, Pre) && trial->edge_flow.alpha == \at(trial->edge_flow.alpha, Pre);
  if (flow == NULL) ntk_outcome_set(out, NTK_UNDECIDED, "integral-unknown: without a Lipschitz constant of J nothing bounds beta between samples");
  return flow;
}

/* Folds the tube into the outcome, or notes that it is left out. */
/*@ requires valid: flow_samples(flow) && \valid(out);
    requires apart: \separated(out, flow);
    terminates \true;
    exits \false;
    assigns *out; */
static void add_tube(const ntk_measured_flow *flow, ntk_outcome *out) {
  form f;
  ntk_outcome tube;
  const size_t at = ntk_text_end(out->reason, sizeof out->reason);
  if (!isfinite(flow->lip)) {
    snprintf(out->reason + at, sizeof out->reason - at, " (the tube is left out: no Lipschitz constant between samples)");
    return;
  }
  tube_form(flow, &f);
  decide("||w'||", flow->tr.sample[0].speed, &f, &tube);
  ntk_outcome_worse(out, &tube);
}

/*@ requires valid: flow_samples(flow) && \valid(out);
    requires apart: \separated(out, flow);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_residual(const ntk_measured_flow *flow, ntk_outcome *out) {
  form f;
  residual_form(flow, &f);
  decide("||r||", flow->tr.sample[0].residual, &f, out);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  const ntk_measured_flow *flow = known(trial, out);
  if (flow == NULL) return;
  //@ assert apart: \separated(out, flow);
  judge_residual(flow, out);
  //@ assert samples: flow_samples(flow);
  add_tube(flow, out);
  //@ assert still: flow_samples(flow);
  if (out->verdict == NTK_HELD) growth_holds(trial, flow, out);
  ntk_note_scale(out, trial, flow);
}

/* u(t) = ||r(T - t)||. */
/*@ requires valid: flow_samples(flow) && \valid(out);
    requires apart: \separated(out, flow);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_reversed(const ntk_measured_flow *flow, ntk_outcome *out) {
  form f;
  const size_t last = flow->tr.count - 1;
  const ntk_sample *s = flow->tr.sample;
  double integral = 0.0;
  f.curve.n = 0;
  /*@ loop invariant range: 0 <= i <= last + 1;
      loop invariant count: f.curve.n == i;
      loop assigns i, integral, f;
      loop variant last + 1 - i; */
  for (size_t i = 0; i <= last; i++) {
    add(&f, s[last].t - s[last - i].t, s[last - i].residual, s[last].residual, integral, flow->error_r[last - i], flow->error_r[last]);
    if (i < last) integral += decay(flow, last - i - 1);
  }
  decide("||r||", s[last].residual, &f, out);
}

/* u(t) = ||r(T - t)|| has u' >= lambda_min u: the sign of beta is the wrong one. */
/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  const ntk_measured_flow *flow = &trial->flow;
  snprintf(what, 256, "flipped sign: the residual of the same run with time running backwards, so u' >= -beta u");
  if (ntk_gate(trial, flow, NTK_NEEDS_FLOW, out)) judge_reversed(flow, out);
}

/*@ requires valid: flow_samples(flow) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void residual_facts(const ntk_measured_flow *flow, ntk_result *result) {
  form f;
  residual_form(flow, &f);
  ntk_fact(result, "integral", f.integral[f.curve.n - 1]);
  ntk_fact(result, "error_share", ntk_curve_share(&f.curve));
  ntk_series(result, "residual", "t", "||r||", f.curve.n, f.curve.t, f.curve.value);
  ntk_series(result, "bound", "t", "||r||", f.curve.n, f.curve.t, f.curve.bound);
}

/*@ requires valid: flow_samples(flow) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void tube_facts(const ntk_measured_flow *flow, ntk_result *result) {
  form f;
  tube_form(flow, &f);
  ntk_fact(result, "tube_integral", f.integral[f.curve.n - 1]);
  ntk_fact(result, "tube_error_share", ntk_curve_share(&f.curve));
  ntk_series(result, "speed", "t", "||w'||", f.curve.n, f.curve.t, f.curve.value);
  ntk_series(result, "tube bound", "t", "||w'||", f.curve.n, f.curve.t, f.curve.bound);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  if (trial->init != 0) return;
  const ntk_measured_flow *flow = shown(trial);
  if (flow == NULL) return;
  ntk_flow_facts(result, trial, flow);
  residual_facts(flow, result);
  if (isfinite(flow->lip)) tube_facts(flow, result);
}

const ntk_check ntk_check_gronwall = {.id = "gronwall", .measure = measure, .control = control, .facts = facts};
