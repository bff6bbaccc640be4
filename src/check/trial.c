#include "check/trial.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/rank.h"
#include "check/study.h"
#include "claim/main-theorem.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#define HORIZON 3.0   /* alpha^2 lambda_min T */
#define ABOVE 1.1     /* main-theorem runs at this times its threshold */
#define PASS 4.0      /* C of the rounding of a pass: C L (m + d) eps times the size of what is added up */

/* The size of the sums behind f, without their cancelling: s_L ||W_L||_F ||H_{L-1}||_F / sqrt(m_{L-1}), what a sum of m_{L-1} terms of
   random signs comes to; with biases their norm beside it. */
/*@ requires valid: mlp_valid(mlp);
    terminates \true;
    exits \false;
    assigns \result \from *mlp, mlp->theta[0 .. arch_params(mlp->arch) - 1]; */
static double output_scale(const ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  const size_t L = arch->depth, k = arch->width[L], m = arch->width[L - 1], at = ntk_layer_offset(arch, L);
  double hidden = 0.0;
  /*@ loop invariant range: 0 <= i <= mlp->n;
      loop assigns i, hidden;
      loop variant mlp->n - i; */
  for (size_t i = 0; i < mlp->n; i++) hidden += ntk_sum_squares(m, gsl_matrix_const_ptr(mlp->H[L - 1], i, 0));
  const double weights = ntk_layer_scale(arch, L) * ntk_norm(k * m, mlp->theta + at) * sqrt(hidden / (double)m);
  const double biases = arch->bias_scale != 0.0 ? arch->bias_scale * ntk_norm(k, mlp->theta + at + k * m) * sqrt((double)mlp->n) : 0.0;
  return hypot(weights, biases);
}

/*@ // the arrays of a trial, and the network they are of
    predicate trial_arrays{L}(ntk_trial *t) = \valid(t) && setting_valid(t->setting) && 0.0 < t->setting->alpha && net_valid(&t->net) && t->net.N == t->N && t->net.p == t->p &&
      t->net.mlp->arch == t->setting->arch && t->net.mlp->n == t->setting->data->x->size1 && 8 * t->N * t->N <= SIZE_MAX &&
      \valid(t->y + (0 .. t->N - 1)) && \valid(t->f0 + (0 .. t->N - 1)) && \valid(t->r0 + (0 .. t->N - 1)) && \valid(t->K + (0 .. t->N * t->N - 1));

    // K(w0) is known
    predicate trial_spectrum{L}(ntk_trial *t) = \valid(t) && setting_valid(t->setting) && trial_computed(t); */
/* K(w0), its spectrum and what follows from it. */
/*@ requires valid: trial_arrays(trial) && \valid(err);
    terminates \true;
    exits \false;
    assigns *trial, trial->f0[0 .. trial->N - 1], trial->r0[0 .. trial->N - 1], trial->K[0 .. trial->N * trial->N - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EUSAGE || \result == NTK_EINTERNAL;
    ensures computed: \result == NTK_OK ==> trial_spectrum(trial); */
static ntk_status spectrum(ntk_trial *trial, ntk_error *err) {
  const ntk_setting *setting = trial->setting;
  const ntk_problem problem = {trial->net.map, setting->alpha, trial->y, trial->net.w0};
  ntk_map_value(trial->net.map, trial->f0);
  ntk_residual(&problem, trial->r0);
  trial->r0_norm = ntk_norm(trial->N, trial->r0);
  ntk_status status = ntk_map_kernel(trial->net.map, trial->K);
  if (status != NTK_OK) return ntk_fail(err, status, "the kernel at w0: %s", ntk_status_text(status));
  status = ntk_linearised_init(&trial->lin, trial->N, setting->alpha, trial->K, trial->r0);
  if (status == NTK_OK) status = ntk_eigen_ends(trial->N, trial->K, &trial->lambda_min, &trial->lambda_max);
  if (status == NTK_OK) status = ntk_norms_init(&trial->norms, trial->net.mlp);
  if (status != NTK_OK) return ntk_fail(err, status, "the spectrum of K(w0): %s", ntk_status_text(status));
  trial->eigen_error = ntk_eigen_error(trial->N, trial->lambda_max) + ntk_pass_rounding(&setting->arch, 1.0) * trial->lambda_max;
  ntk_singular_find(&trial->singular, &setting->arch, setting->data, trial->p, trial->lambda_min, trial->eigen_error);
  trial->sigma = trial->singular.singular ? 0.0 : sqrt(trial->lambda_min - trial->eigen_error);
  trial->sigma_max = sqrt(trial->lambda_max + trial->eigen_error);
  trial->rounding_f = ntk_pass_rounding(&setting->arch, PASS) * output_scale(trial->net.mlp);
  return NTK_OK;
}

