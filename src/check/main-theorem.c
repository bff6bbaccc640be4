/* main-theorem at 1.1 times its own threshold, for the flow and the linearised flow: R <= R(0) exp(-t alpha^2 sigma^2 / 2) and
   drift <= 6 sigma_max ||r0|| / (alpha sigma^2). Lip of the threshold holds on the ball that the theorem speaks of (ball.h).
   Errors: R by ||r|| e_r + e_r^2/2, and R(0) likewise; drift by e_w; the linearised flow's r by lin_error, its drift by the relative
   error of the least eigenvalue, eigen_error/sigma^2 + 8 N eps. */
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "check/inequality.h"
#include "check/rank.h"
#include "check/sampling.h"
#include "claim/kantorovich.h"
#include "claim/main-theorem.h"

#include "../../spec/acsl/index.h"

typedef struct {
  ntk_curve loss, drift;
  double R0, start, rate, drift_bound; /* R(0), what it may be off by, alpha^2 sigma^2 / 2, the drift's bound */
} curves;

/*@ predicate curves_valid{L}(curves *c) = \valid(c) && c->loss.n <= 400 && c->drift.n <= 400 && c->loss.n == c->drift.n;

    // writing c changes nothing of the flow
    predicate curves_apart{L}(curves *c, ntk_trial *trial) = \separated(c, trial) && \separated(c, trial->main_flow.tr.sample + (0 .. trial->main_flow.tr.count - 1)) &&
      \separated(c, trial->main_flow.error_r + (0 .. 199)) && \separated(c, trial->main_flow.lin_r + (0 .. 199)) &&
      \separated(c, trial->main_flow.lin_error + (0 .. 199)) && \separated(c, trial->main_flow.lin_drift + (0 .. 199));

    // there is a flow at the theorem's scale
    predicate main_flow_there{L}(ntk_trial *trial) = \valid_read(trial) && flow_samples(&trial->main_flow) && 0.0 < trial->main_flow.alpha && 0.0 < trial->sigma; */

/* No samples yet; the bounds at the theorem's scale. */
/*@ requires valid: main_flow_there(trial) && \valid(c);
    requires apart: curves_apart(c, trial);
    terminates \true;
    exits \false;
    assigns *c;
    ensures empty: c->loss.n == 0 && c->drift.n == 0;
    ensures start: c->R0 == trial->main_flow.tr.sample[0].R;
    ensures drift: c->drift_bound == main_theorem_drift_bound(trial->main_flow.alpha, trial->sigma, trial->sigma_max, trial->main_flow.tr.sample[0].residual); */
static void begin(const ntk_trial *trial, curves *c) {
  const ntk_measured_flow *flow = &trial->main_flow;
  const double alpha = flow->alpha, sigma = trial->sigma, r0 = flow->tr.sample[0].residual;
  c->loss.n = c->drift.n = 0;
  c->R0 = flow->tr.sample[0].R;
  c->start = r0 * flow->error_r[0];
  c->rate = 0.5 * alpha * alpha * sigma * sigma;
  c->drift_bound = ntk_main_theorem_drift_bound(alpha, sigma, trial->sigma_max, r0);
}

/* Appends a sample to both curves. */
/*@ requires valid: curves_valid(c);
    terminates \true;
    exits \false;
    assigns c->loss, c->drift;
    ensures valid: curves_valid(c) && c->loss.n == (\old(c->loss.n) < 400 ? \old(c->loss.n) + 1 : 400);
    ensures loss: \old(c->loss.n) < 400 ==> c->loss.value[\old(c->loss.n)] == R && c->loss.bound[\old(c->loss.n)] == main_theorem_loss_bound(\old(c->R0), \old(c->rate), t);
    ensures drift: \old(c->drift.n) < 400 ==> c->drift.value[\old(c->drift.n)] == drift && c->drift.bound[\old(c->drift.n)] == \old(c->drift_bound); */
static void add(curves *c, double t, double R, double error_R, double drift, double error_drift) {
  const double bound = ntk_main_theorem_loss_bound(c->R0, c->rate, t);
  ntk_curve_add(&c->loss, t, R, bound, error_R + c->start * bound / c->R0);
  ntk_curve_add(&c->drift, t, drift, c->drift_bound, error_drift);
}

