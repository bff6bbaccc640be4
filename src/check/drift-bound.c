/* drift-bound on the trained network: S = alpha J, lambda = alpha^2 sigma_inf^2, lambda_max = alpha^2 sigma_sup^2 along the whole run:
   ||w(t) - w(0)|| <= sigma_sup ||r(0)|| / (alpha sigma_inf^2). The drift is off by e_w. */
#include <stdio.h>

#include "check/inequality.h"
#include "claim/drift-bound.h"

static void decide(const ntk_measured_flow *flow, double lambda, ntk_outcome *out, ntk_curve *curve) {
  const ntk_sample *s = flow->tr.sample;
  const double r0 = s[0].residual, top = flow->alpha * flow->alpha * flow->sigma_sup * flow->sigma_sup;
  const double bound = ntk_drift_bound_bound(r0, lambda, top), start = bound * flow->error_r[0] / r0;
  curve->n = 0;
  for (size_t i = 0; i < flow->tr.count; i++) ntk_curve_add(curve, s[i].t, s[i].drift, bound, s[i].error + start);
  ntk_decide_curve(out, "||w - w0||", ntk_drift_bound(curve->n, curve->value, curve->error, r0, lambda, top), curve);
}

static double least(const ntk_measured_flow *flow) { return flow->alpha * flow->alpha * flow->sigma_inf * flow->sigma_inf; }

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  ntk_curve curve;
  const ntk_measured_flow *flow = ntk_infimum_gate(trial, out);
  if (flow == NULL) return;
  decide(flow, least(flow), out, &curve);
  ntk_note_scale(out, trial, flow);
}

/* drift >= (||r(0)|| - ||r(T)||) / (alpha sigma_sup), and ||r|| falls by more than a quarter over the horizon: the bound with
   4 lambda_max for lambda, ||r(0)|| / (4 alpha sigma_sup), must be exceeded. A horizon cut short by the user may fail to show it. */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  ntk_curve curve;
  const ntk_measured_flow *flow = &trial->flow;
  snprintf(what, 256, "4 sup lambda_max(S S^T) in place of inf lambda_min(S S^T)");
  if (!ntk_gate(trial, flow, NTK_NEEDS_FLOW, out)) return;
  const ntk_sample *s = flow->tr.sample;
  decide(flow, 4.0 * flow->alpha * flow->alpha * flow->sigma_sup * flow->sigma_sup, out, &curve);
  if (out->verdict == NTK_HELD && s[flow->tr.count - 1].residual > 0.75 * s[0].residual)
    ntk_outcome_set(out, NTK_UNDECIDED, "short-horizon: ||r|| has not fallen to 3/4 by T = %.3g", flow->T);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  const ntk_measured_flow *flow = ntk_shown_flow(trial);
  if (flow == NULL) return;
  decide(flow, least(flow), &out, &curve);
  /* The bound is hundreds of drifts away, so the axis is logarithmic; the drift at 0 is 0. */
  ntk_seed_series(result, trial, "drift", "t", "||w - w0||", curve.n - 1, curve.t + 1, curve.value + 1);
  ntk_series_hint(result, "log", "y");
  if (flow->sigma_inf > 0.0) ntk_seed_series(result, trial, "bound", "t", "||w - w0||", curve.n, curve.t, curve.bound);
  if (trial->init != 0) return;
  ntk_flow_facts(result, trial, flow);
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
}

const ntk_check ntk_check_drift_bound = {.id = "drift-bound", .measure = measure, .control = control, .facts = facts};
