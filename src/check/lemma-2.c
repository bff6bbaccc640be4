/* lemma-2 on the trained network: R(t) against R(0) exp(-2 lambda t), lambda = alpha^2 sigma_inf^2 with sigma_inf what sigma_min(J) cannot
   fall below between samples either. R is off by ||r|| e_r + e_r^2/2, and R(0) likewise. */
#include <stdio.h>

#include "check/inequality.h"
#include "claim/lemma-2.h"

static void decide(const ntk_measured_flow *flow, double lambda, ntk_outcome *out, ntk_curve *curve) {
  const ntk_sample *s = flow->tr.sample;
  const double start = s[0].residual * flow->error_r[0];
  curve->n = 0;
  for (size_t i = 0; i < flow->tr.count; i++) {
    const double bound = ntk_lemma_2_bound(s[0].R, lambda, s[i].t), e = flow->error_r[i];
    ntk_curve_add(curve, s[i].t, s[i].R, bound, e * (s[i].residual + 0.5 * e) + start * bound / s[0].R);
  }
  ntk_decide_curve(out, "R", ntk_lemma_2(curve->n, curve->t, curve->value, curve->error, s[0].R, lambda), curve);
}

static double rate(const ntk_measured_flow *flow, double sigma) { return flow->alpha * flow->alpha * sigma * sigma; }

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  ntk_curve curve;
  const ntk_measured_flow *flow = ntk_infimum_gate(trial, out);
  if (flow == NULL) return;
  decide(flow, rate(flow, flow->sigma_inf), out, &curve);
  ntk_note_scale(out, trial, flow);
}

static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  ntk_curve curve;
  snprintf(what, 256, "1.1 sup lambda_max(Q) in place of inf lambda_min(Q): no flow falls so fast");
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) decide(&trial->flow, 1.1 * rate(&trial->flow, trial->flow.sigma_sup), out, &curve);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  const ntk_measured_flow *flow = ntk_shown_flow(trial);
  if (flow == NULL) return;
  decide(flow, rate(flow, flow->sigma_inf), &out, &curve);
  ntk_seed_series(result, trial, "loss", "t", "R", curve.n, curve.t, curve.value);
  if (flow->sigma_inf > 0.0) ntk_seed_series(result, trial, "bound", "t", "R", curve.n, curve.t, curve.bound);
  if (trial->init != 0) return;
  ntk_flow_facts(result, trial, flow);
  ntk_fact(result, "lambda", rate(flow, flow->sigma_inf));
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
}

const ntk_check ntk_check_lemma_2 = {.id = "lemma-2", .measure = measure, .control = control, .facts = facts};
