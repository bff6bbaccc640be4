#include "check/inequality.h"

#include <math.h>
#include <stdio.h>

#include "check/rank.h"

void ntk_curve_add(ntk_curve *curve, double t, double value, double bound, double error) {
  if (curve->n >= NTK_CURVE_MOST) return;
  curve->t[curve->n] = t;
  curve->value[curve->n] = value;
  curve->bound[curve->n] = bound;
  curve->error[curve->n++] = error;
}

/* Samples at t = 0 are left out of shares and margins where there are others. */
/*@ requires valid: curve_readable(curve) && i < curve->n;
    terminates \true;
    exits \false;
    assigns \result \from curve->t[i], curve->n;
    ensures counts: \result != 0 <==> curve_counts(curve, i); */
static int counts(const ntk_curve *curve, size_t i) { return curve->t[i] > 0.0 || curve->n == 1; }

double ntk_curve_share(const ntk_curve *curve) {
  double share = 0.0;
  /*@ loop invariant range: 0 <= i <= curve->n;
      loop invariant positive: 0.0 <= share;
      loop invariant largest: \forall integer j; 0 <= j < i && curve_counts(curve, j) && 0.0 < curve->error[j] ==> curve->error[j] / curve->bound[j] <= share;
      loop assigns i, share;
      loop variant curve->n - i; */
  for (size_t i = 0; i < curve->n; i++)
    if (counts(curve, i) && curve->error[i] > 0.0) share = fmax(share, curve->error[i] / curve->bound[i]);
  return share;
}

/*@ requires valid: curve_readable(curve) && \valid(where) && \separated(where, curve);
    terminates \true;
    exits \false;
    assigns *where, \result \from *curve;
    ensures boolean: \result == 0 || \result == 1;
    ensures where: \result == 0 ==> *where < curve->n;
    ensures finite: \result == 1 ==> \forall integer i; 0 <= i < curve->n ==> finite(curve->t[i]) && finite(curve->value[i]) && finite(curve->bound[i]) && finite(curve->error[i]); */
static int finite(const ntk_curve *curve, size_t *where) {
  /*@ loop invariant range: 0 <= i <= curve->n;
      loop invariant finite: \forall integer j; 0 <= j < i ==> finite(curve->t[j]) && finite(curve->value[j]) && finite(curve->bound[j]) && finite(curve->error[j]);
      loop assigns i;
      loop variant curve->n - i; */
  for (size_t i = 0; i < curve->n; i++)
    if (!isfinite(curve->t[i]) || !isfinite(curve->value[i]) || !isfinite(curve->bound[i]) || !isfinite(curve->error[i])) {
      *where = i;
      return 0;
    }
  return 1;
}

/* Where value - error is largest against bound: of all that the error explains, none. */
/*@ requires valid: curve_readable(curve) && 0 < curve->n;
    terminates \true;
    exits \false;
    assigns \result \from *curve;
    ensures inside: \result < curve->n; */
static size_t worst(const ntk_curve *curve) {
  size_t w = 0;
  double least = INFINITY;
  /*@ loop invariant range: 0 <= i <= curve->n && w < curve->n;
      loop assigns i, w, least;
      loop variant curve->n - i; */
  for (size_t i = 0; i < curve->n; i++) {
    const double over = curve->value[i] - curve->error[i], ratio = over > 0.0 ? curve->bound[i] / over : INFINITY;
    if (ratio < least) least = ratio, w = i;
  }
  return w;
}

/* The least bound / value after t = 0; the last sample where there is none. */
/*@ requires valid: curve_readable(curve) && 0 < curve->n;
    terminates \true;
    exits \false;
    assigns \result \from *curve;
    ensures inside: \result < curve->n; */
