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

#include "check/decide.h"
#include "check/inequality.h"
#include "check/sampling.h"
#include "claim/prediction-flow.h"
#include "core/alloc.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"
#include "model/map-call.h"

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

/*@ predicate work_arrays{L}(work *k) = \valid(k->f[0] + (0 .. k->N - 1)) && \valid(k->f[1] + (0 .. k->N - 1)) && \valid(k->f[2] + (0 .. k->N - 1)) && \valid(k->f[3] + (0 .. k->N - 1)) &&
      \valid(k->value + (0 .. k->N - 1)) && \valid(k->expected + (0 .. k->N - 1)) && \valid(k->error + (0 .. k->N - 1)) && \valid(k->r + (0 .. k->N - 1)) &&
      k->N * k->N <= SIZE_MAX && \valid(k->K + (0 .. k->N * k->N - 1));

    predicate work_valid{L}(work *k) = \valid(k) && 0 < k->N && work_arrays(k) && trial_valid(k->trial) && k->trial->status == NTK_OK && k->trial->flow.status == NTK_OK && k->N == k->trial->N;

    // D_h from three values, h apart
    logic real one_sided(real f0, real f1, real f2, real h) = (-3.0 * f0 + 4.0 * f1 - f2) / (2.0 * h);

    // (4 D_s - D_2s) / 3
    logic real extrapolated(real one, real two) = (4.0 * one - two) / 3.0; */

/*@ requires valid: \valid_read(k);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void work_clear(work *k) {
  free(k->f[0]), free(k->f[1]), free(k->f[2]), free(k->f[3]);
  free(k->value), free(k->expected), free(k->error), free(k->r), free(k->K);
}

/*@ requires valid: \valid(k) && trial_valid(trial) && trial->status == NTK_OK && trial->flow.status == NTK_OK;
    requires apart: \separated(k, trial);
    terminates \true;
    exits \false;
    assigns *k, ntk_alloc_countdown;
    ensures valid: \result != 0 ==> work_arrays(k) && k->N == trial->N && k->trial == trial; */
static int work_init(work *k, const ntk_trial *trial, double speed_up) {
  const size_t N = trial->N;
  *k = (work){.trial = trial, .N = N, .speed_up = speed_up, .safety = isfinite(trial->flow.lip_at[0]) ? 1.0 / 3.0 : KINKED};
  k->f[0] = ntk_doubles(N, 1), k->f[1] = ntk_doubles(N, 1), k->f[2] = ntk_doubles(N, 1), k->f[3] = ntk_doubles(N, 1);
  k->value = ntk_doubles(N, 1), k->expected = ntk_doubles(N, 1), k->error = ntk_doubles(N, 1), k->r = ntk_doubles(N, 1);
  k->K = ntk_doubles(N, N);
  const int vectors = k->f[0] != NULL && k->f[1] != NULL && k->f[2] != NULL && k->f[3] != NULL;
  return vectors && k->value != NULL && k->expected != NULL && k->error != NULL && k->r != NULL && k->K != NULL;
}

/* out := -alpha^2 K r */
/*@ requires size: N * N <= SIZE_MAX;
    requires valid: \valid_read(K + (0 .. N * N - 1)) && \valid_read(r + (0 .. N - 1)) && \valid(out + (0 .. N - 1));
    requires apart: \separated(out + (0 .. N - 1), K + (0 .. N * N - 1)) && \separated(out + (0 .. N - 1), r + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. N - 1];
    ensures derivative: \forall integer i; 0 <= i < N ==> out[i] == \old(-alpha * alpha * dot(K + i * N, r, N)); */
static void expect(size_t N, double alpha, const double *K, const double *r, double *out) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant derivative: \forall integer j; 0 <= j < i ==> out[j] == \at(-alpha * alpha * dot(K + j * N, r, N), Pre);
      loop invariant kept: same{Pre, Here}(K, N * N) && same{Pre, Here}(r, N);
      loop assigns i, out[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    out[i] = -alpha * alpha * ntk_dot(N, K + i * N, r);
  }
}

/* value := (4 D_s - D_2s)/3 from k->f; error := what it is off by, with `other` what f's entries are off by (each of them). */
/*@ requires valid: \valid(k) && work_arrays(k);
    requires apart: \separated(k->value + (0 .. k->N - 1), k, k->error + (0 .. k->N - 1)) && \separated(k->value + (0 .. k->N - 1), k->f[0] + (0 .. k->N - 1)) &&
                    \separated(k->value + (0 .. k->N - 1), k->f[1] + (0 .. k->N - 1)) && \separated(k->value + (0 .. k->N - 1), k->f[2] + (0 .. k->N - 1)) &&
                    \separated(k->value + (0 .. k->N - 1), k->f[3] + (0 .. k->N - 1));
    terminates \true;
    exits \false;
    assigns k->value[0 .. k->N - 1], k->error[0 .. k->N - 1];
    ensures derivative: \forall integer i; 0 <= i < k->N ==>
      k->value[i] == \old(k->speed_up * (4.0 * one_sided(k->f[0][i], k->f[1][i], k->f[2][i], s) - one_sided(k->f[0][i], k->f[2][i], k->f[3][i], 2.0 * s)) / 3.0); */