/* T with alpha^2 lambda T = 3, lambda = sigma^2; with K singular the least eigenvalue above 1e-4 lambda_max (what is below may be
   anything, and no claim about such a K speaks of its horizon). */
/*@ requires valid: \valid_read(trial) && modes_valid(&trial->lin);
    terminates \true;
    exits \false;
    assigns \result \from *trial, trial->lin.lambda[0 .. trial->lin.N - 1], alpha;
    ensures regular: 0.0 < trial->sigma ==> \result == 3.0 / (alpha * alpha * (trial->sigma * trial->sigma)); */
static double horizon(const ntk_trial *trial, double alpha) {
  const double sigma = trial->sigma, slowest = sigma > 0.0 ? sigma * sigma : ntk_least_positive(&trial->lin, 1e-4 * trial->lambda_max);
  return HORIZON / (alpha * alpha * slowest);
}

/*@ requires valid: \valid(flow) && trial_spectrum(trial) && linearised_valid(lin) && lin->N == trial->N && 0.0 < alpha && \valid(err);
    requires apart: \separated(flow, trial->setting) && \separated(flow, err);
    terminates \true;
    exits \false;
    assigns *flow, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE;
    ensures measured: \result == NTK_OK && flow->status == NTK_OK ==> flow_measured(flow, trial->N, trial->p); */
static ntk_status run_flow(ntk_measured_flow *flow, const ntk_trial *trial, const ntk_linearised *lin, double alpha, double T, ntk_error *err) {
  const ntk_flow_start start = {.setting = trial->setting, .net = &trial->net, .norms = &trial->norms, .y = trial->y, .lin = lin,
                                .alpha = alpha, .T = T, .eigen_error = trial->eigen_error, .rounding_f = trial->rounding_f};
  return ntk_measured_flow_run(flow, &start, err);
}

/* The flow at 1.1 times the threshold of the main theorem; at setting->alpha where the threshold is 0 (J is constant). */
/*@ requires valid: trial_spectrum(trial) && \valid(r + (0 .. trial->N - 1)) && \valid(err);
    terminates \true;
    exits \false;
    assigns *trial, r[0 .. trial->N - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EUSAGE;
    ensures computed: \result == NTK_OK ==> trial_spectrum(trial); */
static ntk_status main_flow(ntk_trial *trial, double *r, ntk_error *err) {
  trial->threshold = INFINITY;
  trial->main_lip = INFINITY;
  trial->main_flow.status = NTK_EUSAGE;
  snprintf(trial->main_flow.why, sizeof trial->main_flow.why, "no scale alpha reaches the main theorem's threshold");
  if (!(trial->sigma > 0.0)) return NTK_OK;
  ntk_status status = ntk_main_lipschitz(&trial->main_lip, &trial->norms, trial->sigma);
  if (status != NTK_OK) return ntk_fail(err, status, "out of memory for a Lipschitz constant");
  if (!isfinite(trial->main_lip)) return NTK_OK;
  const double C = ntk_main_theorem_threshold(trial->sigma, trial->sigma_max, trial->main_lip, 1.0);
  trial->threshold = ntk_main_threshold(C, trial->N, trial->f0, trial->y);
  if (!isfinite(trial->threshold)) return NTK_OK;
  trial->main_alpha = trial->threshold > 0.0 ? ABOVE * trial->threshold : trial->setting->alpha;
  ntk_residual_of(trial->N, trial->main_alpha, trial->f0, trial->y, r);
  status = ntk_linearised_init(&trial->main_lin, trial->N, trial->main_alpha, trial->K, r);
  if (status != NTK_OK) return ntk_fail(err, status, "the linearised flow at alpha = %.3g: %s", trial->main_alpha, ntk_status_text(status));
  return run_flow(&trial->main_flow, trial, &trial->main_lin, trial->main_alpha, horizon(trial, trial->main_alpha), err);
}

/* The flow at the edge of B1, where it does not close at setting->alpha. */
/*@ requires valid: trial_spectrum(trial) && \valid(r + (0 .. trial->N - 1)) && \valid(err);
    terminates \true;
    exits \false;
    assigns *trial, r[0 .. trial->N - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EUSAGE;
    ensures computed: \result == NTK_OK ==> trial_spectrum(trial); */
static ntk_status edge_flow(ntk_trial *trial, double *r, ntk_error *err) {
  const double start = trial->setting->alpha;
  trial->edge_alpha = start;
  trial->edge_ball = trial->ball;
  if (trial->ball.h < 1.0 || !isfinite(trial->ball.lip) || !(trial->sigma > 0.0)) return NTK_OK;
  ntk_status status = ntk_edge_find(&trial->edge_alpha, &trial->edge_ball, &trial->norms, trial->N, trial->f0, trial->y, trial->sigma, start, r);
  if (status != NTK_OK) return ntk_fail(err, status, "out of memory for a Lipschitz constant");
  if (!(trial->edge_ball.h < 1.0)) return NTK_OK;
  ntk_residual_of(trial->N, trial->edge_alpha, trial->f0, trial->y, r);
  status = ntk_linearised_init(&trial->edge_lin, trial->N, trial->edge_alpha, trial->K, r);
  if (status != NTK_OK) return ntk_fail(err, status, "the linearised flow at alpha = %.3g: %s", trial->edge_alpha, ntk_status_text(status));
  return run_flow(&trial->edge_flow, trial, &trial->edge_lin, trial->edge_alpha, horizon(trial, trial->edge_alpha), err);
}

