/* Inequalities along a trajectory: curves, the decision on them, and what must be known before. */
#ifndef NTK_CHECK_INEQUALITY_H
#define NTK_CHECK_INEQUALITY_H

#include "check/trial.h"

/* value_i <= bound_i + error_i at t_i. Room for two quantities on every sample. */
#define NTK_CURVE_MOST (2 * NTK_FLOW_SAMPLES)
typedef struct {
  size_t n;
  double t[NTK_CURVE_MOST], value[NTK_CURVE_MOST], bound[NTK_CURVE_MOST], error[NTK_CURVE_MOST];
} ntk_curve;

#include "../../spec/acsl/curve.h"

/* A claim is not held when the stated error is more than this share of its bound anywhere: the comparison would say nothing. */
#define NTK_SHARE_MOST 0.1

/* Appends one comparison; nothing happens when the curve is full. */
/*@ requires valid: curve_valid(curve);
    terminates \true;
    exits \false;
    assigns *curve;
    ensures valid: curve->n == (\old(curve->n) < 400 ? \old(curve->n) + 1 : 400);
    ensures added: \old(curve->n) < 400 ==> curve->t[\old(curve->n)] == t && curve->value[\old(curve->n)] == value &&
                                            curve->bound[\old(curve->n)] == bound && curve->error[\old(curve->n)] == error;
    ensures before: same{Old, Here}(&curve->t[0], \old(curve->n)) && same{Old, Here}(&curve->value[0], \old(curve->n)) &&
                    same{Old, Here}(&curve->bound[0], \old(curve->n)) && same{Old, Here}(&curve->error[0], \old(curve->n)); */
void ntk_curve_add(ntk_curve *curve, double t, double value, double bound, double error);

/* The largest error/bound after t = 0 (at t = 0 the claims' two sides are equal by definition); 0 when there is nothing after it and more than one sample. */
/*@ requires valid: curve_readable(curve);
    terminates \true;
    exits \false;
    assigns \result \from *curve;
    ensures positive: 0.0 <= \result;
    ensures largest: \forall integer i; 0 <= i < curve->n && curve_counts(curve, i) && 0.0 < curve->error[i] ==> curve->error[i] / curve->bound[i] <= \result; */
double ntk_curve_share(const ntk_curve *curve);

/* holds is what the claim's predicate said of these numbers. Not finite: undecided. Not holding: refuted, the worst excess
   value - error over bound as witness. Holding: held with the least bound / value after t = 0; undecided when the share is beyond NTK_SHARE_MOST. */
/*@ requires valid: \valid(out) && \valid_read(what) && curve_readable(curve);
    requires apart: \separated(out, curve);
    terminates \true;
    exits \false;
    assigns *out;
    ensures held: out->verdict == NTK_HELD ==> holds != 0 && 0 < curve->n;
    ensures refuted: out->verdict == NTK_REFUTED ==> holds == 0 && 0 < curve->n;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
void ntk_decide_curve(ntk_outcome *out, const char *what, int holds, const ntk_curve *curve);

/* out := the worse of two outcomes of one claim (as ntk_result_fold ranks them). */
/*@ requires valid: \valid(out) && \valid_read(other);
    requires apart: \separated(out, other);
    terminates \true;
    exits \false;
    assigns *out;
    ensures one: out->verdict == folded(\old(out->verdict)) || out->verdict == folded(other->verdict);
    ensures worse: badness(out->verdict) >= badness(folded(\old(out->verdict))) && badness(out->verdict) >= badness(folded(other->verdict)); */
void ntk_outcome_worse(ntk_outcome *out, const ntk_outcome *other);

/* What a claim presumes. */
enum {
  NTK_NEEDS_RANK = 1,     /* sigma > 0 */
  NTK_NEEDS_LIP = 2,      /* the Jacobian is Lipschitz */
  NTK_NEEDS_FLOW = 4,     /* the flow given was computed */
  NTK_NEEDS_INFIMUM = 8   /* inf_t sigma_min(J) of the flow given is known and positive */
};

/* 1 when all that is needed is there; else 0 and *out says what is missing: hypothesis-fails for rank and Lip, undecided for the rest.
   flow may be NULL when it is not needed. */
/*@ requires valid: trial_valid(trial) && \valid(out);
    requires flow: (needs & NTK_NEEDS_FLOW) != 0 || (needs & NTK_NEEDS_INFIMUM) != 0 ==> \valid_read(flow);
    requires apart: outcome_apart(out, trial) && \separated(out, flow);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1;
    ensures computed: \result == 1 ==> trial->status == NTK_OK;
    ensures rank: \result == 1 && (needs & NTK_NEEDS_RANK) != 0 ==> trial->singular.singular == 0;
    ensures flow: \result == 1 && (needs & NTK_NEEDS_FLOW) != 0 ==> flow->status == NTK_OK;
    ensures infimum: \result == 1 && (needs & NTK_NEEDS_INFIMUM) != 0 ==> 0.0 < flow->sigma_inf;
    ensures missing: \result == 0 ==> out->verdict == NTK_UNDECIDED || out->verdict == NTK_HYPOTHESIS_FAILS; */
