/* least-squares: GD on the linear model f(w0) + J0 (u - w0) is least squares: r_t = (I - eta A A^T)^t r_0, A = alpha J0.
   50 steps at eta = 1/Lambda by the GD stepper through the passes J0 and J0^T, against V (1 - eta alpha^2 lambda)^t V^T r_0.
   Error after t steps: each step adds a pass's rounding, (t + 1) 16 (L (m + d) + N) eps ||r_0||, plus that of f0. Control: the factor 2 that is easily lost: (I - 2 eta A A^T). */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/iterates.h"
#include "check/linear-model.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/least-squares.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#include "../../spec/acsl/index.h"

enum { STEPS = 50 };

typedef struct {
  size_t N;
  double *lambda, *V, *c;    /* of K; c = V^T r_0 */
  double *factor;            /* N, scratch */
  double *expected, *error;
  double eta, rate, unit;    /* rate: alpha^2, or twice that in the control; unit: rounding of one step */
} comparison;

/*@ // all arrays are there, each apart from what is written beside it
    predicate comparison_valid{L}(comparison *m) = \valid(m) && 0 < m->N && m->N * m->N <= SIZE_MAX && \valid_read(m->lambda + (0 .. m->N - 1)) &&
      \valid_read(m->V + (0 .. m->N * m->N - 1)) && \valid(m->c + (0 .. m->N - 1)) && \valid(m->factor + (0 .. m->N - 1)) &&
      \valid(m->expected + (0 .. m->N - 1)) && \valid(m->error + (0 .. m->N - 1));

    predicate comparison_apart{L}(comparison *m) = \separated(m, m->lambda + (0 .. m->N - 1), m->V + (0 .. m->N * m->N - 1), m->c + (0 .. m->N - 1),
      m->factor + (0 .. m->N - 1), m->expected + (0 .. m->N - 1), m->error + (0 .. m->N - 1));

    // sum_{j<n} V_je r_j
    logic real mode_of{L}(double *V, double *r, integer N, integer e, integer n) = n <= 0 ? 0.0 : mode_of(V, r, N, e, n - 1) + V[(n - 1) * N + e] * r[n - 1];

    // sum_{e<n} factor_e V_ie
    logic real from_modes{L}(double *V, double *factor, integer N, integer i, integer n) = n <= 0 ? 0.0 : from_modes(V, factor, N, i, n - 1) + factor[n - 1] * V[i * N + n - 1]; */

/* Coordinate e of r in K's eigenvectors. */
/*@ requires valid: e < N && N * N <= SIZE_MAX && \valid_read(V + (0 .. N * N - 1)) && \valid_read(r + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, e, V[0 .. N * N - 1], r[0 .. N - 1];
    ensures mode: \result == mode_of(V, r, N, e, N); */
static double mode(size_t N, size_t e, const double *V, const double *r) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant sum: sum == mode_of(V, r, N, e, i);
      loop assigns i, sum;
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    sum += V[i * N + e] * r[i];
  }
  return sum;
}

/* Coordinate i of what has the coordinates factor_e in K's eigenvectors. */
/*@ requires valid: i < N && N * N <= SIZE_MAX && \valid_read(V + (0 .. N * N - 1)) && \valid_read(factor + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, i, V[0 .. N * N - 1], factor[0 .. N - 1];
    ensures value: \result == from_modes(V, factor, N, i, N); */
static double value(size_t N, size_t i, const double *V, const double *factor) {
  double sum = 0.0;
  //@ ghost row_inside(i, N, N);
  /*@ loop invariant range: 0 <= e <= N;
      loop invariant sum: sum == from_modes(V, factor, N, i, e);
      loop assigns e, sum;
      loop variant N - e; */
  for (size_t e = 0; e < N; e++) sum += factor[e] * V[i * N + e];
  return sum;
}

/* c := V^T r, the start in K's eigenvectors. */
/*@ requires valid: comparison_valid(m) && comparison_apart(m) && \valid_read(r + (0 .. m->N - 1));
    requires apart: \separated(m->c + (0 .. m->N - 1), r + (0 .. m->N - 1));
    terminates \true;
    exits \false;
    assigns m->c[0 .. m->N - 1]; */
static void start(const comparison *m, const double *r) {
  /*@ loop invariant range: 0 <= e <= m->N;
      loop assigns e, m->c[0 .. m->N - 1];
      loop variant m->N - e; */
  for (size_t e = 0; e < m->N; e++) m->c[e] = mode(m->N, e, m->V, r);
}