const ntk_measured_flow *ntk_certified_flow(const ntk_trial *trial) { return trial->ball.h < 1.0 ? &trial->flow : &trial->edge_flow; }

/*@ requires valid: \valid(trial) && setting_valid(trial->setting) && 0.0 < trial->setting->alpha && \valid(err);
    requires apart: \separated(trial, trial->setting) && \separated(err, trial) && \separated(err, trial->setting);
    terminates \true;
    exits \false;
    assigns *trial, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EUSAGE || \result == NTK_EINTERNAL;
    ensures computed: \result == NTK_OK ==> trial_spectrum(trial) && trial_flows(trial); */
static ntk_status compute(ntk_trial *trial, ntk_error *err) {
  const ntk_setting *setting = trial->setting;
  ntk_status status = ntk_net_init(&trial->net, &setting->arch, setting->data->x, setting->theta, setting->seed, trial->init, err);
  if (status != NTK_OK) return status;
  trial->N = trial->net.N;
  trial->p = trial->net.p;
  trial->y = ntk_study_targets(setting->data);
  trial->f0 = ntk_doubles(trial->N, 1);
  trial->r0 = ntk_doubles(trial->N, 1);
  trial->K = ntk_doubles(trial->N, trial->N);
  double *r = ntk_doubles(trial->N, 1);
  if (trial->y == NULL || trial->f0 == NULL || trial->r0 == NULL || trial->K == NULL || r == NULL)
    status = ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel of %zu rows", trial->N);
  if (status == NTK_OK) status = spectrum(trial, err);
  if (status == NTK_OK) {
    trial->T = setting->time > 0.0 ? setting->time : horizon(trial, setting->alpha);
    status = ntk_ball_find(&trial->ball, &trial->norms, trial->r0_norm, setting->alpha, trial->sigma);
  }
  if (status == NTK_OK) status = run_flow(&trial->flow, trial, &trial->lin, setting->alpha, trial->T, err);
  if (status == NTK_OK) status = main_flow(trial, r, err);
  if (status == NTK_OK) status = edge_flow(trial, r, err);
  free(r);
  return status;
}

ntk_status ntk_trial_alloc(ntk_trial **out, const ntk_setting *setting, size_t init, ntk_error *err) {
  ntk_error local = {NTK_OK, ""};
  *out = NULL;
  if (!(setting->alpha > 0.0) || !isfinite(setting->alpha)) return ntk_fail(err, NTK_EUSAGE, "alpha must be positive and finite, found %g", setting->alpha);
  if (!(setting->tolerance > 0.0) || !isfinite(setting->tolerance)) return ntk_fail(err, NTK_EUSAGE, "the tolerance must be positive and finite, found %g", setting->tolerance);
  if (!(setting->time >= 0.0) || !isfinite(setting->time)) return ntk_fail(err, NTK_EUSAGE, "the time must not be negative and must be finite, found %g", setting->time);
  ntk_trial *trial = ntk_calloc(1, 1, sizeof *trial);
  if (trial == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a trial");
  trial->setting = setting;
  trial->init = init;
  const ntk_status status = compute(trial, &local);
  if (status == NTK_ENOMEM || status == NTK_EUSAGE) {
    ntk_trial_free(trial);
    return ntk_fail(err, status, "initialisation %zu: %.900s", init, local.text[0] != '\0' ? local.text : ntk_status_text(status));
  }
  trial->status = status;
  if (status != NTK_OK) snprintf(trial->why, sizeof trial->why, "%.250s", local.text[0] != '\0' ? local.text : ntk_status_text(status));
  *out = trial;
  return NTK_OK;
}

void ntk_trial_free(ntk_trial *trial) {
  if (trial == NULL) return;
  ntk_measured_flow_clear(&trial->flow);
  ntk_measured_flow_clear(&trial->main_flow);
  ntk_measured_flow_clear(&trial->edge_flow);
  ntk_linearised_clear(&trial->lin);
  ntk_linearised_clear(&trial->main_lin);
  ntk_linearised_clear(&trial->edge_lin);
  ntk_norms_clear(&trial->norms);
  ntk_net_clear(&trial->net);
  free(trial->y), free(trial->f0), free(trial->r0), free(trial->K);
  free(trial);
}