/* Both conclusions, each by the predicate with the other's values put at 0, so that the outcome names the one at fault. */
/*@ requires valid: \valid_read(c) && c->loss.n <= 400 && c->drift.n <= 400 && \valid(out) && \valid_read(what);
    requires apart: \separated(out, c);
    terminates \true;
    exits \false;
    assigns *out;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void decide(const curves *c, const char *what, ntk_outcome *out) {
  static const double zero[NTK_CURVE_MOST];
  ntk_outcome drift;
  char name[64];
  snprintf(name, sizeof name, "R of %s", what);
  ntk_decide_curve(out, name, ntk_main_theorem(c->loss.n, c->loss.t, c->loss.value, c->loss.error, zero, zero, c->R0, c->rate, c->drift_bound), &c->loss);
  snprintf(name, sizeof name, "||w - w0|| of %s", what);
  ntk_decide_curve(&drift, name, ntk_main_theorem(c->drift.n, c->drift.t, zero, zero, c->drift.value, c->drift.error, c->R0, c->rate, c->drift_bound), &c->drift);
  ntk_outcome_worse(out, &drift);
}

/* The flow's loss and drift beside the bounds. */
/*@ requires valid: main_flow_there(trial) && \valid(c);
    requires apart: curves_apart(c, trial);
    terminates \true;
    exits \false;
    assigns *c;
    ensures all: curves_valid(c) && c->loss.n == trial->main_flow.tr.count; */
static void true_flow(const ntk_trial *trial, curves *c) {
  const ntk_measured_flow *flow = &trial->main_flow;
  begin(trial, c);
  /*@ loop invariant range: 0 <= i <= flow->tr.count;
      loop invariant count: c->loss.n == i && c->drift.n == i;
      loop assigns i, c->loss, c->drift;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) {
    const ntk_sample *s = &flow->tr.sample[i];
    const double e = flow->error_r[i];
    add(c, s->t, s->R, e * (s->residual + 0.5 * e), s->drift, s->error);
  }
}

/* The linearised flow's. */
/*@ requires valid: main_flow_there(trial) && \valid(c);
    requires apart: curves_apart(c, trial);
    terminates \true;
    exits \false;
    assigns *c;
    ensures all: curves_valid(c) && c->loss.n == trial->main_flow.tr.count; */
static void linearised_flow(const ntk_trial *trial, curves *c) {
  const ntk_measured_flow *flow = &trial->main_flow;
  const double relative = trial->eigen_error / (trial->sigma * trial->sigma) + 8.0 * (double)trial->N * DBL_EPSILON;
  begin(trial, c);
  /*@ loop invariant range: 0 <= i <= flow->tr.count;
      loop invariant count: c->loss.n == i && c->drift.n == i;
      loop assigns i, c->loss, c->drift;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) {
    const double r = flow->lin_r[i], e = flow->lin_error[i];
    add(c, flow->tr.sample[i].t, 0.5 * r * r, e * (r + 0.5 * e), flow->lin_drift[i], relative * flow->lin_drift[i]);
  }
}

/* 1 when there is a flow at the theorem's scale, and the scale is big enough. */
/*@ requires valid: trial_valid(trial);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures boolean: \result == 0 || \result == 1;
    ensures there: \result == 1 ==> trial->status == NTK_OK && main_flow_there(trial) && 0.0 < trial->main_alpha; */
static int there(const ntk_trial *trial) {
  if (trial->status != NTK_OK || trial->singular.singular || trial->main_flow.status != NTK_OK) return 0;
  const double least = ntk_main_theorem_threshold(trial->sigma, trial->sigma_max, trial->main_lip, trial->main_flow.tr.sample[0].residual);
  return trial->main_alpha > 0.0 && trial->main_alpha >= least;
}

/* The same; where it is 0 *out says what is missing. */
/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1;
    ensures there: \result == 1 ==> main_flow_there(trial);
    ensures missing: \result == 0 ==> out->verdict == NTK_UNDECIDED || out->verdict == NTK_HYPOTHESIS_FAILS; */
static int usable(const ntk_trial *trial, ntk_outcome *out) {
  const int ready = there(trial);
  //@ assert samples: trial->status == NTK_OK && trial->main_flow.status == NTK_OK ==> flow_samples(&trial->main_flow);
  //@ assert sigma: trial->status == NTK_OK && trial->singular.singular == 0 ==> 0.0 < trial->sigma;
  if (!ntk_gate(trial, &trial->main_flow, NTK_NEEDS_RANK | NTK_NEEDS_LIP, out)) return 0;
  //@ assert kept: trial->sigma == \at(trial->sigma, Pre) && trial->main_flow.alpha == \at(trial->main_flow.alpha, Pre);
  if (!isfinite(trial->threshold)) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "no-scale: alpha >= 24 (sigma_max/sigma) Lip ||alpha f(w0) - y|| / sigma^2 holds for no alpha that was found (f(w0) is not 0)");
    return 0;
  }
  if (trial->main_flow.status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "flow-failed: %s", trial->main_flow.why);
    return 0;
  }
  if (ready) return 1;
  const double least = ntk_main_theorem_threshold(trial->sigma, trial->sigma_max, trial->main_lip, trial->main_flow.tr.sample[0].residual);
  ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "scale: alpha = %.6g is below %.6g", trial->main_alpha, least);
  return 0;
}

