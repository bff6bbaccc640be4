#include "check/inequality.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check/rank.h"

void ntk_curve_add(ntk_curve *curve, double t, double value, double bound, double error) {
  if (curve->n >= NTK_CURVE_MOST) return;
  curve->t[curve->n] = t;
  curve->value[curve->n] = value;
  curve->bound[curve->n] = bound;
  curve->error[curve->n++] = error;
}

/* Samples at t = 0 are left out of shares and margins where there are others. */
static int counts(const ntk_curve *curve, size_t i) { return curve->t[i] > 0.0 || curve->n == 1; }

double ntk_curve_share(const ntk_curve *curve) {
  double share = 0.0;
  for (size_t i = 0; i < curve->n; i++)
    if (counts(curve, i) && curve->error[i] > 0.0) share = fmax(share, curve->error[i] / curve->bound[i]);
  return share;
}

static int finite(const ntk_curve *curve, size_t *where) {
  for (size_t i = 0; i < curve->n; i++)
    if (!isfinite(curve->t[i]) || !isfinite(curve->value[i]) || !isfinite(curve->bound[i]) || !isfinite(curve->error[i])) {
      *where = i;
      return 0;
    }
  return 1;
}

/* Where value - error is largest against bound: of all that the error explains, none. */
static size_t worst(const ntk_curve *curve) {
  size_t w = 0;
  double least = INFINITY;
  for (size_t i = 0; i < curve->n; i++) {
    const double over = curve->value[i] - curve->error[i], ratio = over > 0.0 ? curve->bound[i] / over : INFINITY;
    if (ratio < least) least = ratio, w = i;
  }
  return w;
}

static size_t least_margin(const ntk_curve *curve) {
  size_t w = curve->n - 1;
  double least = INFINITY;
  for (size_t i = 0; i < curve->n; i++)
    if (counts(curve, i) && curve->value[i] > 0.0 && curve->bound[i] / curve->value[i] < least) least = curve->bound[i] / curve->value[i], w = i;
  return w;
}

void ntk_decide_curve(ntk_outcome *out, const char *what, int holds, const ntk_curve *curve) {
  size_t at = 0;
  ntk_outcome_init(out);
  if (curve->n == 0 || !finite(curve, &at)) {
    ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: %s, sample %zu of %zu", what, at, curve->n);
    return;
  }
  const double share = ntk_curve_share(curve);
  const size_t w = holds ? least_margin(curve) : worst(curve);
  const double value = curve->value[w], bound = curve->bound[w], error = curve->error[w], t = curve->t[w];
  if (!holds) ntk_outcome_set(out, NTK_REFUTED, "exceeds: %s = %.6g at t = %.4g, bound %.6g, error %.2g", what, value, t, bound, error);
  else if (!(share <= NTK_SHARE_MOST))
    ntk_outcome_set(out, NTK_UNDECIDED, "error-too-large: what %s may be off by is up to %.2g of its bound", what, share);
  else ntk_outcome_set(out, NTK_HELD, "below: %s stays below its bound at %zu samples, closest at t = %.4g; error at most %.2g of the bound", what, curve->n, t, share);
  out->value = value;
  out->bound = bound;
  out->error = error;
  out->margin = value > 0.0 ? bound / value : NAN;
  out->at = t;
}

void ntk_outcome_worse(ntk_outcome *out, const ntk_outcome *other) {
  ntk_result fold = {.id = ""};
  ntk_outcome_init(&fold.sample);
  ntk_result_fold(&fold, out);
  ntk_result_fold(&fold, other);
  *out = fold.sample;
}

static int lipschitz(const ntk_trial *trial) {
  double lip;
  return ntk_norms_lipschitz(&trial->norms, 0.0, &lip) == NTK_OK && isfinite(lip);
}

int ntk_gate(const ntk_trial *trial, const ntk_measured_flow *flow, unsigned needs, ntk_outcome *out) {
  const char *phi = trial->setting->arch.activation->name;
  ntk_outcome_init(out);
  if (trial->status != NTK_OK) ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", trial->why);
  else if ((needs & NTK_NEEDS_RANK) != 0 && trial->singular.singular) ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "%s", trial->singular.reason);
  else if ((needs & NTK_NEEDS_LIP) != 0 && !lipschitz(trial))
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "jacobian-not-lipschitz: the derivative of %s jumps, or Lip overflows", phi);
  else if ((needs & NTK_NEEDS_FLOW) != 0 && flow->status != NTK_OK) ntk_outcome_set(out, NTK_UNDECIDED, "flow-failed: %s", flow->why);
  else if ((needs & NTK_NEEDS_INFIMUM) != 0 && !(flow->sigma_inf > 0.0)) {
    if (!lipschitz(trial))
      ntk_outcome_set(out, NTK_UNDECIDED, "infimum-unknown: the Jacobian of a %s network is not Lipschitz, so nothing bounds lambda_min between samples", phi);
    else
      ntk_outcome_set(out, NTK_UNDECIDED, "infimum-unknown: with Lip = %.3g lambda_min(Q) cannot be kept above 0 between %zu samples at alpha = %.4g", flow->lip, flow->tr.count, flow->alpha);
  } else return 1;
  return 0;
}