static void differentiate(work *k, double s, double other, double fixed) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= k->N;
      loop invariant derivative: \forall integer j; 0 <= j < i ==>
        k->value[j] == \at(k->speed_up * (4.0 * one_sided(k->f[0][j], k->f[1][j], k->f[2][j], s) - one_sided(k->f[0][j], k->f[2][j], k->f[3][j], 2.0 * s)) / 3.0, Pre);
      loop assigns i, sum, k->value[0 .. k->N - 1];
      loop variant k->N - i; */
  for (size_t i = 0; i < k->N; i++) {
    const double one = (-3.0 * k->f[0][i] + 4.0 * k->f[1][i] - k->f[2][i]) / (2.0 * s);
    const double two = (-3.0 * k->f[0][i] + 4.0 * k->f[2][i] - k->f[3][i]) / (4.0 * s);
    k->value[i] = k->speed_up * (4.0 * one - two) / 3.0;
    sum += (one - two) * (one - two);
  }
  /*@ loop invariant range: 0 <= i <= k->N;
      loop assigns i, k->error[0 .. k->N - 1];
      loop variant k->N - i; */
  for (size_t i = 0; i < k->N; i++) k->error[i] = k->missed + k->safety * sqrt(sum) + 16.0 * other / s + fixed;
}

/* ||c_j e^{-lambda_j t} (lambda_j + D of exp(-lambda_j .) at 0)||, lambda_j of Q: what D with step s misses of the flow of lin from t on. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t, s; */
static double missed(const ntk_linearised *lin, double t, double s) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= lin->N;
      loop assigns j, sum;
      loop variant lin->N - j; */
  for (size_t j = 0; j < lin->N; j++) {
    const double mu = lin->alpha * lin->alpha * lin->lambda[j], x = mu * s;
    const double one = (4.0 * expm1(-x) - expm1(-2.0 * x)) / (2.0 * s), two = (4.0 * expm1(-2.0 * x) - expm1(-4.0 * x)) / (4.0 * s);
    const double off = lin->c[j] * exp(-mu * t) * (mu + (4.0 * one - two) / 3.0);
    sum += off * off;
  }
  return sqrt(sum);
}

/* The s with the least missed(s) + 16 other / s; k->missed there. 0 where lin does not move. */
/*@ requires valid: \valid(k) && modes_valid(lin);
    terminates \true;
    exits \false;
    assigns k->missed, \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t, other; */
static double choose_step(work *k, const ntk_linearised *lin, double t, double other) {
  const double fastest = lin->alpha * lin->alpha * lin->lambda[lin->N - 1];
  double best = INFINITY, step = 0.0;
  if (!(fastest > 0.0) || !isfinite(fastest)) return 0.0;
  double s = LEAST_STEP / fastest;
  /*@ loop invariant range: 0 <= i <= TRIES;
      loop assigns i, s, best, step, k->missed;
      loop variant TRIES - i; */
  for (size_t i = 0; i < TRIES; i++, s *= 1.5) {
    const double off = missed(lin, t, s), total = off + 16.0 * other / s;
    if (total < best) best = total, step = s, k->missed = off;
  }
  return step;
}

/* Empty `out` becomes the outcome, another one the worse of both. */
/*@ requires valid: \valid(k) && 0 < k->N && work_arrays(k) && \valid_read(what) && \valid(out);
    requires apart: \separated(out, k);
    terminates \true;
    exits \false;
    assigns *out, k->share; */
static void decide(work *k, const char *what, ntk_outcome *out) {
  double largest = 0.0;
  ntk_outcome one;
  ntk_outcome_init(&one);
  /*@ loop invariant range: 0 <= i <= k->N;
      loop assigns i, largest;
      loop variant k->N - i; */
  for (size_t i = 0; i < k->N; i++) largest = fmax(largest, fabs(k->expected[i]));
  const double share = largest > 0.0 ? k->error[0] / largest : 0.0;
  k->share = fmax(k->share, share);
  ntk_decide_agree(&one, what, ntk_prediction_flow(k->N, k->value, k->expected, k->error), k->N, k->value, k->expected, k->error);
  if (one.verdict == NTK_HELD && !(share <= NTK_SHARE_MOST))
    ntk_outcome_set(&one, NTK_UNDECIDED, "error-too-large: what %s may be off by is %.2g of its size", what, share);
  if (out->reason[0] == '\0') *out = one;
  else ntk_outcome_worse(out, &one);
}

