/* prediction-flow: d/dt alpha f = -alpha^2 K(w(t)) r along the flow, at its start, middle and end; d/dt of the linearised flow's
   predictions = -alpha^2 K(w0) r_lin, constant K; and alpha J0 (u - w0) + r(0) = r_lin with J0 applied, not K.
   Derivative: the flow is run on by s, 2 s and 4 s; D_s = (-3 f(0) + 4 f(s) - f(2s)) / (2 s), D_2s likewise, D = (4 D_s - D_2s)/3 is compared.
   K comes layer-wise from the kernel, which the flow's backward pass does not use.
   Errors: what D misses of the flow with K frozen, mode by mode: ||c_j (lambda_j - D of exp(-lambda_j t))||; of the rest ||D_s - D_2s||/3
   (4 times it where J is not Lipschitz: relu); 16/s times alpha sigma_max e_w (integrator) and alpha times f's rounding; alpha^2 eigen_error ||r||.
   s is where the first and the rounding are least together: it must resolve every mode that r has, however fast. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/decide.h"
#include "check/inequality.h"
#include "check/sampling.h"
#include "claim/prediction-flow.h"
#include "core/alloc.h"
#include "core/vec.h"

#define LEAST_STEP 1e-3  /* s is sought from this over lambda_max(Q) on, by factors of 1.5 */
#define TRIES 50
#define STEPS 100       /* of the integrator within s: it takes a few */
#define KINKED 4.0      /* where J jumps the two differences are off by as much as they differ, or some times that */

typedef struct {
  const ntk_trial *trial;
  size_t N;
  double speed_up;      /* 1; the control's clock is wrong by this factor */
  double *f[4];         /* predictions alpha f at 0, s, 2s, 4s: N */
  double *value, *expected, *error, *r, *K;
  double safety;        /* times ||D_s - D_2s|| */
  double missed;        /* of the flow with K frozen, at the chosen s */
  double share;         /* largest error against ||expected||_inf */
} work;

static void work_clear(work *k) {
  for (size_t i = 0; i < 4; i++) free(k->f[i]);
  free(k->value), free(k->expected), free(k->error), free(k->r), free(k->K);
}

static int work_init(work *k, const ntk_trial *trial, double speed_up) {
  int ok = 1;
  *k = (work){.trial = trial, .N = trial->N, .speed_up = speed_up, .safety = isfinite(trial->flow.lip_at[0]) ? 1.0 / 3.0 : KINKED};
  for (size_t i = 0; i < 4; i++) ok = (k->f[i] = ntk_doubles(k->N, 1)) != NULL && ok;
  double **vectors[] = {&k->value, &k->expected, &k->error, &k->r};
  for (size_t i = 0; i < 4; i++) ok = (*vectors[i] = ntk_doubles(k->N, 1)) != NULL && ok;
  return (k->K = ntk_doubles(k->N, k->N)) != NULL && ok;
}

/* out := -alpha^2 K r */
static void expect(size_t N, double alpha, const double *K, const double *r, double *out) {
  for (size_t i = 0; i < N; i++) out[i] = -alpha * alpha * ntk_dot(N, K + i * N, r);
}

/* value := (4 D_s - D_2s)/3 from k->f; error := what it is off by, with `other` what f's entries are off by (each of them). */
static void differentiate(work *k, double s, double other, double fixed) {
  double sum = 0.0;
  for (size_t i = 0; i < k->N; i++) {
    const double one = (-3.0 * k->f[0][i] + 4.0 * k->f[1][i] - k->f[2][i]) / (2.0 * s);
    const double two = (-3.0 * k->f[0][i] + 4.0 * k->f[2][i] - k->f[3][i]) / (4.0 * s);
    k->value[i] = k->speed_up * (4.0 * one - two) / 3.0;
    sum += (one - two) * (one - two);
  }
  for (size_t i = 0; i < k->N; i++) k->error[i] = k->missed + k->safety * sqrt(sum) + 16.0 * other / s + fixed;
}

/* ||c_j e^{-lambda_j t} (lambda_j + D of exp(-lambda_j .) at 0)||, lambda_j of Q: what D with step s misses of the flow of lin from t on. */
static double missed(const ntk_linearised *lin, double t, double s) {
  double sum = 0.0;
  for (size_t j = 0; j < lin->N; j++) {
    const double mu = lin->alpha * lin->alpha * lin->lambda[j], x = mu * s;
    const double one = (4.0 * expm1(-x) - expm1(-2.0 * x)) / (2.0 * s), two = (4.0 * expm1(-2.0 * x) - expm1(-4.0 * x)) / (4.0 * s);
    const double off = lin->c[j] * exp(-mu * t) * (mu + (4.0 * one - two) / 3.0);
    sum += off * off;
  }
  return sqrt(sum);
}