int ntk_gate(const ntk_trial *trial, const ntk_measured_flow *flow, unsigned needs, ntk_outcome *out);

/* The flow on which B1 closes (ntk_certified_flow), or NULL with the reason in *out: rank, Lip, h < 1, or the flow is missing. */
/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from trial, *trial;
    ensures flow: \result != \null ==> trial->status == NTK_OK && trial->singular.singular == 0 && \result->status == NTK_OK && trial->edge_ball.h < 1.0;
    ensures which: \result == \null || \result == (trial->ball.h < 1.0 ? &trial->flow : &trial->edge_flow);
    ensures measured: \result != \null ==> flow_measured(\result, trial->N, trial->p);
    ensures missing: \result == \null ==> out->verdict == NTK_UNDECIDED || out->verdict == NTK_HYPOTHESIS_FAILS; */
const ntk_measured_flow *ntk_certified_gate(const ntk_trial *trial, ntk_outcome *out);

/* The same flow or NULL, without the reason. */
/*@ requires valid: trial_valid(trial);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from trial, *trial;
    ensures flow: \result != \null ==> trial->status == NTK_OK && trial->singular.singular == 0 && \result->status == NTK_OK && trial->edge_ball.h < 1.0;
    ensures which: \result == \null || \result == (trial->ball.h < 1.0 ? &trial->flow : &trial->edge_flow);
    ensures measured: \result != \null ==> flow_measured(\result, trial->N, trial->p); */
const ntk_measured_flow *ntk_certified_shown(const ntk_trial *trial);
/* The flow that claims about inf lambda_min(Q) are evaluated on: trial->flow, or where the infimum is unknown there the certified one.
   NULL with the reason in *out: rank, the infimum (or Lip), or the flow is missing. */
/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from trial, *trial;
    ensures flow: \result != \null ==> trial->status == NTK_OK && trial->singular.singular == 0 && \result->status == NTK_OK && 0.0 < \result->sigma_inf;
    ensures which: \result == \null || \result == &trial->flow || \result == &trial->edge_flow;
    ensures measured: \result != \null ==> flow_measured(\result, trial->N, trial->p);
    ensures missing: \result == \null ==> out->verdict == NTK_UNDECIDED || out->verdict == NTK_HYPOTHESIS_FAILS; */
const ntk_measured_flow *ntk_infimum_gate(const ntk_trial *trial, ntk_outcome *out);

/* What facts and curves of those claims show: that flow, or trial->flow without a bound, or NULL. */
/*@ requires valid: trial_valid(trial);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from trial, *trial;
    ensures flow: \result != \null ==> trial->status == NTK_OK && \result->status == NTK_OK;
    ensures which: \result == \null || \result == &trial->flow || \result == &trial->edge_flow;
    ensures measured: \result != \null ==> flow_measured(\result, trial->N, trial->p); */
const ntk_measured_flow *ntk_shown_flow(const ntk_trial *trial);

/* Adds to the reason at which scale it is when that is not setting->alpha. */
/*@ requires valid: \valid(out) && \valid_read(trial) && \valid_read(trial->setting) && \valid_read(flow);
    terminates \true;
    exits \false;
    assigns out->reason[0 .. 511]; */
void ntk_note_scale(ntk_outcome *out, const ntk_trial *trial, const ntk_measured_flow *flow);

/* Facts of the flow a claim was evaluated on: alpha, horizon, samples, spectrum, Lip, errors. */
/*@ requires valid: result_valid(result) && trial_valid(trial) && \valid_read(flow);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_flow_facts(ntk_result *result, const ntk_trial *trial, const ntk_measured_flow *flow);

/* Facts of B1: h at setting->alpha, h, rho* and Lip where it closes. */
/*@ requires valid: result_valid(result) && \valid_read(trial);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_ball_facts(ntk_result *result, const ntk_trial *trial);

/* "NAME seed I": a curve of the trial's initialisation. */
/*@ requires valid: result_valid(result) && \valid_read(trial) && \valid_read(name) && \valid_read(x_label) && \valid_read(y_label);
    requires points: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_seed_series(ntk_result *result, const ntk_trial *trial, const char *name, const char *x_label, const char *y_label, size_t n, const double *x, const double *y);

#endif