/* x := alpha x */
/*@ requires valid: \valid(x + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. N - 1];
    ensures scaled: \forall integer i; 0 <= i < N ==> x[i] == \old(x[i]) * alpha; */
static void scale(size_t N, double alpha, double *x) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant scaled: \forall integer j; 0 <= j < i ==> x[j] == \at(x[j], Pre) * alpha;
      loop invariant rest: \forall integer j; i <= j < N ==> x[j] == \at(x[j], Pre);
      loop assigns i, x[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) x[i] *= alpha;
}
/* k->f at the point the flow reaches from w after s, 2s, 4s; w moves along. *error: the integrator's. */
/*@ requires valid: work_valid(k) && net_map(net) && net->N == k->N && \valid(w + (0 .. net->p - 1)) && \valid(next + (0 .. net->p - 1)) && \valid(error) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], w[0 .. net->p - 1], next[0 .. net->p - 1], *error, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run_on(work *k, ntk_net *net, double *w, double *next, double s, double *error, ntk_error *err) {
  const ntk_setting *setting = k->trial->setting;
  const double tau[4] = {0.0, s, s, 2.0 * s};
  *error = 0.0;
  /*@ loop invariant range: 1 <= j <= 4;
      loop assigns j, k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], w[0 .. net->p - 1], next[0 .. net->p - 1], *error, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant 4 - j; */
  for (size_t j = 1; j < 4; j++) {
    const ntk_problem problem = {net->map, setting->alpha, k->trial->y, w};
    const ntk_flow_options options = {.stepper = setting->stepper, .T = tau[j], .tolerance = isfinite(k->trial->flow.lip_at[0]) ? fmin(1e-9, setting->tolerance) : 1e-4, .max_steps = STEPS};
    ntk_flow_stats stats = {0};
    ntk_status status = ntk_flow_run(&problem, &options, next, NULL, NULL, &stats, err);
    if (status == NTK_OK) status = ntk_map_at(net->map, next);
    if (status != NTK_OK) return status;
    ntk_copy(net->p, next, w);
    ntk_map_value(net->map, k->f[j]);
    scale(k->N, setting->alpha, k->f[j]);
    *error += stats.error;
  }
  return NTK_OK;
}

/* The flow at one kept point. */
/*@ requires valid: work_valid(k) && net_map(net) && net->N == k->N && net->p == k->trial->p && point < k->trial->flow.points && \valid(w + (0 .. net->p - 1)) && \valid(next + (0 .. net->p - 1)) &&
                    \valid(out) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, k->f[0][0 .. k->N - 1], k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], k->value[0 .. k->N - 1], k->expected[0 .. k->N - 1],
            k->error[0 .. k->N - 1], k->r[0 .. k->N - 1], k->K[0 .. k->N * k->N - 1], k->missed, k->share, w[0 .. net->p - 1], next[0 .. net->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status at_point(work *k, ntk_net *net, size_t point, double *w, double *next, ntk_outcome *out, ntk_error *err) {
  const ntk_trial *trial = k->trial;
  const ntk_measured_flow *flow = &trial->flow;
  const double alpha = flow->alpha, t = flow->tr.sample[flow->at[point]].t;
  const ntk_problem problem = {net->map, alpha, trial->y, w};
  char what[64];
  double error;
  ntk_copy(net->p, flow->point[point], w);
  ntk_status status = ntk_map_at(net->map, w);
  if (status == NTK_OK) status = ntk_map_kernel(net->map, k->K);
  if (status != NTK_OK) return status;
  ntk_residual(&problem, k->r);
  expect(k->N, alpha, k->K, k->r, k->expected);
  ntk_map_value(net->map, k->f[0]);
  scale(k->N, alpha, k->f[0]);
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
/*@ requires valid: work_valid(k) && \valid(out) && first <= last < NTK_FLOW_POINTS;
    terminates \true;
    exits \false;
    assigns *out, k->f[0][0 .. k->N - 1], k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], k->value[0 .. k->N - 1], k->expected[0 .. k->N - 1],
            k->error[0 .. k->N - 1], k->r[0 .. k->N - 1], k->K[0 .. k->N * k->N - 1], k->missed, k->share, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status along_the_flow(work *k, size_t first, size_t last, ntk_outcome *out) {
  const ntk_trial *trial = k->trial;
  ntk_net net;
  ntk_error err = {NTK_OK, ""};
  ntk_status status = ntk_net_init(&net, &trial->setting->arch, trial->setting->data->x, trial->net.theta, 0, 0, &err);
  if (status != NTK_OK) return status;
  double *w = ntk_doubles(net.p, 1), *next = ntk_doubles(net.p, 1);
  if (w == NULL || next == NULL) status = NTK_ENOMEM;
  /*@ loop invariant range: first <= i <= last + 1;
      loop assigns i, status, *out, k->f[0][0 .. k->N - 1], k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], k->value[0 .. k->N - 1], k->expected[0 .. k->N - 1],
            k->error[0 .. k->N - 1], k->r[0 .. k->N - 1], k->K[0 .. k->N * k->N - 1], k->missed, k->share, w[0 .. net.p - 1], next[0 .. net.p - 1], err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant last + 1 - i; */
  for (size_t i = first; status == NTK_OK && i <= last && i < trial->flow.points; i++) status = at_point(k, &net, i, w, next, out, &err);
  free(w), free(next);
  ntk_net_clear(&net);
  return status;
}

