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

static void begin(const ntk_trial *trial, double alpha, band *b) {
  const double shift = trial->edge_ball.lip * trial->edge_ball.rho, low = alpha * (trial->sigma - shift), high = alpha * (trial->sigma_max + shift);
  b->low = low * low;
  b->high = high * high;
  b->least.n = b->largest.n = 0;
}

static void add(band *b, double t, double lambda_min, double lambda_max, double error) {
  ntk_curve_add(&b->least, t, b->low, lambda_min, error);
  ntk_curve_add(&b->largest, t, lambda_max, b->high, error);
}

/* Each end by the predicate with its own values on both sides, so that the outcome names the one at fault. */
static void decide(const band *b, ntk_outcome *out) {
  ntk_outcome upper;
  const double *min = b->least.bound, *max = b->largest.value;
  ntk_decide_curve(out, "the lower end, against lambda_min(Q),", ntk_spectrum_stays(b->least.n, min, min, b->least.error, b->low, b->high), &b->least);
  ntk_decide_curve(&upper, "lambda_max(Q)", ntk_spectrum_stays(b->largest.n, max, max, b->largest.error, b->low, b->high), &b->largest);
  ntk_outcome_worse(out, &upper);
}

static void follow(const ntk_trial *trial, const ntk_measured_flow *flow, band *b) {
  const double a2 = flow->alpha * flow->alpha, lip = trial->edge_ball.lip;
  begin(trial, flow->alpha, b);
  for (size_t i = 0; i < flow->tr.count; i++) {
    const ntk_sample *s = &flow->tr.sample[i];
    add(b, s->t, s->lambda_min, s->lambda_max, trial->eigen_error * s->lambda_max / trial->lambda_max + 2.0 * a2 * flow->sigma_sup * lip * s->error);
  }
}

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  band b;
  const ntk_measured_flow *flow = ntk_certified_gate(trial, NULL, out);
  if (flow == NULL) return;
  follow(trial, flow, &b);
  decide(&b, out);
  ntk_note_scale(out, trial, flow);
}

/* With K singular the claim's lower end, of the distinct rows, is not there. */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  band b;
  ntk_linearised twice;
  double projection;
  snprintf(what, 256, "a singular K: the first row given twice; the band is that of the rows without it");
  const ntk_measured_flow *flow = ntk_certified_gate(trial, NULL, out);
  if (flow == NULL) return;
  const ntk_status status = ntk_duplicate_row(&twice, &projection, trial->N, flow->alpha, trial->K, trial->r0);
  if (status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
    return;
  }
  const double a2 = flow->alpha * flow->alpha;
  begin(trial, flow->alpha, &b);
  add(&b, 0.0, a2 * twice.lambda[0], a2 * twice.lambda[trial->N], a2 * trial->eigen_error);
  decide(&b, out);
  ntk_linearised_clear(&twice);
}

static void series(ntk_result *result, const char *name, const char *label, const ntk_curve *curve, const double *y) {
  ntk_series(result, name, "t", label, curve->n, curve->t, y);
}

static void spectrum(const ntk_trial *trial, ntk_result *result) {
  double x[NTK_FLOW_SAMPLES], y[NTK_FLOW_SAMPLES];
  const size_t step = trial->N / NTK_FLOW_SAMPLES + 1;
  size_t n = 0;
  for (size_t i = 0; i < trial->N; i += step, n++) x[n] = (double)(i + 1), y[n] = trial->lin.lambda[trial->N - 1 - i];
  ntk_series(result, "spectrum of K", "index", "eigenvalue", n, x, y);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  band b;
  ntk_outcome out;
  if (trial->init != 0 || trial->status != NTK_OK) return;
  spectrum(trial, result);
  ntk_ball_facts(result, trial);
  const ntk_measured_flow *flow = ntk_certified_gate(trial, NULL, &out);
  if (flow == NULL) return;
  follow(trial, flow, &b);
  ntk_flow_facts(result, trial, flow);
  ntk_fact(result, "error_share", ntk_curve_share(&b.least));
  series(result, "lambda_min(Q)", "least eigenvalue", &b.least, b.least.bound);
  series(result, "lower bound", "least eigenvalue", &b.least, b.least.value);
  series(result, "lambda_max(Q)", "largest eigenvalue", &b.largest, b.largest.value);
  series(result, "upper bound", "largest eigenvalue", &b.largest, b.largest.bound);
}

const ntk_check ntk_check_spectrum_stays = {.id = "spectrum-stays", .measure = measure, .control = control, .facts = facts};
