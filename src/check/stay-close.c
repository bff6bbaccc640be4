/* stay-close (theory B5): ||r - r_lin|| <= alpha^2 D ||r0|| t exp(-alpha^2 sigma^2 (1-h) t) and ||w - u|| below its bound, with D, h and rho = rho*
   of B1. Where h >= 1 at the scale asked for, at a scale near the least one with h < 1 (fact "alpha").
   Errors: ||r - r_lin|| by error_r + lin_error; ||w - u|| by e_w, eps ||w|| and what K's error does to u(t): with K off by e,
   alpha sigma_max int ||delta r_lin|| <= sigma_max e ||r0|| / (alpha sigma^4). */
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "check/inequality.h"
#include "check/sampling.h"
#include "claim/stay-close.h"
#include "core/vec.h"

typedef struct { double alpha, sigma, sigma_max, r0, D, rate, drift; } constants;

/*@ requires valid: \valid_read(trial) && flow_samples(flow) && 0.0 < flow->alpha && 0.0 < trial->sigma && trial->edge_ball.h < 1.0;
    terminates \true;
    exits \false;
    assigns \result \from *trial, *flow, flow->tr.sample[0];
    ensures D: \result.D == stay_close_D(trial->edge_ball.lip, trial->edge_ball.rho, trial->sigma_max);
    ensures rate: \result.rate == flow->alpha * flow->alpha * trial->sigma * trial->sigma * (1.0 - trial->edge_ball.h);
    ensures drift: \result.drift == stay_close_drift_bound(flow->alpha, trial->sigma * trial->sigma * (1.0 - trial->edge_ball.h), trial->edge_ball.lip,
                                                           trial->edge_ball.rho, \result.D, trial->sigma_max, flow->tr.sample[0].residual);
    ensures same: \result.alpha == flow->alpha && \result.sigma == trial->sigma && \result.sigma_max == trial->sigma_max && \result.r0 == flow->tr.sample[0].residual; */
static constants constants_of(const ntk_trial *trial, const ntk_measured_flow *flow) {
  const ntk_ball *ball = &trial->edge_ball;
  constants c = {.alpha = flow->alpha, .sigma = trial->sigma, .sigma_max = trial->sigma_max, .r0 = flow->tr.sample[0].residual};
  c.D = ntk_stay_close_D(ball->lip, ball->rho, c.sigma_max);
  c.rate = c.alpha * c.alpha * c.sigma * c.sigma * (1.0 - ball->h);
  c.drift = ntk_stay_close_drift_bound(c.alpha, c.sigma, ball->h, ball->lip, ball->rho, c.D, c.sigma_max, c.r0);
  return c;
}

/*@ requires valid: curve_valid(curve) && \valid_read(c) && flow_samples(flow) && i < flow->tr.count;
    terminates \true;
    exits \false;
    assigns *curve;
    ensures added: \old(curve->n) < 400 ==> curve->n == \old(curve->n) + 1 && curve->t[\old(curve->n)] == \old(flow->tr.sample[i].t) && curve->value[\old(curve->n)] == gap &&
                   curve->bound[\old(curve->n)] == \old(stay_close_residual_bound(c->alpha, c->D, c->r0, c->rate, flow->tr.sample[i].t)) &&
                   curve->error[\old(curve->n)] == \old(flow->error_r[i] + flow->lin_error[i]);
    ensures before: same{Old, Here}(&curve->t[0], \old(curve->n)) && same{Old, Here}(&curve->value[0], \old(curve->n)) &&
                    same{Old, Here}(&curve->bound[0], \old(curve->n)) && same{Old, Here}(&curve->error[0], \old(curve->n)); */
static void add_residual(ntk_curve *curve, const constants *c, const ntk_measured_flow *flow, size_t i, double gap) {
  const double t = flow->tr.sample[i].t;
  ntk_curve_add(curve, t, gap, ntk_stay_close_residual_bound(c->alpha, c->D, c->r0, c->rate, t), flow->error_r[i] + flow->lin_error[i]);
}