/*@ requires valid: main_flow_there(trial) && \valid(out);
    requires apart: \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_true(const ntk_trial *trial, ntk_outcome *out) {
  curves c;
  true_flow(trial, &c);
  decide(&c, "the flow", out);
}

/*@ requires valid: main_flow_there(trial) && \valid(out);
    requires apart: \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_linearised(const ntk_trial *trial, ntk_outcome *out) {
  curves c;
  linearised_flow(trial, &c);
  decide(&c, "the linearised flow", out);
}

/*@ requires valid: main_flow_there(trial) && \valid(out);
    requires apart: \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, ntk_outcome *out) {
  ntk_outcome linearised;
  judge_linearised(trial, &linearised);
  judge_true(trial, out);
  ntk_outcome_worse(out, &linearised);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  if (usable(trial, out)) judge(trial, out);
}

/* The linearised flow of a data set with one row given twice, with different targets: R cannot fall below half the projection on ker K.
   The bound is the theorem's with the least positive eigenvalue for sigma^2; over four horizons it falls to exp(-6) R(0). */
/*@ requires valid: modes_valid(twice) && \valid(out) && 0.0 < alpha && 0.0 < sigma;
    requires apart: \separated(out, twice);
    terminates \true;
    exits \false;
    assigns *out; */
static void compare_twice(const ntk_linearised *twice, double alpha, double slowest, double sigma, double sigma_max, ntk_outcome *out) {
  const double T = 12.0 / (alpha * alpha * slowest), r0 = ntk_linearised_norm(twice, 0.0);
  curves c;
  c.loss.n = c.drift.n = 0;
  c.R0 = 0.5 * r0 * r0, c.start = 0.0, c.rate = 0.5 * alpha * alpha * slowest;
  c.drift_bound = ntk_main_theorem_drift_bound(alpha, sigma, sigma_max, r0);
  /*@ loop invariant range: 0 <= i <= 41;
      loop invariant count: c.loss.n == i && c.drift.n == i;
      loop assigns i, c.loss, c.drift;
      loop variant 41 - i; */
  for (size_t i = 0; i <= 40; i++) {
    const double t = T * (double)i / 40.0, r = ntk_linearised_norm(twice, t);
    add(&c, t, 0.5 * r * r, 1e-6 * r * r, 0.0, 0.0);
  }
  decide(&c, "the linearised flow", out);
}

/* K and r0 (N) with the first row given twice. */
/*@ requires valid: 0 < N && 8 * N * N <= SIZE_MAX && \valid_read(K + (0 .. N * N - 1)) && \valid_read(r0 + (0 .. N - 1)) && \valid(out);
    requires scale: 0.0 < alpha;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void judge_twice(size_t N, double alpha, double eigen_error, double sigma_max, const double *K, const double *r0, ntk_outcome *out) {
  ntk_linearised twice;
  double projection;
  //@ ghost row_inside(0, N, N);
  const ntk_status status = ntk_duplicate_row(&twice, &projection, N, alpha, K, r0);
  if (status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
    return;
  }
  const double slowest = ntk_least_positive(&twice, 16.0 * eigen_error), sigma = sqrt(slowest);
  if (sigma > 0.0) compare_twice(&twice, alpha, slowest, sigma, sigma_max, out);
  else ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: K has no positive eigenvalue");
  ntk_linearised_clear(&twice);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "a singular K: the first row given twice with two targets; sigma^2 taken to be the least positive eigenvalue");
  if (!ntk_gate(trial, NULL, 0, out)) return;
  const double alpha = trial->main_alpha > 0.0 ? trial->main_alpha : trial->setting->alpha;
  judge_twice(trial->N, alpha, trial->eigen_error, trial->sigma_max, trial->K, trial->r0, out);
}

/*@ requires valid: main_flow_there(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void curve_facts(const ntk_trial *trial, ntk_result *result) {
  curves c;
  true_flow(trial, &c);
  ntk_fact(result, "error_share", fmax(ntk_curve_share(&c.loss), ntk_curve_share(&c.drift)));
  ntk_series(result, "loss", "t", "R", c.loss.n, c.loss.t, c.loss.value);
  ntk_series(result, "bound", "t", "R", c.loss.n, c.loss.t, c.loss.bound);
  ntk_series(result, "drift", "t", "||w - w0||", c.drift.n, c.drift.t, c.drift.value);
  ntk_series(result, "drift bound", "t", "||w - w0||", c.drift.n, c.drift.t, c.drift.bound);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  if (trial->init != 0 || !there(trial)) return;
  ntk_flow_facts(result, trial, &trial->main_flow);
  ntk_fact(result, "threshold", trial->threshold);
  ntk_fact(result, "threshold_lipschitz", trial->main_lip);
  ntk_fact(result, "h", ntk_kantorovich_h(trial->main_lip, trial->main_flow.tr.sample[0].residual, trial->main_alpha, trial->sigma));
  curve_facts(trial, result);
}

const ntk_check ntk_check_main_theorem = {.id = "main-theorem", .measure = measure, .control = control, .facts = facts};
