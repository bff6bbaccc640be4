/* lemma-1: the linearised flow. Its residual obeys r' = -alpha^2 K r, which is the flow of the linear map s -> A s + f(w0) with A A^T = K,
   A = V sqrt(lambda) (N x N): small whatever p is. Three ways are compared: closed form, the setting's stepper over the whole horizon, and
   rkf45, which knows nothing of eigenvectors, over the first 30 / (alpha^2 lambda_max); all stay below ||r(0)|| exp(-alpha^2 sigma^2 t).
   Errors: alpha sigma_max e_s (integrator) + lin_error: alpha^2 e t exp(-alpha^2 sigma^2 t) ||r(0)|| for K off by e, 8 N eps ||r(0)||. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/inequality.h"
#include "check/rank.h"
#include "check/sampling.h"
#include "claim/agree.h"
#include "claim/lemma-1.h"
#include "core/alloc.h"
#include "core/vec.h"

#define SAMPLES 60
#define EARLY 30.0

static double closed_error(const ntk_trial *trial, double t) {
  const double a2 = trial->lin.alpha * trial->lin.alpha, e = trial->eigen_error;
  return (a2 * e * t * exp(-a2 * trial->sigma * trial->sigma * t) + 8.0 * (double)trial->N * DBL_EPSILON) * trial->r0_norm;
}

/* A := V sqrt(lambda) */
static void root_of(const ntk_linearised *lin, double *A) {
  for (size_t i = 0; i < lin->N; i++)
    for (size_t j = 0; j < lin->N; j++) A[i * lin->N + j] = lin->V[i * lin->N + j] * sqrt(lin->lambda[j]);
}

static ntk_status integrate(const ntk_trial *trial, const ntk_stepper_type *stepper, double T, ntk_trajectory *tr, ntk_error *err) {
  const size_t N = trial->N;
  double *A = ntk_doubles(N, N), *s0 = ntk_doubles(N, 1), *s = ntk_doubles(N, 1);
  ntk_map *map = A != NULL ? ntk_linear_map(N, N, A, trial->f0) : NULL;
  ntk_status status = ntk_fail(err, NTK_ENOMEM, "out of memory for a linear map of %zu rows", N);
  if (map != NULL && s0 != NULL && s != NULL) {
    root_of(&trial->lin, A);
    const ntk_problem problem = {map, trial->lin.alpha, trial->y, s0};
    const double fastest = trial->lin.alpha * trial->lin.alpha * trial->lambda_max * T;
    const ntk_flow_options options = {.stepper = stepper, .T = T, .tolerance = fmin(trial->setting->tolerance, 1e-8), .samples = SAMPLES,
                                      .geometric = 1, .first = fmin(0.1, 1.0 / fastest)};
    status = ntk_flow_run(&problem, &options, s, tr, NULL, NULL, err);
  }
  if (map != NULL) ntk_linear_map_free(map);
  free(A), free(s0), free(s);
  return status;
}

static void decide(const char *what, const ntk_trial *trial, double rate, const ntk_curve *c, ntk_outcome *out) {
  ntk_decide_curve(out, what, ntk_lemma_1(c->n, c->t, c->value, c->error, trial->r0_norm, rate), c);
}

/* Integrated against closed form, and both against the bound. */
static void compare(const ntk_trial *trial, const ntk_trajectory *tr, const char *what, ntk_outcome *out, ntk_curve *curve) {
  const double rate = trial->lin.alpha * trial->lin.alpha * trial->sigma * trial->sigma;
  ntk_curve closed = {.n = 0};
  ntk_outcome other;
  curve->n = 0;
  for (size_t i = 0; i < tr->count; i++) {
    const ntk_sample *s = &tr->sample[i];
    const double bound = ntk_lemma_1_bound(trial->r0_norm, rate, s->t), error = closed_error(trial, s->t);
    ntk_curve_add(curve, s->t, s->residual, bound, trial->lin.alpha * trial->sigma_max * s->error + error);
    ntk_curve_add(&closed, s->t, ntk_linearised_norm(&trial->lin, s->t), bound, error);
  }
  decide(what, trial, rate, curve, out);
  decide("||r_lin|| in closed form", trial, rate, &closed, &other);
  ntk_outcome_worse(out, &other);
  ntk_decide_agree(&other, what, ntk_agree(curve->n, curve->value, closed.value, curve->error), curve->n, curve->value, closed.value, curve->error);
  if (other.verdict != NTK_HELD) *out = other;
}