const ntk_measured_flow *ntk_certified_gate(const ntk_trial *trial, const ntk_linearised **lin, ntk_outcome *out) {
  const ntk_measured_flow *flow = ntk_certified_flow(trial, lin);
  if (!ntk_gate(trial, flow, NTK_NEEDS_RANK | NTK_NEEDS_LIP, out)) return NULL;
  if (!(trial->edge_ball.h < 1.0)) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "h: 2 Lip ||r0|| / (alpha sigma^2) = %.3g is not below 1, and no scale alpha makes it so (f(w0) is not 0)", trial->ball.h);
    return NULL;
  }
  return ntk_gate(trial, flow, NTK_NEEDS_FLOW, out) ? flow : NULL;
}

const ntk_measured_flow *ntk_infimum_gate(const ntk_trial *trial, ntk_outcome *out) {
  const unsigned needs = NTK_NEEDS_RANK | NTK_NEEDS_FLOW | NTK_NEEDS_INFIMUM;
  const ntk_measured_flow *edge = ntk_certified_flow(trial, NULL);
  ntk_outcome unused;
  if (ntk_gate(trial, &trial->flow, needs, out)) return &trial->flow;
  if (out->verdict != NTK_UNDECIDED || trial->status != NTK_OK || !(trial->edge_ball.h < 1.0)) return NULL;
  return ntk_gate(trial, edge, needs, &unused) ? edge : NULL;
}

const ntk_measured_flow *ntk_shown_flow(const ntk_trial *trial) {
  ntk_outcome unused;
  const ntk_measured_flow *flow = ntk_infimum_gate(trial, &unused);
  if (flow != NULL) return flow;
  return ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, &unused) ? &trial->flow : NULL;
}

void ntk_note_scale(ntk_outcome *out, const ntk_trial *trial, const ntk_measured_flow *flow) {
  const size_t at = strlen(out->reason);
  if (flow->alpha == trial->setting->alpha) return;
  snprintf(out->reason + at, sizeof out->reason - at, " (at alpha = %.4g, where h = %.2g; at alpha = %.4g %s)", flow->alpha, trial->edge_ball.h, trial->setting->alpha,
           trial->flow.sigma_inf > 0.0 ? "h >= 1" : "Lip is too large to follow J between samples");
}

void ntk_flow_facts(ntk_result *result, const ntk_trial *trial, const ntk_measured_flow *flow) {
  if (trial->status != NTK_OK || flow->status != NTK_OK) return;
  const double slowest = trial->singular.singular ? ntk_least_positive(&trial->lin, 1e-4 * trial->lambda_max) : trial->lambda_min;
  ntk_fact(result, "alpha", flow->alpha);
  ntk_fact(result, "T", flow->T);
  ntk_fact(result, "horizon", flow->alpha * flow->alpha * slowest * flow->T);
  ntk_fact(result, "samples", (double)flow->tr.count);
  ntk_fact(result, "steps", (double)flow->stats.steps);
  ntk_fact(result, "lambda_min", trial->lambda_min);
  ntk_fact(result, "lambda_max", trial->lambda_max);
  ntk_fact(result, "eigen_error", trial->eigen_error);
  ntk_fact(result, "sigma_inf", flow->sigma_inf);
  ntk_fact(result, "sigma_sup", flow->sigma_sup);
  ntk_fact(result, "lipschitz", flow->lip);
  ntk_fact(result, "reach", flow->reach);
  ntk_fact(result, "integration_error", flow->stats.error);
}

void ntk_ball_facts(ntk_result *result, const ntk_trial *trial) {
  ntk_fact(result, "h_at_alpha", trial->ball.h);
  ntk_fact(result, "h", trial->edge_ball.h);
  ntk_fact(result, "rho", trial->edge_ball.rho);
  ntk_fact(result, "lip_on_ball", trial->edge_ball.lip);
}

void ntk_seed_series(ntk_result *result, const ntk_trial *trial, const char *name, const char *x_label, const char *y_label, size_t n, const double *x, const double *y) {
  char full[96];
  snprintf(full, sizeof full, "%.60s seed %zu", name, trial->init);
  ntk_series(result, full, x_label, y_label, n, x, y);
}