/* The linearised flow at time t: derivative of its closed form. */
/*@ requires valid: work_valid(k) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, k->f[0][0 .. k->N - 1], k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], k->value[0 .. k->N - 1], k->expected[0 .. k->N - 1],
            k->error[0 .. k->N - 1], k->r[0 .. k->N - 1], k->K[0 .. k->N * k->N - 1], k->missed, k->share; */
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
/*@ requires valid: work_valid(k) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, k->f[0][0 .. k->N - 1], k->f[1][0 .. k->N - 1], k->f[2][0 .. k->N - 1], k->f[3][0 .. k->N - 1], k->value[0 .. k->N - 1], k->expected[0 .. k->N - 1],
            k->error[0 .. k->N - 1], k->r[0 .. k->N - 1], k->K[0 .. k->N * k->N - 1], k->missed, k->share, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status applied_at(work *k, double t, ntk_outcome *out) {
  const ntk_trial *trial = k->trial;
  const ntk_map *map = trial->net.map;
  const double alpha = trial->lin.alpha;
  double *u = ntk_doubles(trial->p, 1);
  if (u == NULL) return NTK_ENOMEM;
  ntk_linearised_dual(&trial->lin, t, k->r);
  const double q = ntk_norm(k->N, k->r);
  ntk_map_vjp(map, k->r, u);
  ntk_map_jvp(map, u, k->value);
  free(u);
  ntk_linearised_residual(&trial->lin, t, k->expected);
  /*@ loop invariant range: 0 <= i <= k->N;
      loop assigns i, k->value[0 .. k->N - 1], k->error[0 .. k->N - 1];
      loop variant k->N - i; */
  for (size_t i = 0; i < k->N; i++) {
    k->value[i] = trial->r0[i] - alpha * alpha * k->value[i];
    k->error[i] = alpha * alpha * trial->eigen_error * q + 16.0 * (double)k->N * DBL_EPSILON * trial->r0_norm;
  }
  decide(k, "alpha J0 (u - w0) + r(0)", out);
  return NTK_OK;
}

/* The flow at the kept points from first to last, and with `linearised` the linearised flow there. */
/*@ requires valid: trial_valid(trial) && trial->status == NTK_OK && trial->flow.status == NTK_OK && \valid(out) && \valid(share) && first <= last < NTK_FLOW_POINTS;
    requires apart: outcome_apart(out, trial) && \separated(share, trial);
    terminates \true;
    exits \false;
    assigns *out, *share, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void examine(const ntk_trial *trial, double speed_up, size_t first, size_t last, int linearised, ntk_outcome *out, double *share) {
  work k;
  ntk_status status = NTK_ENOMEM;
  *out = (ntk_outcome){.reason = ""};
  if (work_init(&k, trial, speed_up)) status = along_the_flow(&k, first, last, out);
  if (linearised && status == NTK_OK) {
    /*@ loop invariant range: first <= i <= last + 1;
        loop assigns i, *out, k, k.f[0][0 .. k.N - 1], k.f[1][0 .. k.N - 1], k.f[2][0 .. k.N - 1], k.f[3][0 .. k.N - 1], k.value[0 .. k.N - 1], k.expected[0 .. k.N - 1],
                     k.error[0 .. k.N - 1], k.r[0 .. k.N - 1], k.K[0 .. k.N * k.N - 1];
        loop variant last + 1 - i; */
    for (size_t i = first; i <= last && i < trial->flow.points; i++) linearised_at(&k, trial->flow.tr.sample[trial->flow.at[i]].t, out);
    status = applied_at(&k, trial->flow.tr.sample[trial->flow.at[trial->flow.points - 1]].t, out);
  }
  *share = k.share;
  work_clear(&k);
  if (status == NTK_OK) return;
  ntk_outcome_init(out);
  ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  double share;
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) examine(trial, 1.0, 0, NTK_FLOW_POINTS - 1, 1, out, &share);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  double share;
  snprintf(what, 256, "the flow runs 1.1 times too fast, w' = -1.1 alpha J^T r, as a lost factor in the step would make it");
  if (ntk_gate(trial, &trial->flow, NTK_NEEDS_FLOW, out)) examine(trial, 1.1, 0, 0, 0, out, &share);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
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