static int computed(const ntk_trial *trial, const ntk_stepper_type *stepper, double T, ntk_trajectory *tr, ntk_outcome *out) {
  ntk_error err = {NTK_OK, ""};
  *tr = (ntk_trajectory){0};
  const ntk_status status = integrate(trial, stepper, T, tr, &err);
  if (status == NTK_OK) return 1;
  ntk_trajectory_clear(tr);
  ntk_outcome_set(out, NTK_UNDECIDED, "flow-failed: %.400s", err.text);
  return 0;
}

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  ntk_curve curve;
  ntk_trajectory tr;
  ntk_outcome early;
  if (!ntk_gate(trial, NULL, NTK_NEEDS_RANK, out)) return;
  if (!computed(trial, trial->setting->stepper, trial->T, &tr, out)) return;
  compare(trial, &tr, "||r_lin||", out, &curve);
  ntk_trajectory_clear(&tr);
  const double fastest = trial->lin.alpha * trial->lin.alpha * trial->lambda_max;
  if (!computed(trial, &ntk_stepper_rkf45, fmin(trial->T, EARLY / fastest), &tr, out)) return;
  compare(trial, &tr, "||r_lin|| by rkf45", &early, &curve);
  ntk_trajectory_clear(&tr);
  ntk_outcome_worse(out, &early);
}

/* With K singular r_lin tends to its projection on ker K, not to 0 (theory B6). */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  ntk_linearised twice;
  double projection;
  ntk_curve curve = {.n = 0};
  snprintf(what, 256, "a singular K: the first row given twice with two targets; r_lin tends to its projection on ker K");
  if (!ntk_gate(trial, NULL, 0, out)) return;
  const ntk_status status = ntk_duplicate_row(&twice, &projection, trial->N, trial->lin.alpha, trial->K, trial->r0);
  if (status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
    return;
  }
  const double rate = twice.alpha * twice.alpha * ntk_least_positive(&twice, 16.0 * trial->eigen_error), r0 = ntk_linearised_norm(&twice, 0.0);
  for (size_t i = 0; i <= 40; i++) {
    const double t = 6.0 / rate * (double)i / 40.0;
    ntk_curve_add(&curve, t, ntk_linearised_norm(&twice, t), ntk_lemma_1_bound(r0, rate, t), 1e-6 * r0);
  }
  ntk_decide_curve(out, "||r_lin||", ntk_lemma_1(curve.n, curve.t, curve.value, curve.error, r0, rate), &curve);
  ntk_linearised_clear(&twice);
}

static void control_facts(const ntk_trial *trial, ntk_result *result) {
  ntk_linearised twice;
  double projection;
  if (ntk_duplicate_row(&twice, &projection, trial->N, trial->lin.alpha, trial->K, trial->r0) != NTK_OK) return;
  const double rate = twice.alpha * twice.alpha * ntk_least_positive(&twice, 16.0 * trial->eigen_error);
  ntk_fact(result, "control_limit", ntk_linearised_norm(&twice, 40.0 / rate));
  ntk_fact(result, "control_projection", projection);
  ntk_linearised_clear(&twice);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  ntk_curve curve;
  ntk_trajectory tr;
  ntk_outcome out;
  if (trial->init != 0 || trial->status != NTK_OK) return;
  ntk_fact(result, "alpha", trial->lin.alpha);
  ntk_fact(result, "T", trial->T);
  ntk_fact(result, "lambda_min", trial->lambda_min);
  ntk_fact(result, "lambda_max", trial->lambda_max);
  ntk_fact(result, "eigen_error", trial->eigen_error);
  control_facts(trial, result);
  if (!ntk_gate(trial, NULL, NTK_NEEDS_RANK, &out) || !computed(trial, trial->setting->stepper, trial->T, &tr, &out)) return;
  ntk_fact(result, "horizon", trial->lin.alpha * trial->lin.alpha * trial->lambda_min * trial->T);
  compare(trial, &tr, "||r_lin||", &out, &curve);
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
  ntk_series(result, "linearised residual", "t", "||r_lin||", curve.n, curve.t, curve.value);
  ntk_series(result, "bound", "t", "||r_lin||", curve.n, curve.t, curve.bound);
  ntk_trajectory_clear(&tr);
}

const ntk_check ntk_check_lemma_1 = {.id = "lemma-1", .measure = measure, .control = control, .facts = facts};