/* The s with the least missed(s) + 16 other / s; k->missed there. 0 where lin does not move. */
static double choose_step(work *k, const ntk_linearised *lin, double t, double other) {
  const double fastest = lin->alpha * lin->alpha * lin->lambda[lin->N - 1];
  double best = INFINITY, step = 0.0;
  if (!(fastest > 0.0) || !isfinite(fastest)) return 0.0;
  double s = LEAST_STEP / fastest;
  for (size_t i = 0; i < TRIES; i++, s *= 1.5) {
    const double off = missed(lin, t, s), total = off + 16.0 * other / s;
    if (total < best) best = total, step = s, k->missed = off;
  }
  return step;
}

static void decide(work *k, const char *what, ntk_outcome *out) {
  double largest = 0.0;
  ntk_outcome one;
  ntk_outcome_init(&one);
  for (size_t i = 0; i < k->N; i++) largest = fmax(largest, fabs(k->expected[i]));
  const double share = largest > 0.0 ? k->error[0] / largest : 0.0;
  k->share = fmax(k->share, share);
  ntk_decide_agree(&one, what, ntk_prediction_flow(k->N, k->value, k->expected, k->error), k->N, k->value, k->expected, k->error);
  if (one.verdict == NTK_HELD && !(share <= NTK_SHARE_MOST))
    ntk_outcome_set(&one, NTK_UNDECIDED, "error-too-large: what %s may be off by is %.2g of its size", what, share);
  if (out->reason[0] == '\0') *out = one;
  else ntk_outcome_worse(out, &one);
}

/* k->f at the point the flow reaches from w after s, 2s, 4s; w moves along. *error: the integrator's. */
static ntk_status run_on(work *k, ntk_net *net, double *w, double *next, double s, double *error, ntk_error *err) {
  const ntk_setting *setting = k->trial->setting;
  const double tau[4] = {0.0, s, s, 2.0 * s};
  *error = 0.0;
  for (size_t j = 1; j < 4; j++) {
    const ntk_problem problem = {net->map, setting->alpha, k->trial->y, w};
    const ntk_flow_options options = {.stepper = setting->stepper, .T = tau[j], .tolerance = isfinite(k->trial->flow.lip_at[0]) ? fmin(1e-9, setting->tolerance) : 1e-4, .max_steps = STEPS};
    ntk_flow_stats stats = {0};
    ntk_status status = ntk_flow_run(&problem, &options, next, NULL, NULL, &stats, err);
    if (status == NTK_OK) status = net->map->at(net->map->context, next);
    if (status != NTK_OK) return status;
    memcpy(w, next, net->p * sizeof *w);
    net->map->value(net->map->context, k->f[j]);
    for (size_t i = 0; i < k->N; i++) k->f[j][i] *= setting->alpha;
    *error += stats.error;
  }
  return NTK_OK;
}

/* The flow at one kept point. */
static ntk_status at_point(work *k, ntk_net *net, size_t point, double *w, double *next, ntk_outcome *out, ntk_error *err) {
  const ntk_trial *trial = k->trial;
  const ntk_measured_flow *flow = &trial->flow;
  const double alpha = flow->alpha, t = flow->tr.sample[flow->at[point]].t;
  const ntk_problem problem = {net->map, alpha, trial->y, w};
  char what[64];
  double error;
  memcpy(w, flow->point[point], net->p * sizeof *w);
  ntk_status status = net->map->at(net->map->context, w);
  if (status == NTK_OK) status = net->map->kernel(net->map->context, k->K);
  if (status != NTK_OK) return status;
  ntk_residual(&problem, k->r);
  expect(k->N, alpha, k->K, k->r, k->expected);
  net->map->value(net->map->context, k->f[0]);
  for (size_t i = 0; i < k->N; i++) k->f[0][i] *= alpha;
  const double r = ntk_norm(k->N, k->r);
  ntk_linearised frozen;
  status = ntk_linearised_init(&frozen, k->N, alpha, k->K, k->r);
  if (status != NTK_OK) return status;
  const double s = choose_step(k, &frozen, 0.0, alpha * trial->rounding_f);
  ntk_linearised_clear(&frozen);
  if (!(s > 0.0)) {
    ntk_outcome_set(out, NTK_UNDECIDED, "at-rest: alpha f does not move at t = %.3g", t);
    return NTK_OK;
  }
  status = run_on(k, net, w, next, s, &error, err);
  if (status != NTK_OK) return status;
  differentiate(k, s, alpha * (flow->sigma_sup * error + trial->rounding_f), alpha * alpha * trial->eigen_error * r);
  snprintf(what, sizeof what, "d/dt alpha f at t = %.3g", t);
  decide(k, what, out);
  return NTK_OK;
}