static size_t least_margin(const ntk_curve *curve) {
  size_t w = curve->n - 1;
  double least = INFINITY;
  /*@ loop invariant range: 0 <= i <= curve->n && w < curve->n;
      loop assigns i, w, least;
      loop variant curve->n - i; */
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

/*@ requires valid: \valid_read(trial) && norms_valid(&trial->norms);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static int lipschitz(const ntk_trial *trial) {
  double lip;
  return ntk_norms_lipschitz(&trial->norms, 0.0, &lip) == NTK_OK && isfinite(lip);
}

/* What ntk_gate asks, without the reason. */
/*@ requires valid: trial_valid(trial);
    requires flow: (needs & NTK_NEEDS_FLOW) != 0 || (needs & NTK_NEEDS_INFIMUM) != 0 ==> \valid_read(flow);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures boolean: \result == 0 || \result == 1;
    ensures computed: \result == 1 ==> trial->status == NTK_OK;
    ensures rank: \result == 1 && (needs & NTK_NEEDS_RANK) != 0 ==> trial->singular.singular == 0;
    ensures flow: \result == 1 && (needs & NTK_NEEDS_FLOW) != 0 ==> flow->status == NTK_OK;
    ensures infimum: \result == 1 && (needs & NTK_NEEDS_INFIMUM) != 0 ==> 0.0 < flow->sigma_inf; */
static int met(const ntk_trial *trial, const ntk_measured_flow *flow, unsigned needs) {
  if (trial->status != NTK_OK) return 0;
  if ((needs & NTK_NEEDS_RANK) != 0 && trial->singular.singular) return 0;
  if ((needs & NTK_NEEDS_LIP) != 0 && !lipschitz(trial)) return 0;
  if ((needs & NTK_NEEDS_FLOW) != 0 && flow->status != NTK_OK) return 0;
  return (needs & NTK_NEEDS_INFIMUM) == 0 || flow->sigma_inf > 0.0;
}

int ntk_gate(const ntk_trial *trial, const ntk_measured_flow *flow, unsigned needs, ntk_outcome *out) {
  const char *phi = trial->setting->arch.activation->name;
  ntk_outcome_init(out);
  //@ assert norms: trial->status == NTK_OK ==> norms_valid(&trial->norms);
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

const ntk_measured_flow *ntk_certified_gate(const ntk_trial *trial, ntk_outcome *out) {
  const ntk_measured_flow *flow = ntk_certified_flow(trial);
  //@ assert measured: trial->status == NTK_OK && trial->edge_ball.h < 1.0 && flow->status == NTK_OK ==> flow_measured(flow, trial->N, trial->p);
  if (!ntk_gate(trial, flow, NTK_NEEDS_RANK | NTK_NEEDS_LIP, out)) return NULL;
  if (!(trial->edge_ball.h < 1.0)) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "h: 2 Lip ||r0|| / (alpha sigma^2) = %.3g is not below 1, and no scale alpha makes it so (f(w0) is not 0)", trial->ball.h);
    return NULL;
  }
  if (flow->status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "flow-failed: %s", flow->why);
    return NULL;
  }
  //@ assert alpha: trial->flow.alpha == \at(trial->flow.alpha, Pre) && trial->edge_flow.alpha == \at(trial->edge_flow.alpha, Pre);
  return flow;
}

const ntk_measured_flow *ntk_certified_shown(const ntk_trial *trial) {
  const ntk_measured_flow *flow = ntk_certified_flow(trial);
  if (!met(trial, flow, NTK_NEEDS_RANK | NTK_NEEDS_LIP) || !(trial->edge_ball.h < 1.0) || flow->status != NTK_OK) return NULL;
  return flow;
}

const ntk_measured_flow *ntk_infimum_gate(const ntk_trial *trial, ntk_outcome *out) {
  const unsigned needs = NTK_NEEDS_RANK | NTK_NEEDS_FLOW | NTK_NEEDS_INFIMUM;
  const ntk_measured_flow *edge = ntk_certified_flow(trial);
  const int at_edge = met(trial, edge, needs) && trial->edge_ball.h < 1.0;
  //@ assert measured: trial->status == NTK_OK && trial->flow.status == NTK_OK ==> flow_measured(&trial->flow, trial->N, trial->p);
  //@ assert measured_edge: at_edge != 0 ==> flow_measured(edge, trial->N, trial->p);
  const int here = ntk_gate(trial, &trial->flow, needs, out);
  //@ assert alpha: trial->flow.alpha == \at(trial->flow.alpha, Pre) && trial->edge_flow.alpha == \at(trial->edge_flow.alpha, Pre);
  if (here) return &trial->flow;
  return out->verdict == NTK_UNDECIDED && at_edge ? edge : NULL;
}

const ntk_measured_flow *ntk_shown_flow(const ntk_trial *trial) {
  const unsigned needs = NTK_NEEDS_RANK | NTK_NEEDS_FLOW | NTK_NEEDS_INFIMUM;
  const ntk_measured_flow *edge = ntk_certified_flow(trial);
  if (met(trial, &trial->flow, needs)) return &trial->flow;
  /* as ntk_infimum_gate: beyond a K that is singular no scale helps */
  if (trial->status == NTK_OK && !trial->singular.singular && trial->edge_ball.h < 1.0 && met(trial, edge, needs)) return edge;
  return met(trial, &trial->flow, NTK_NEEDS_FLOW) ? &trial->flow : NULL;
}

void ntk_note_scale(ntk_outcome *out, const ntk_trial *trial, const ntk_measured_flow *flow) {
  const size_t at = ntk_text_end(out->reason, sizeof out->reason);
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