/* expected := V (1 - eta rate lambda)^t c, error := (t + 1) unit. */
/*@ requires valid: comparison_valid(m) && comparison_apart(m) && t < 0x7fffffff;
    terminates \true;
    exits \false;
    assigns m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1]; */
static void expect(const comparison *m, size_t t) {
  const size_t N = m->N;
  /*@ loop invariant range: 0 <= e <= N;
      loop assigns e, m->factor[0 .. N - 1];
      loop variant N - e; */
  for (size_t e = 0; e < N; e++) m->factor[e] = pow(1.0 - m->eta * m->rate * m->lambda[e], (double)t) * m->c[e];
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, m->expected[0 .. N - 1], m->error[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) m->expected[i] = value(N, i, m->V, m->factor), m->error[i] = (double)(t + 1) * m->unit;
}

/* Step t's residual r against the formula. */
/*@ requires valid: comparison_valid(m) && comparison_apart(m) && t < 0x7fffffff && \valid_read(r + (0 .. m->N - 1)) && \valid(out);
    requires apart: \separated(out, m) && \separated(out, r + (0 .. m->N - 1)) && \separated(out, m->expected + (0 .. m->N - 1)) &&
                    \separated(out, m->error + (0 .. m->N - 1)) && \separated(out, m->factor + (0 .. m->N - 1));
    terminates \true;
    exits \false;
    assigns m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1], *out;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void decide(const comparison *m, size_t t, const double *r, ntk_outcome *out) {
  ntk_outcome_init(out);
  expect(m, t);
  ntk_decide_agree(out, "residual after GD on the linear model", ntk_least_squares(m->N, r, m->expected, m->error), m->N, r, m->expected, m->error);
  out->at = (double)t;
}

/* The worst step: the first that did not hold, or the one of least margin. residual: rows of N, one a step. */
/*@ requires valid: comparison_valid(m) && comparison_apart(m) && steps < 0x7fffffff && steps * m->N <= SIZE_MAX && \valid_read(residual + (0 .. steps * m->N - 1)) &&
                    \valid(out);
    requires apart: \separated(m->factor + (0 .. m->N - 1), residual + (0 .. steps * m->N - 1)) && \separated(m->expected + (0 .. m->N - 1), residual + (0 .. steps * m->N - 1)) &&
                    \separated(m->error + (0 .. m->N - 1), residual + (0 .. steps * m->N - 1)) && \separated(m->c + (0 .. m->N - 1), residual + (0 .. steps * m->N - 1));
    requires apart_out: \separated(out, m) && \separated(out, residual + (0 .. steps * m->N - 1)) && \separated(out, m->expected + (0 .. m->N - 1)) &&
                        \separated(out, m->error + (0 .. m->N - 1)) && \separated(out, m->factor + (0 .. m->N - 1)) && \separated(out, m->c + (0 .. m->N - 1)) &&
                        \separated(out, m->lambda + (0 .. m->N - 1)) && \separated(out, m->V + (0 .. m->N * m->N - 1));
    terminates \true;
    exits \false;
    assigns m->c[0 .. m->N - 1], m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1], *out; */
static void worst(const comparison *m, size_t steps, const double *residual, ntk_outcome *out) {
  if (steps == 0) return;
  start(m, residual);
  decide(m, 0, residual, out);
  /*@ loop invariant range: 1 <= t <= steps;
      loop assigns t, m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1], *out;
      loop variant steps - t; */
  for (size_t t = 1; t < steps; t++) {
    ntk_outcome step;
    //@ ghost row_inside(t, steps, m->N);
    decide(m, t, residual + t * m->N, &step);
    if (out->verdict == NTK_HELD && (step.verdict != NTK_HELD || step.margin < out->margin)) *out = step;
  }
}

/* GD on the linear model, its residuals kept. */
/*@ requires valid: \valid_read(s) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(u + (0 .. net->p - 1)) && \valid(err) &&
                    iterates_valid(it) && it->count == 0 && it->residuals == 1 && it->length == net->N;
    requires apart: \separated(u + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) && \separated(u + (0 .. net->p - 1), it) && \separated(u + (0 .. net->p - 1), net) &&
                    \separated(err, it) && \separated(err, net) && \separated(it, net);
    terminates \true;
    exits \false;
    assigns u[0 .. net->p - 1], it->count, it->value[0 .. it->capacity * it->length - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures kept: it->count <= it->capacity; */