/* The kept points from first to last, as many as there are. */
static ntk_status along_the_flow(work *k, size_t first, size_t last, ntk_outcome *out) {
  const ntk_trial *trial = k->trial;
  ntk_net net;
  ntk_error err = {NTK_OK, ""};
  ntk_status status = ntk_net_init(&net, &trial->setting->arch, trial->setting->data->x, trial->net.theta, 0, 0, &err);
  if (status != NTK_OK) return status;
  double *w = ntk_doubles(net.p, 1), *next = ntk_doubles(net.p, 1);
  if (w == NULL || next == NULL) status = NTK_ENOMEM;
  for (size_t i = first; status == NTK_OK && i <= last && i < trial->flow.points; i++) status = at_point(k, &net, i, w, next, out, &err);
  free(w), free(next);
  ntk_net_clear(&net);
  return status;
}

/* The linearised flow at time t: derivative of its closed form. */
static void linearised_at(work *k, double t, ntk_outcome *out) {
  const ntk_trial *trial = k->trial;
  const ntk_linearised *lin = &trial->lin;
  char what[64];
  ntk_linearised_residual(lin, t, k->f[0]);
  expect(k->N, lin->alpha, trial->K, k->f[0], k->expected);
  const double r = ntk_norm(k->N, k->f[0]), rounding = (double)k->N * DBL_EPSILON * r, s = choose_step(k, lin, t, rounding);
  if (!(s > 0.0)) return;
  ntk_linearised_residual(lin, t + s, k->f[1]);
  ntk_linearised_residual(lin, t + 2.0 * s, k->f[2]);
  ntk_linearised_residual(lin, t + 4.0 * s, k->f[3]);
  differentiate(k, s, rounding, lin->alpha * lin->alpha * trial->eigen_error * r);
  snprintf(what, sizeof what, "d/dt of the linearised predictions at t = %.3g", t);
  decide(k, what, out);
}

/* r(0) - alpha^2 J0 J0^T q = r_lin: u(t) - w0 = -alpha J0^T q. K in the eigenvectors is off by eigen_error, q is at most ||r(0)|| t long. */
static ntk_status applied_at(work *k, double t, ntk_outcome *out) {
  const ntk_trial *trial = k->trial;
  const ntk_map *map = trial->net.map;
  const double alpha = trial->lin.alpha;
  double *u = ntk_doubles(trial->p, 1);
  if (u == NULL) return NTK_ENOMEM;
  ntk_linearised_dual(&trial->lin, t, k->r);
  const double q = ntk_norm(k->N, k->r);
  map->vjp(map->context, k->r, u);
  map->jvp(map->context, u, k->value);
  free(u);
  ntk_linearised_residual(&trial->lin, t, k->expected);
  for (size_t i = 0; i < k->N; i++) {
    k->value[i] = trial->r0[i] - alpha * alpha * k->value[i];
    k->error[i] = alpha * alpha * trial->eigen_error * q + 16.0 * (double)k->N * DBL_EPSILON * trial->r0_norm;
  }
  decide(k, "alpha J0 (u - w0) + r(0)", out);
  return NTK_OK;
}

/* The flow at the kept points from first to last, and with `linearised` the linearised flow there. */
static void examine(const ntk_trial *trial, double speed_up, size_t first, size_t last, int linearised, ntk_outcome *out, double *share) {
  work k;
  ntk_status status = NTK_ENOMEM;
  *out = (ntk_outcome){.reason = ""};
  if (work_init(&k, trial, speed_up)) status = along_the_flow(&k, first, last, out);
  if (linearised && status == NTK_OK) {
    for (size_t i = first; i <= last && i < trial->flow.points; i++) linearised_at(&k, trial->flow.tr.sample[trial->flow.at[i]].t, out);
    status = applied_at(&k, trial->flow.tr.sample[trial->flow.at[trial->flow.points - 1]].t, out);
  }
  *share = k.share;
  work_clear(&k);
  if (status == NTK_OK) return;
  ntk_outcome_init(out);
  ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
}

static void measure(const ntk_trial *trial, ntk_outcome *out) {
  double share;
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) examine(trial, 1.0, 0, NTK_FLOW_POINTS - 1, 1, out, &share);
}

static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  double share;
  snprintf(what, 256, "the flow runs 1.1 times too fast, w' = -1.1 alpha J^T r, as a lost factor in the step would make it");
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) examine(trial, 1.1, 0, 0, 0, out, &share);
}

static void facts(const ntk_trial *trial, ntk_result *result) {
  ntk_outcome out;
  double share;
  if (trial->init != 0 || !ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, &out)) return;
  ntk_flow_facts(result, trial, &trial->flow);
  const size_t end = trial->flow.points - 1; /* where the derivative is least */
  examine(trial, 1.0, end, end, 1, &out, &share);
  ntk_fact(result, "error_share", share);
  ntk_fact(result, "points", (double)trial->flow.points);
}

const ntk_check ntk_check_prediction_flow = {.id = "prediction-flow", .measure = measure, .control = control, .facts = facts};