/*@ requires valid: \valid(curve) && \valid_read(c) && flow_samples(flow);
    requires apart: curve_apart(curve, flow) && \separated(curve, c);
    terminates \true;
    exits \false;
    assigns *curve;
    ensures samples: curve->n == flow->tr.count && \forall integer i; 0 <= i < curve->n ==>
                     curve->t[i] == flow->tr.sample[i].t && curve->value[i] == flow->gap_r[i] &&
                     curve->bound[i] == stay_close_residual_bound(c->alpha, c->D, c->r0, c->rate, flow->tr.sample[i].t) &&
                     curve->error[i] == flow->error_r[i] + flow->lin_error[i]; */
static void residual_curve(const constants *c, const ntk_measured_flow *flow, ntk_curve *curve) {
  curve->n = 0;
  /*@ loop invariant range: 0 <= i <= flow->tr.count && curve->n == i;
      loop invariant times: \forall integer j; 0 <= j < i ==> curve->t[j] == flow->tr.sample[j].t;
      loop invariant values: \forall integer j; 0 <= j < i ==> curve->value[j] == flow->gap_r[j];
      loop invariant bounds: \forall integer j; 0 <= j < i ==> curve->bound[j] == stay_close_residual_bound(c->alpha, c->D, c->r0, c->rate, flow->tr.sample[j].t);
      loop invariant errors: \forall integer j; 0 <= j < i ==> curve->error[j] == flow->error_r[j] + flow->lin_error[j];
      loop assigns i, *curve;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) add_residual(curve, c, flow, i, flow->gap_r[i]);
}

/*@ requires valid: \valid_read(trial) && \valid_read(trial->net.w0 + (0 .. trial->p - 1)) && \valid(curve) && \valid_read(c) && flow_samples(flow);
    requires apart: curve_apart(curve, flow) && \separated(curve, c);
    terminates \true;
    exits \false;
    assigns *curve;
    ensures samples: curve->n == flow->tr.count && \forall integer i; 0 <= i < curve->n ==>
                     curve->t[i] == flow->tr.sample[i].t && curve->value[i] == flow->gap_w[i] && curve->bound[i] == c->drift; */
static void drift_curve(const ntk_trial *trial, const constants *c, const ntk_measured_flow *flow, ntk_curve *curve) {
  const double s4 = c->sigma * c->sigma * c->sigma * c->sigma;
  const double fixed = c->sigma_max * trial->eigen_error * c->r0 / (c->alpha * s4) + 4.0 * DBL_EPSILON * ntk_norm(trial->p, trial->net.w0);
  curve->n = 0;
  /*@ loop invariant range: 0 <= i <= flow->tr.count && curve->n == i;
      loop invariant times: \forall integer j; 0 <= j < i ==> curve->t[j] == flow->tr.sample[j].t;
      loop invariant values: \forall integer j; 0 <= j < i ==> curve->value[j] == flow->gap_w[j];
      loop invariant bounds: \forall integer j; 0 <= j < i ==> curve->bound[j] == c->drift;
      loop assigns i, *curve;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) ntk_curve_add(curve, flow->tr.sample[i].t, flow->gap_w[i], c->drift, flow->tr.sample[i].error + fixed);
}

/*@ requires valid: \valid_read(what) && curve_readable(curve) && \valid(out);
    requires apart: \separated(out, curve);
    terminates \true;
    exits \false;
    assigns *out;
    ensures held: out->verdict == NTK_HELD ==> stay_close(&curve->value[0], &curve->bound[0], &curve->error[0], curve->n); */
static void decide(const char *what, const ntk_curve *curve, ntk_outcome *out) {
  ntk_decide_curve(out, what, ntk_stay_close(curve->n, curve->value, curve->bound, curve->error), curve);
}

/* The drift's inequality alone. */
/*@ requires valid: \valid_read(trial) && \valid_read(trial->net.w0 + (0 .. trial->p - 1)) && \valid_read(c) && flow_samples(flow) && \valid(out);
    requires apart: \separated(out, trial) && \separated(out, c);
    terminates \true;
    exits \false;
    assigns *out; */
static void drift_of(const ntk_trial *trial, const constants *c, const ntk_measured_flow *flow, ntk_outcome *out) {
  ntk_curve curve;
  drift_curve(trial, c, flow, &curve);
  decide("||w - u||", &curve, out);
}

/*@ requires valid: \valid_read(trial) && \valid_read(trial->setting) && \valid_read(trial->net.w0 + (0 .. trial->p - 1)) && flow_samples(flow) && \valid(out);
    requires scale: 0.0 < flow->alpha && 0.0 < trial->sigma && trial->edge_ball.h < 1.0;
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_outcome *out) {
  ntk_curve curve;
  ntk_outcome drift;
  const constants c = constants_of(trial, flow);
  residual_curve(&c, flow, &curve);
  drift_of(trial, &c, flow, &drift);
  decide("||r - r_lin||", &curve, out);
  ntk_outcome_worse(out, &drift);
  ntk_note_scale(out, trial, flow);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  //@ assert w0: trial->status == NTK_OK ==> \valid_read(trial->net.w0 + (0 .. trial->p - 1));
  //@ assert sigma: trial->status == NTK_OK && trial->singular.singular == 0 ==> 0.0 < trial->sigma;
  const ntk_measured_flow *flow = ntk_certified_gate(trial, out);
  if (flow != NULL) judge(trial, flow, out);
}

/* exp(+alpha^2 K t) r(0) has norm g >= ||r|| by far: the gap to it is at least g - ||r||. */
/*@ requires valid: \valid_read(trial) && flow_samples(flow) && modes_valid(lin) && \valid(out);
    requires scale: 0.0 < flow->alpha && 0.0 < trial->sigma && trial->edge_ball.h < 1.0;
    terminates \true;
    exits \false;
    assigns *out; */
static void climb(const ntk_trial *trial, const ntk_measured_flow *flow, const ntk_linearised *lin, ntk_outcome *out) {
  const constants c = constants_of(trial, flow);
  const size_t n = flow->tr.count;
  ntk_curve curve;
  curve.n = 0;
  /*@ loop invariant range: 0 <= i <= n && curve.n == i;
      loop assigns i, curve;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) add_residual(&curve, &c, flow, i, fabs(ntk_climbing_norm(lin, flow->tr.sample[i].t) - flow->tr.sample[i].residual));
  decide("||r - r_lin||", &curve, out);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "flipped sign in the linearised flow: r_lin' = +alpha^2 K r_lin");
  const ntk_linearised *lin = trial->ball.h < 1.0 ? &trial->lin : &trial->edge_lin;
  //@ assert sigma: trial->status == NTK_OK && trial->singular.singular == 0 ==> 0.0 < trial->sigma;
  //@ assert modes: trial->status == NTK_OK && trial->edge_ball.h < 1.0 ==> modes_valid(lin);
  const ntk_measured_flow *flow = ntk_certified_gate(trial, out);
  if (flow != NULL) climb(trial, flow, lin, out);
}

/*@ requires valid: \valid_read(trial) && \valid_read(trial->net.w0 + (0 .. trial->p - 1)) && flow_samples(flow) && result_valid(result);
    requires scale: 0.0 < flow->alpha && 0.0 < trial->sigma && trial->edge_ball.h < 1.0;
    terminates \true;
    exits \false;
    assigns \nothing; */
static void show(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_result *result) {
  ntk_curve curve;
  const constants c = constants_of(trial, flow);
  residual_curve(&c, flow, &curve);
  ntk_fact(result, "residual_error_share", ntk_curve_share(&curve));
  ntk_series(result, "gap of residuals", "t", "||r - r_lin||", curve.n, curve.t, curve.value);
  ntk_series(result, "bound", "t", "||r - r_lin||", curve.n, curve.t, curve.bound);
  drift_curve(trial, &c, flow, &curve);
  ntk_fact(result, "drift_error_share", ntk_curve_share(&curve));
  ntk_series(result, "gap of weights", "t", "||w - u||", curve.n, curve.t, curve.value);
  ntk_series(result, "weights bound", "t", "||w - u||", curve.n, curve.t, curve.bound);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  if (trial->init != 0) return;
  const ntk_measured_flow *flow = ntk_certified_shown(trial);
  if (flow == NULL) return;
  ntk_flow_facts(result, trial, flow);
  ntk_ball_facts(result, trial);
  show(trial, flow, result);
}

const ntk_check ntk_check_stay_close = {.id = "stay-close", .measure = measure, .control = control, .facts = facts};