static ntk_status walk(const ntk_setting *s, const ntk_net *net, const double *y, double eta, double *u, ntk_iterates *it, ntk_error *err) {
  ntk_map *linear = ntk_linear_model(net->map, net->w0);
  if (linear == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for the linear model");
  const ntk_problem problem = {linear, s->alpha, y, net->w0};
  const ntk_descent_options options = {.kind = NTK_GD, .eta = eta, .steps = STEPS, .every = 1};
  ntk_copy(net->p, net->w0, u);
  const ntk_status status = ntk_iterates_run(it, &problem, &options, u, err);
  ntk_linear_model_free(linear);
  return status;
}

/* K's eigenvalues, the step 1/Lambda and what one step may be off by; K: N x N, r: N, scratch. */
/*@ requires valid: setting_valid(s) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(K + (0 .. net->N * net->N - 1)) &&
                    \valid(r + (0 .. net->N - 1)) && comparison_valid(m) && comparison_apart(m) && m->N == net->N && \valid(m->lambda + (0 .. m->N - 1)) && \valid(m->V + (0 .. m->N * m->N - 1));
    requires apart: \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(K + (0 .. net->N * net->N - 1), m->lambda + (0 .. m->N - 1)) &&
                    \separated(K + (0 .. net->N * net->N - 1), m->V + (0 .. m->N * m->N - 1)) && \separated(K + (0 .. net->N * net->N - 1), s) && \separated(r + (0 .. net->N - 1), s) &&
                    \separated(m->lambda + (0 .. m->N - 1), s) && \separated(m->V + (0 .. m->N * m->N - 1), s) && \separated(m, s) && \separated(m, net);
    terminates \true;
    exits \false;
    assigns K[0 .. net->N * net->N - 1], r[0 .. net->N - 1], m->lambda[0 .. m->N - 1], m->V[0 .. m->N * m->N - 1], m->rate, m->eta, m->unit, ntk_alloc_countdown,
            ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status prepare(const ntk_setting *s, const ntk_net *net, const double *y, double *K, double *r, comparison *m) {
  const size_t N = net->N;
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  ntk_status status = ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen(N, K, m->lambda, m->V);
  if (status != NTK_OK) return status;
  ntk_residual(&problem, r);
  m->rate = s->alpha * s->alpha;
  m->eta = 1.0 / (m->rate * m->lambda[N - 1]);
  m->unit = (ntk_pass_rounding(&s->arch, 16.0) + 16.0 * (double)N * DBL_EPSILON) * (ntk_norm(N, r) + ntk_norm(N, y));
  return NTK_OK;
}

/* One run serves the claim and the control, which is the formula at twice the rate. */
static ntk_status one_net(const ntk_setting *s, const ntk_net *net, const double *y, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  const size_t N = net->N;
  comparison m = {.N = N, .lambda = ntk_doubles(N, 1), .V = ntk_doubles(N, N), .c = ntk_doubles(N, 1), .factor = ntk_doubles(N, 1),
                  .expected = ntk_doubles(N, 1), .error = ntk_doubles(N, 1)};
  ntk_iterates it = {STEPS + 1, 0, N, 1, ntk_doubles(STEPS + 1, N)};
  double *K = ntk_doubles(N, N), *u = ntk_doubles(net->p, 1), *r = ntk_doubles(N, 1);
  ntk_status status = NTK_OK;
  if (m.lambda == NULL || m.V == NULL || m.c == NULL || m.factor == NULL || m.expected == NULL || m.error == NULL || it.value == NULL || K == NULL || u == NULL || r == NULL)
    status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu examples", N);
  if (status == NTK_OK) status = prepare(s, net, y, K, r, &m);
  if (status == NTK_OK) status = walk(s, net, y, m.eta, u, &it, err);
  if (status == NTK_OK) {
    worst(&m, it.count, it.value, out);
    m.rate = 2.0 * m.rate;
    worst(&m, it.count, it.value, control);
  }
  free(m.lambda), free(m.V), free(m.c), free(m.factor), free(m.expected), free(m.error), free(it.value), free(K), free(u), free(r);
  return status;
}

static ntk_status one_init(const ntk_setting *s, const double *y, size_t init, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, s->data->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  status = one_net(s, &net, y, out, control, err);
  out->init = control->init = (long)init;
  ntk_net_clear(&net);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t inits = ntk_study_inits(s, 5);
  double *y = ntk_study_targets(s->data);
  ntk_status status = y == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for targets") : NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < inits; i++) {
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    status = one_init(s, y, i, &out, &control, err);
    if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
    ntk_study_progress(s, "least-squares", (double)(i + 1) / (double)inits);
  }
  snprintf(result->control_what, sizeof result->control_what, "a factor 2: r_{t+1} = (I - 2 eta A A^T) r_t");
  free(y);
  return status;
}

const ntk_check ntk_check_least_squares = {.id = "least-squares", .study = study};
