/* spectrum-stays: the ends of the spectrum of Q(t) at every sample lie within alpha^2 (sigma - Lip rho)^2 and alpha^2 (sigma_max + Lip rho)^2,
   with sigma, sigma_max, Lip and rho = rho* (B1) fixed at initialisation. It needs h < 1; where h >= 1 at the scale asked for, it is looked at
   near the least scale with h < 1 (fact "alpha"). An eigenvalue of Q is off by alpha^2 (eigen_error + 2 sigma_sup Lip e_w). */
#include <stdio.h>

#include "check/inequality.h"
#include "check/rank.h"
#include "claim/spectrum-stays.h"

/* The band, and the ends of the spectrum against it: low <= lambda_min and lambda_max <= high. */
typedef struct {
  double low, high;
  ntk_curve least, largest;
} band;

/*@ predicate band_open{L}(band *b) = \valid(b) && b->least.n <= 200 && b->largest.n <= 200; */

/*@ requires valid: \valid_read(trial) && \valid(b);
    requires apart: \separated(b, trial);
    terminates \true;
    exits \false;
    assigns *b;
    ensures low: b->low == square(alpha * (trial->sigma - trial->edge_ball.lip * trial->edge_ball.rho));
    ensures high: b->high == square(alpha * (trial->sigma_max + trial->edge_ball.lip * trial->edge_ball.rho));
    ensures empty: b->least.n == 0 && b->largest.n == 0; */
static void begin(const ntk_trial *trial, double alpha, band *b) {
  const double shift = trial->edge_ball.lip * trial->edge_ball.rho, low = alpha * (trial->sigma - shift), high = alpha * (trial->sigma_max + shift);
  b->low = low * low;
  b->high = high * high;
  b->least.n = b->largest.n = 0;
}

/*@ requires valid: band_open(b) && b->least.n == b->largest.n < 200;
    terminates \true;
    exits \false;
    assigns b->least, b->largest;
    ensures one: b->least.n == \old(b->least.n) + 1 && b->largest.n == b->least.n; */
static void add(band *b, double t, double lambda_min, double lambda_max, double error) {
  ntk_curve_add(&b->least, t, b->low, lambda_min, error);
  ntk_curve_add(&b->largest, t, lambda_max, b->high, error);
}

/* Each end by the predicate with its own values on both sides, so that the outcome names the one at fault. */
/*@ requires valid: band_open(b) && \valid(out);
    requires apart: \separated(out, b);
    terminates \true;
    exits \false;
    assigns *out;
    ensures held: out->verdict == NTK_HELD ==>
                  spectrum_stays(&b->least.bound[0], &b->least.bound[0], &b->least.error[0], b->least.n, b->low, b->high) &&
                  spectrum_stays(&b->largest.value[0], &b->largest.value[0], &b->largest.error[0], b->largest.n, b->low, b->high); */
static void decide(const band *b, ntk_outcome *out) {
  ntk_outcome upper;
  const double *min = b->least.bound, *max = b->largest.value;
  ntk_decide_curve(out, "the lower end, against lambda_min(Q),", ntk_spectrum_stays(b->least.n, min, min, b->least.error, b->low, b->high), &b->least);
  ntk_decide_curve(&upper, "lambda_max(Q)", ntk_spectrum_stays(b->largest.n, max, max, b->largest.error, b->low, b->high), &b->largest);
  ntk_outcome_worse(out, &upper);
}

/*@ requires valid: \valid_read(trial) && flow_samples(flow) && \valid(b);
    requires apart: \separated(b, trial) && \separated(b, flow) && \separated(b, flow->tr.sample + (0 .. flow->tr.count - 1));
    terminates \true;
    exits \false;
    assigns *b;
    ensures samples: b->least.n == flow->tr.count && b->largest.n == flow->tr.count; */
static void follow(const ntk_trial *trial, const ntk_measured_flow *flow, band *b) {
  const double a2 = flow->alpha * flow->alpha, lip = trial->edge_ball.lip;
  begin(trial, flow->alpha, b);
  /*@ loop invariant range: 0 <= i <= flow->tr.count && b->least.n == i && b->largest.n == i;
      loop assigns i, b->least, b->largest;
      loop variant flow->tr.count - i; */
  for (size_t i = 0; i < flow->tr.count; i++) {
    const ntk_sample *s = &flow->tr.sample[i];
    add(b, s->t, s->lambda_min, s->lambda_max, trial->eigen_error * s->lambda_max / trial->lambda_max + 2.0 * a2 * flow->sigma_sup * lip * s->error);
  }
}

