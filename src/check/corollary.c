/* corollary on the trained network: ||alpha f - y|| against its start times exp(-lambda t), lambda = alpha^2 sigma_inf^2 as in lemma-2. */
#include <stdio.h>

#include "check/inequality.h"
#include "check/sampling.h"
#include "claim/corollary.h"

static double lambda_of(const ntk_measured_flow *flow) { return flow->alpha * flow->alpha * flow->sigma_inf * flow->sigma_inf; }

static void decide(const ntk_measured_flow *flow, ntk_outcome *out, ntk_curve *curve) {
  const ntk_sample *s = flow->tr.sample;
  const double lambda = lambda_of(flow);
  curve->n = 0;
  for (size_t i = 0; i < flow->tr.count; i++) {
    const double bound = ntk_corollary_bound(s[0].residual, lambda, s[i].t);
    ntk_curve_add(curve, s[i].t, s[i].residual, bound, flow->error_r[i] + flow->error_r[0] * bound / s[0].residual);
  }
  ntk_decide_curve(out, "||z - y||", ntk_corollary(curve->n, curve->t, curve->value, curve->error, s[0].residual, lambda), curve);
}

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  ntk_curve curve;
  const ntk_measured_flow *flow = ntk_infimum_gate(trial, out);
  if (flow == NULL) return;
  decide(flow, out, &curve);
  ntk_note_scale(out, trial, flow);
}

static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "flipped sign, z' = +Q (z - y): the solution with Q = Q(0) in closed form");
  if (!ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) return;
  const ntk_measured_flow *flow = &trial->flow;
  const double lambda = lambda_of(flow), start = ntk_climbing_norm(&trial->lin, 0.0);
  ntk_curve curve = {.n = 0};
  for (size_t i = 0; i < flow->tr.count; i++) {
    const double t = flow->tr.sample[i].t, value = ntk_climbing_norm(&trial->lin, t);
    ntk_curve_add(&curve, t, value, ntk_corollary_bound(start, lambda, t), 1e-6 * start);
  }
  ntk_decide_curve(out, "||z - y||", ntk_corollary(curve.n, curve.t, curve.value, curve.error, start, lambda), &curve);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  const ntk_measured_flow *flow = ntk_shown_flow(trial);
  if (trial->init != 0 || flow == NULL) return;
  decide(flow, &out, &curve);
  ntk_flow_facts(result, trial, flow);
  ntk_fact(result, "lambda", lambda_of(flow));
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
  ntk_series(result, "residual", "t", "||alpha f - y||", curve.n, curve.t, curve.value);
  if (flow->sigma_inf > 0.0) ntk_series(result, "bound", "t", "||alpha f - y||", curve.n, curve.t, curve.bound);
}

const ntk_check ntk_check_corollary = {.id = "corollary", .measure = measure, .control = control, .facts = facts};
