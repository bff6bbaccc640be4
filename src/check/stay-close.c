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

static constants constants_of(const ntk_trial *trial, const ntk_measured_flow *flow) {
  const ntk_ball *ball = &trial->edge_ball;
  constants c = {.alpha = flow->alpha, .sigma = trial->sigma, .sigma_max = trial->sigma_max, .r0 = flow->tr.sample[0].residual};
  c.D = ntk_stay_close_D(ball->lip, ball->rho, c.sigma_max);
  c.rate = c.alpha * c.alpha * c.sigma * c.sigma * (1.0 - ball->h);
  c.drift = ntk_stay_close_drift_bound(c.alpha, c.sigma, ball->h, ball->lip, ball->rho, c.D, c.sigma_max, c.r0);
  return c;
}

static void add_residual(ntk_curve *curve, const constants *c, const ntk_measured_flow *flow, size_t i, double gap) {
  const double t = flow->tr.sample[i].t;
  ntk_curve_add(curve, t, gap, ntk_stay_close_residual_bound(c->alpha, c->D, c->r0, c->rate, t), flow->error_r[i] + flow->lin_error[i]);
}

static void residual_curve(const constants *c, const ntk_measured_flow *flow, ntk_curve *curve) {
  curve->n = 0;
  for (size_t i = 0; i < flow->tr.count; i++) add_residual(curve, c, flow, i, flow->gap_r[i]);
}

static void drift_curve(const ntk_trial *trial, const constants *c, const ntk_measured_flow *flow, ntk_curve *curve) {
  const double s4 = c->sigma * c->sigma * c->sigma * c->sigma;
  const double fixed = c->sigma_max * trial->eigen_error * c->r0 / (c->alpha * s4) + 4.0 * DBL_EPSILON * ntk_norm(trial->p, trial->net.w0);
  curve->n = 0;
  for (size_t i = 0; i < flow->tr.count; i++) ntk_curve_add(curve, flow->tr.sample[i].t, flow->gap_w[i], c->drift, flow->tr.sample[i].error + fixed);
}

static void decide(const char *what, const ntk_curve *curve, ntk_outcome *out) {
  ntk_decide_curve(out, what, ntk_stay_close(curve->n, curve->value, curve->bound, curve->error), curve);
}

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  ntk_curve curve;
  ntk_outcome drift;
  const ntk_measured_flow *flow = ntk_certified_gate(trial, NULL, out);
  if (flow == NULL) return;
  const constants c = constants_of(trial, flow);
  residual_curve(&c, flow, &curve);
  decide("||r - r_lin||", &curve, out);
  drift_curve(trial, &c, flow, &curve);
  decide("||w - u||", &curve, &drift);
  ntk_outcome_worse(out, &drift);
  ntk_note_scale(out, trial, flow);
}

/* exp(+alpha^2 K t) r(0) has norm g >= ||r|| by far: the gap to it is at least g - ||r||. */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  ntk_curve curve = {.n = 0};
  const ntk_linearised *lin;
  snprintf(what, 256, "flipped sign in the linearised flow: r_lin' = +alpha^2 K r_lin");
  const ntk_measured_flow *flow = ntk_certified_gate(trial, &lin, out);
  if (flow == NULL) return;
  const constants c = constants_of(trial, flow);
  for (size_t i = 0; i < flow->tr.count; i++)
    add_residual(&curve, &c, flow, i, fabs(ntk_climbing_norm(lin, flow->tr.sample[i].t) - flow->tr.sample[i].residual));
  decide("||r - r_lin||", &curve, out);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  if (trial->init != 0 || trial->status != NTK_OK) return;
  const ntk_measured_flow *flow = ntk_certified_gate(trial, NULL, &out);
  if (flow == NULL) return;
  const constants c = constants_of(trial, flow);
  ntk_flow_facts(result, trial, flow);
  ntk_ball_facts(result, trial);
  residual_curve(&c, flow, &curve);
  ntk_fact(result, "residual_error_share", ntk_curve_share(&curve));
  ntk_series(result, "gap of residuals", "t", "||r - r_lin||", curve.n, curve.t, curve.value);
  ntk_series(result, "bound", "t", "||r - r_lin||", curve.n, curve.t, curve.bound);
  drift_curve(trial, &c, flow, &curve);
  ntk_fact(result, "drift_error_share", ntk_curve_share(&curve));
  ntk_series(result, "gap of weights", "t", "||w - u||", curve.n, curve.t, curve.value);
  ntk_series(result, "weights bound", "t", "||w - u||", curve.n, curve.t, curve.bound);
}

const ntk_check ntk_check_stay_close = {.id = "stay-close", .measure = measure, .control = control, .facts = facts};
