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
#include "../../spec/acsl/rows.h"

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
/*@ requires valid: comparison_valid(m) && \valid_read(r + (0 .. m->N - 1));
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
/*@ requires valid: comparison_valid(m) && t < 0x7fffffff;
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
/*@ requires valid: comparison_valid(m) && t < 0x7fffffff && \valid_read(r + (0 .. m->N - 1)) && \valid(out);
    requires apart: \separated(out, m) && \separated(out, r + (0 .. m->N - 1)) && \separated(out, m->expected + (0 .. m->N - 1)) &&
                    \separated(out, m->error + (0 .. m->N - 1));
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
/*@ requires valid: comparison_valid(m) && steps <= STEPS + 1 && (STEPS + 1) * m->N <= SIZE_MAX && \valid_read(residual + (0 .. (STEPS + 1) * m->N - 1)) && \valid(out);
    requires apart: \separated(out, m) && \separated(out, residual + (0 .. (STEPS + 1) * m->N - 1)) && \separated(out, m->expected + (0 .. m->N - 1)) &&
                    \separated(out, m->error + (0 .. m->N - 1));
    terminates \true;
    exits \false;
    assigns m->c[0 .. m->N - 1], m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1], *out; */
static void worst(const comparison *m, size_t steps, const double *residual, ntk_outcome *out) {
  ntk_outcome step;
  if (steps == 0) return;
  start(m, residual);
  decide(m, 0, residual, out);
  /*@ loop invariant range: 1 <= t <= steps;
      loop assigns t, step, m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1], *out;
      loop variant steps - t; */
  for (size_t t = 1; t < steps; t++) {
    //@ ghost row_inside(t, STEPS + 1, m->N);
    decide(m, t, residual + t * m->N, &step);
    if (out->verdict == NTK_HELD && (step.verdict != NTK_HELD || step.margin < out->margin)) *out = step;
  }
}

/* GD on the linear model, its residuals kept. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(u + (0 .. net->p - 1)) && \valid(err) &&
                    iterates_valid(it) && it->count == 0 && it->residuals == 1 && it->length == net->N;
    requires apart: \separated(u + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) && \separated(u + (0 .. net->p - 1), y + (0 .. net->N - 1)) && \separated(u + (0 .. net->p - 1), it) &&
                    \separated(u + (0 .. net->p - 1), net) && \separated(err, it) && \separated(err, net) && \separated(it, net);
    terminates \true;
    exits \false;
    assigns u[0 .. net->p - 1], it->count, it->value[0 .. it->capacity * it->length - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures kept: it->count <= it->capacity; */
