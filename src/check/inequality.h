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

/* A claim is not held when the stated error is more than this share of its bound anywhere: the comparison would say nothing. */
#define NTK_SHARE_MOST 0.1

/* Appends one comparison; nothing happens when the curve is full. */
void ntk_curve_add(ntk_curve *curve, double t, double value, double bound, double error);

/* The largest error/bound after t = 0 (at t = 0 the claims' two sides are equal by definition); 0 when there is nothing after it and more than one sample. */
double ntk_curve_share(const ntk_curve *curve);

/* holds is what the claim's predicate said of these numbers. Not finite: undecided. Not holding: refuted, the worst excess
   value - error over bound as witness. Holding: held with the least bound / value after t = 0; undecided when the share is beyond NTK_SHARE_MOST. */
void ntk_decide_curve(ntk_outcome *out, const char *what, int holds, const ntk_curve *curve);

/* out := the worse of two outcomes of one claim (as ntk_result_fold ranks them). */
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
int ntk_gate(const ntk_trial *trial, const ntk_measured_flow *flow, unsigned needs, ntk_outcome *out);

/* The flow on which B1 closes (ntk_certified_flow), or NULL with the reason in *out: rank, Lip, h < 1, or the flow is missing. */
const ntk_measured_flow *ntk_certified_gate(const ntk_trial *trial, const ntk_linearised **lin, ntk_outcome *out);

/* The flow that claims about inf lambda_min(Q) are evaluated on: trial->flow, or where the infimum is unknown there the certified one.
   NULL with the reason in *out: rank, the infimum (or Lip), or the flow is missing. */
const ntk_measured_flow *ntk_infimum_gate(const ntk_trial *trial, ntk_outcome *out);

/* What facts and curves of those claims show: that flow, or trial->flow without a bound, or NULL. */
const ntk_measured_flow *ntk_shown_flow(const ntk_trial *trial);

/* Adds to the reason at which scale it is when that is not setting->alpha. */
void ntk_note_scale(ntk_outcome *out, const ntk_trial *trial, const ntk_measured_flow *flow);

/* Facts of the flow a claim was evaluated on: alpha, horizon, samples, spectrum, Lip, errors. */
void ntk_flow_facts(ntk_result *result, const ntk_trial *trial, const ntk_measured_flow *flow);

/* Facts of B1: h at setting->alpha, h, rho* and Lip where it closes. */
void ntk_ball_facts(ntk_result *result, const ntk_trial *trial);

/* "NAME seed I": a curve of the trial's initialisation. */
void ntk_seed_series(ntk_result *result, const ntk_trial *trial, const char *name, const char *x_label, const char *y_label, size_t n, const double *x, const double *y);

#endif