/*@ requires valid: \valid_read(trial) && \valid_read(trial->setting) && flow_samples(flow) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_outcome *out) {
  band b;
  follow(trial, flow, &b);
  decide(&b, out);
  ntk_note_scale(out, trial, flow);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  const ntk_measured_flow *flow = ntk_certified_gate(trial, out);
  if (flow != NULL) judge(trial, flow, out);
}

/* The band of the trial against ends of a spectrum at time 0. */
/*@ requires valid: \valid_read(trial) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_ends(const ntk_trial *trial, double alpha, double least, double largest, double error, ntk_outcome *out) {
  band b;
  begin(trial, alpha, &b);
  add(&b, 0.0, least, largest, error);
  decide(&b, out);
}

/* With K singular the claim's lower end, of the distinct rows, is not there. */
/*@ requires valid: \valid_read(trial) && 0 < trial->N && 8 * trial->N * trial->N <= SIZE_MAX && \valid_read(trial->K + (0 .. trial->N * trial->N - 1)) &&
                    \valid_read(trial->r0 + (0 .. trial->N - 1)) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void judge_twice(const ntk_trial *trial, double alpha, ntk_outcome *out) {
  ntk_linearised twice;
  double projection;
  const size_t N = trial->N;
  //@ assert size: N <= N * N;
  const ntk_status status = ntk_duplicate_row(&twice, &projection, N, alpha, trial->K, trial->r0);
  if (status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
    return;
  }
  const double a2 = alpha * alpha, least = a2 * twice.lambda[0], largest = a2 * twice.lambda[N];
  ntk_linearised_clear(&twice);
  judge_ends(trial, alpha, least, largest, a2 * trial->eigen_error, out);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "a singular K: the first row given twice; the band is that of the rows without it");
  //@ assert kernel: trial->status == NTK_OK ==> trial_computed(trial);
  const ntk_measured_flow *flow = ntk_certified_gate(trial, out);
  if (flow != NULL) judge_twice(trial, flow->alpha, out);
}

/*@ requires valid: result_valid(result) && \valid_read(name) && \valid_read(label) && curve_readable(curve) && \valid_read(y + (0 .. curve->n - 1));
    terminates \true;
    exits \false;
    assigns \nothing; */
static void series(ntk_result *result, const char *name, const char *label, const ntk_curve *curve, const double *y) {
  ntk_series(result, name, "t", label, curve->n, curve->t, y);
}

/* Not more eigenvalues than a flow has samples. */
/*@ requires valid: 0 < N <= SIZE_MAX / 8 && \valid_read(lambda + (0 .. N - 1)) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void spectrum(size_t N, const double *lambda, ntk_result *result) {
  double x[NTK_FLOW_SAMPLES], y[NTK_FLOW_SAMPLES];
  const size_t step = N / NTK_FLOW_SAMPLES + 1;
  size_t n = 0;
  //@ assert steps: N < NTK_FLOW_SAMPLES * step;
  /*@ loop invariant range: 0 <= n <= NTK_FLOW_SAMPLES && i == n * step;
      loop assigns i, n, x[0 .. NTK_FLOW_SAMPLES - 1], y[0 .. NTK_FLOW_SAMPLES - 1];
      loop variant NTK_FLOW_SAMPLES - n; */
  for (size_t i = 0; i < N; i += step, n++) x[n] = (double)(i + 1), y[n] = lambda[N - 1 - i];
  ntk_series(result, "spectrum of K", "index", "eigenvalue", n, x, y);
}

/*@ requires valid: \valid_read(trial) && flow_samples(flow) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void show(const ntk_trial *trial, const ntk_measured_flow *flow, ntk_result *result) {
  band b;
  follow(trial, flow, &b);
  ntk_fact(result, "error_share", ntk_curve_share(&b.least));
  series(result, "lambda_min(Q)", "least eigenvalue", &b.least, b.least.bound);
  series(result, "lower bound", "least eigenvalue", &b.least, b.least.value);
  series(result, "lambda_max(Q)", "largest eigenvalue", &b.largest, b.largest.value);
  series(result, "upper bound", "largest eigenvalue", &b.largest, b.largest.bound);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  if (trial->init != 0 || trial->status != NTK_OK) return;
  const ntk_measured_flow *flow = ntk_certified_shown(trial);
  spectrum(trial->N, trial->lin.lambda, result);
  ntk_ball_facts(result, trial);
  if (flow == NULL) return;
  ntk_flow_facts(result, trial, flow);
  show(trial, flow, result);
}

const ntk_check ntk_check_spectrum_stays = {.id = "spectrum-stays", .measure = measure, .control = control, .facts = facts};