static ntk_status walk(double alpha, const ntk_net *net, const double *y, double eta, double *u, ntk_iterates *it, ntk_error *err) {
  ntk_map *linear = ntk_linear_model(net->map, net->w0);
  if (linear == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for the linear model");
  const ntk_problem problem = {linear, alpha, y, net->w0};
  const ntk_descent_options options = {.kind = NTK_GD, .eta = eta, .steps = STEPS, .every = 1};
  ntk_copy(net->p, net->w0, u);
  const ntk_status status = ntk_iterates_run(it, &problem, &options, u, err);
  ntk_linear_model_free(linear);
  return status;
}

/* K's eigenvalues, the step 1/Lambda and what one step may be off by (pass: a pass's relative rounding); K: N x N, r: N, scratch. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(K + (0 .. net->N * net->N - 1)) &&
                    \valid(r + (0 .. net->N - 1)) && comparison_valid(m) && m->N == net->N && \valid(m->lambda + (0 .. m->N - 1)) && \valid(m->V + (0 .. m->N * m->N - 1));
    requires apart: \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(K + (0 .. net->N * net->N - 1), m->lambda + (0 .. m->N - 1)) &&
                    \separated(K + (0 .. net->N * net->N - 1), m->V + (0 .. m->N * m->N - 1)) && \separated(m->lambda + (0 .. m->N - 1), m->V + (0 .. m->N * m->N - 1));
    terminates \true;
    exits \false;
    assigns K[0 .. net->N * net->N - 1], r[0 .. net->N - 1], m->lambda[0 .. m->N - 1], m->V[0 .. m->N * m->N - 1], m->rate, m->eta, m->unit, ntk_alloc_countdown,
            ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status prepare(double alpha, double pass, const ntk_net *net, const double *y, double *K, double *r, comparison *m) {
  const size_t N = net->N;
  const ntk_problem problem = {net->map, alpha, y, net->w0};
  ntk_status status = ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen(N, K, m->lambda, m->V);
  if (status != NTK_OK) return status;
  ntk_residual(&problem, r);
  m->rate = alpha * alpha;
  m->eta = 1.0 / (m->rate * m->lambda[N - 1]);
  m->unit = (pass + 16.0 * (double)N * DBL_EPSILON) * (ntk_norm(N, r) + ntk_norm(N, y));
  return NTK_OK;
}

/*@ // the outcomes are none of what is compared
    predicate outcome_outside{L}(ntk_outcome *out, comparison *m) = \separated(out, m) && \separated(out, m->expected + (0 .. m->N - 1)) && \separated(out, m->error + (0 .. m->N - 1)); */

/* One run serves the claim and the control, which is the formula at twice the rate. K, u, r: scratch; it: room for the residuals. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(K + (0 .. net->N * net->N - 1)) && \valid(u + (0 .. net->p - 1)) &&
                    \valid(r + (0 .. net->N - 1)) && comparison_valid(m) && m->N == net->N && \valid(m->lambda + (0 .. m->N - 1)) && \valid(m->V + (0 .. m->N * m->N - 1)) &&
                    \valid(out) && \valid(control) && \valid(err);
    requires valid_it: iterates_valid(it) && it->count == 0 && it->residuals == 1 && it->length == net->N && it->capacity == STEPS + 1 && (STEPS + 1) * net->N <= SIZE_MAX &&
                       \valid(it->value + (0 .. (STEPS + 1) * net->N - 1));
    requires apart: \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(K + (0 .. net->N * net->N - 1), m->lambda + (0 .. m->N - 1)) &&
                    \separated(K + (0 .. net->N * net->N - 1), m->V + (0 .. m->N * m->N - 1)) && \separated(m->lambda + (0 .. m->N - 1), m->V + (0 .. m->N * m->N - 1)) &&
                    \separated(m, net) && \separated(m, it) && \separated(m, err);
    requires apart_walk: \separated(u + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) && \separated(u + (0 .. net->p - 1), y + (0 .. net->N - 1)) &&
                         \separated(u + (0 .. net->p - 1), it) && \separated(u + (0 .. net->p - 1), net) && \separated(err, it) && \separated(err, net) && \separated(it, net);
    requires apart_out: \separated(out, control, err) && outcome_outside(out, m) && outcome_outside(control, m) &&
                        \separated(out, it->value + (0 .. (STEPS + 1) * net->N - 1)) && \separated(control, it->value + (0 .. (STEPS + 1) * net->N - 1)) && \separated(out, it) && \separated(control, it);
    terminates \true;
    exits \false;
    assigns K[0 .. net->N * net->N - 1], u[0 .. net->p - 1], r[0 .. net->N - 1], m->lambda[0 .. m->N - 1], m->V[0 .. m->N * m->N - 1], m->rate, m->eta, m->unit,
            m->c[0 .. m->N - 1], m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1], m->error[0 .. m->N - 1], it->count, it->value[0 .. it->capacity * it->length - 1],
            *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status examine(double alpha, double pass, const ntk_net *net, const double *y, double *K, double *u, double *r, comparison *m, ntk_iterates *it, ntk_outcome *out,
                          ntk_outcome *control, ntk_error *err) {
  const double *residual = it->value;
  ntk_status status = prepare(alpha, pass, net, y, K, r, m);
  if (status == NTK_OK) status = walk(alpha, net, y, m->eta, u, it, err);
  if (status != NTK_OK) return status;
  const size_t steps = it->count;
  //@ assert steps: steps <= STEPS + 1;
  //@ assert comparison: comparison_valid(m);
  worst(m, steps, residual, out);
  m->rate = 2.0 * m->rate;
  //@ assert still: comparison_valid(m);
  worst(m, steps, residual, control);
  return NTK_OK;
}

/* Room for the run. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && comparison_valid(m) && m->N == net->N && \valid(m->lambda + (0 .. m->N - 1)) &&
                    \valid(m->V + (0 .. m->N * m->N - 1)) && \valid(out) && \valid(control) && \valid(err);
    requires apart: \separated(m->lambda + (0 .. m->N - 1), m->V + (0 .. m->N * m->N - 1)) && \separated(m, net) && \separated(m, err) && \separated(out, control, err) &&
                    outcome_outside(out, m) && outcome_outside(control, m) && \separated(err, net);
    terminates \true;
    exits \false;
    assigns m->lambda[0 .. m->N - 1], m->V[0 .. m->N * m->N - 1], m->rate, m->eta, m->unit, m->c[0 .. m->N - 1], m->factor[0 .. m->N - 1], m->expected[0 .. m->N - 1],
            m->error[0 .. m->N - 1], *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run(double alpha, double pass, const ntk_net *net, const double *y, comparison *m, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  const size_t N = net->N, p = net->p;
  double *value = ntk_doubles(STEPS + 1, N), *K = ntk_doubles(N, N), *u = ntk_doubles(p, 1), *r = ntk_doubles(N, 1);
  ntk_status status;
  if (value == NULL || K == NULL || u == NULL || r == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu examples", N);
  else {
    ntk_iterates it = {STEPS + 1, 0, N, 1, value};
    //@ ghost heap_own(value), heap_own(K), heap_own(u), heap_own(r), heap_apart(r, N, y, N), heap_apart(K, N * N, m->lambda, N), heap_apart(K, N * N, m->V, N * N);
    //@ ghost heap_apart(u, p, net->w0, p), heap_apart(u, p, y, N), heap_apart_any(u, p * sizeof(double), &it, sizeof(ntk_iterates)), heap_apart_any(u, p * sizeof(double), net, sizeof(ntk_net));
    //@ ghost heap_apart_any(value, (STEPS + 1) * N * sizeof(double), &it, sizeof(ntk_iterates));
    //@ ghost heap_apart_any(value, (STEPS + 1) * N * sizeof(double), out, sizeof(ntk_outcome)), heap_apart_any(value, (STEPS + 1) * N * sizeof(double), control, sizeof(ntk_outcome));
    //@ assert iterates: iterates_valid(&it);
    status = examine(alpha, pass, net, y, K, u, r, m, &it, out, control, err);
  }
  free(value), free(K), free(u), free(r);
  return status;
}

/* Room for the formula. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(out) && \valid(control) && \valid(err);
    requires apart: \separated(out, control, err) && \separated(err, net);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status one_net(double alpha, double pass, const ntk_net *net, const double *y, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  const size_t N = net->N;
  double *lambda = ntk_doubles(N, 1), *V = ntk_doubles(N, N), *c = ntk_doubles(N, 1), *factor = ntk_doubles(N, 1), *expected = ntk_doubles(N, 1), *error = ntk_doubles(N, 1);
  ntk_status status;
  if (lambda == NULL || V == NULL || c == NULL || factor == NULL || expected == NULL || error == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu examples", N);
  else {
    comparison m = {.N = N, .lambda = lambda, .V = V, .c = c, .factor = factor, .expected = expected, .error = error};
    //@ ghost heap_own(lambda), heap_own(V), heap_own(c), heap_own(factor), heap_own(expected), heap_own(error), heap_apart(lambda, N, V, N * N);
    //@ ghost heap_apart_any(expected, N * sizeof(double), out, sizeof(ntk_outcome)), heap_apart_any(expected, N * sizeof(double), control, sizeof(ntk_outcome));
    //@ ghost heap_apart_any(error, N * sizeof(double), out, sizeof(ntk_outcome)), heap_apart_any(error, N * sizeof(double), control, sizeof(ntk_outcome));
    //@ assert comparison: comparison_valid(&m);
    status = run(alpha, pass, net, y, &m, out, control, err);
  }
  free(lambda), free(V), free(c), free(factor), free(expected), free(error);
  return status;
}

/*@ requires valid: seeds_valid(arch, theta) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && init <= 1000000 &&
                    \valid(out) && \valid(control) && \valid(err);
    requires apart: \separated(out, control, err);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status one_init(ntk_arch arch, const double *theta, uint64_t seed, double alpha, const gsl_matrix *x, double pass, const double *y, size_t init, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net net;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_status status = ntk_net_init(&net, &arch, x, theta, seed, init, err);
  if (status != NTK_OK) return status;
  status = one_net(alpha, pass, &net, y, out, control, err);
  out->init = control->init = (long)init;
  ntk_net_clear(&net);
  return status;
}

/* One initialisation, folded into the result. */
/*@ requires valid: seeds_valid(arch, theta) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && init <= 1000000 &&
                    result_valid(result) && \valid(err);
    requires apart: \separated(result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status fold_init(ntk_arch arch, const double *theta, uint64_t seed, double alpha, const gsl_matrix *x, double pass, const double *y, size_t init, ntk_result *result, ntk_error *err) {
  ntk_outcome out, control;
  ntk_outcome_init(&out), ntk_outcome_init(&control);
  const ntk_status status = one_init(arch, theta, seed, alpha, x, pass, y, init, &out, &control, err);
  if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
  return status;
}

/* x: the rows, y: their targets. */
/*@ requires valid: \valid_read(s) && arch_ok(s->arch) && seeds_valid(s->arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status each_init(const ntk_setting *s, const gsl_matrix *x, const double *y, ntk_result *result, ntk_error *err) {
  const ntk_arch arch = s->arch; /* by value, so that no proof need ask whether what is written changes it */
  const double *theta = s->theta;
  const uint64_t seed = s->seed;
  const size_t inits = ntk_study_inits(s, 5);
  const double alpha = s->alpha, pass = ntk_pass_rounding(&s->arch, 16.0);
  //@ assert outputs: width(arch, arch.depth) == s->arch.width[s->arch.depth];
  /*@ loop invariant range: 0 <= i <= inits;
      loop invariant valid: result_valid(result);
      loop invariant shape: x->size1 == \at(x->size1, Pre) && x->size2 == \at(x->size2, Pre) && x->tda == \at(x->tda, Pre) && x->data == \at(x->data, Pre);
      loop invariant inputs: matrix_readable(x) && x->tda <= INT_MAX;
      loop assigns i, result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant inits - i; */
  for (size_t i = 0; i < inits; i++) {
    const ntk_status status = fold_init(arch, theta, seed, alpha, x, pass, y, i, result, err);
    if (status != NTK_OK) return status;
    ntk_study_progress(s, "least-squares", (double)(i + 1) / (double)inits);
  }
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  //@ assert rows: s->data->y->size1 == s->data->x->size1 && s->data->y->size2 == s->arch.width[s->arch.depth];
  double *y = ntk_study_targets(s->data);
  ntk_status status;
  if (y == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  else {
    //@ assert seeds: seeds_valid(s->arch, s->theta);
    //@ assert inputs: matrix_readable(s->data->x) && s->data->x->tda <= INT_MAX;
    //@ assert outputs: s->data->y->size1 * s->data->y->size2 == s->data->x->size1 * s->arch.width[s->arch.depth];
    status = each_init(s, s->data->x, y, result, err);
  }
  snprintf(result->control_what, sizeof result->control_what, "a factor 2: r_{t+1} = (I - 2 eta A A^T) r_t");
  free(y);
  return status;
}

const ntk_check ntk_check_least_squares = {.id = "least-squares", .study = study};
