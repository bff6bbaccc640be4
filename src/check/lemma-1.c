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

#include "../../spec/acsl/index.h"

#define SAMPLES 60
#define EARLY 30.0

/* What the closed form may be off by at t. */
/*@ requires valid: \valid_read(trial);
    terminates \true;
    exits \false;
    assigns \result \from trial->lin, trial->eigen_error, trial->sigma, trial->N, trial->r0_norm, t;
    ensures error: \result == (trial->lin.alpha * trial->lin.alpha * trial->eigen_error * t *
                               \exp(-(trial->lin.alpha * trial->lin.alpha) * trial->sigma * trial->sigma * t) + 8.0 * (real)trial->N * DBL_EPSILON) * trial->r0_norm; */
static double closed_error(const ntk_trial *trial, double t) {
  const double a2 = trial->lin.alpha * trial->lin.alpha, e = trial->eigen_error;
  return (a2 * e * t * exp(-a2 * trial->sigma * trial->sigma * t) + 8.0 * (double)trial->N * DBL_EPSILON) * trial->r0_norm;
}

/*@ // entry (i, j) of V sqrt(lambda)
    logic real root_entry(real v, real lambda) = v * \sqrt(lambda); */

/* A row of A := V sqrt(lambda). */
/*@ requires valid: \valid_read(v + (0 .. N - 1)) && \valid_read(lambda + (0 .. N - 1)) && \valid(row + (0 .. N - 1));
    requires apart: \separated(row + (0 .. N - 1), v + (0 .. N - 1)) && \separated(row + (0 .. N - 1), lambda + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns row[0 .. N - 1];
    ensures row: \forall integer j; 0 <= j < N && 0.0 <= lambda[j] ==> row[j] == root_entry(v[j], lambda[j]); */
static void root_row(size_t N, const double *v, const double *lambda, double *row) {
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant row: \forall integer k; 0 <= k < j && 0.0 <= lambda[k] ==> row[k] == root_entry(v[k], lambda[k]);
      loop assigns j, row[0 .. N - 1];
      loop variant N - j; */
  for (size_t j = 0; j < N; j++) {
    const double entry = v[j] * sqrt(lambda[j]);
    //@ assert entry: 0.0 <= lambda[j] ==> entry == root_entry(v[j], lambda[j]);
    row[j] = entry;
  }
}

/* A := V sqrt(lambda) */
/*@ requires valid: \valid_read(lin) && 0 < lin->N && lin->N * lin->N <= SIZE_MAX && \valid_read(lin->V + (0 .. lin->N * lin->N - 1)) && \valid_read(lin->lambda + (0 .. lin->N - 1)) &&
                    \valid(A + (0 .. lin->N * lin->N - 1));
    requires apart: \separated(A + (0 .. lin->N * lin->N - 1), lin) && \separated(A + (0 .. lin->N * lin->N - 1), lin->V + (0 .. lin->N * lin->N - 1)) &&
                    \separated(A + (0 .. lin->N * lin->N - 1), lin->lambda + (0 .. lin->N - 1));
    terminates \true;
    exits \false;
    assigns A[0 .. lin->N * lin->N - 1]; */
static void root_of(const ntk_linearised *lin, double *A) {
  const size_t N = lin->N;
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, A[0 .. N * N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    root_row(N, lin->V + i * N, lin->lambda, A + i * N);
  }
}

/* The residual's flow as that of the linear map with the matrix A (N x N), from s = 0. */
/*@ requires valid: \valid_read(trial) && 0 < trial->N && \valid_read(trial->setting) && \valid_read(map) && map->N == trial->N && map->p == trial->N &&
                    \valid_read(s0 + (0 .. trial->N - 1)) && \valid(s + (0 .. trial->N - 1)) && \valid_read(trial->y + (0 .. trial->N - 1)) && \valid(tr) && trajectory_valid(tr) &&
                    \valid(err) && (stepper == \null || \valid_read(stepper));
    requires apart: \separated(s + (0 .. trial->N - 1), trial->y + (0 .. trial->N - 1)) && \separated(s + (0 .. trial->N - 1), s0 + (0 .. trial->N - 1)) &&
                    \separated(s + (0 .. trial->N - 1), map) && \separated(s + (0 .. trial->N - 1), tr) && \separated(s + (0 .. trial->N - 1), err) && \separated(tr, map) && \separated(err, map) &&
                    \separated(tr, err);
    terminates \true;
    exits \false;
    assigns s[0 .. trial->N - 1], *tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: trajectory_valid(tr); */
static ntk_status run(const ntk_trial *trial, const ntk_stepper_type *stepper, ntk_map *map, const double *s0, double *s, double T, ntk_trajectory *tr, ntk_error *err) {
  const ntk_problem problem = {map, trial->lin.alpha, trial->y, s0};
  const double fastest = trial->lin.alpha * trial->lin.alpha * trial->lambda_max * T;
  const ntk_flow_options options = {.stepper = stepper, .T = T, .tolerance = fmin(trial->setting->tolerance, 1e-8), .samples = SAMPLES,
                                    .geometric = 1, .first = fmin(0.1, 1.0 / fastest)};
  return ntk_flow_run(&problem, &options, s, tr, NULL, NULL, err);
}

/*@ // what is read of a trial to integrate its linearised flow
    predicate integrable{L}(ntk_trial *t) = \valid_read(t) && \valid_read(t->setting) && 0 < t->N && 8 * t->N * t->N <= SIZE_MAX && 8 * t->N <= SIZE_MAX && t->lin.N == t->N &&
      \valid_read(t->y + (0 .. t->N - 1)) && \valid_read(t->f0 + (0 .. t->N - 1)) && \valid_read(t->lin.lambda + (0 .. t->N - 1)) && \valid_read(t->lin.c + (0 .. t->N - 1)) &&
      \valid_read(t->lin.V + (0 .. t->N * t->N - 1)); */

/*@ requires valid: integrable(trial) && trajectory_valid(tr) && tr->count == 0 && \valid(err) &&
                    (stepper == \null || \valid_read(stepper));
    requires apart: \separated(tr, err) && \separated(tr, trial) && \separated(err, trial);
    terminates \true;
    exits \false;
    assigns *tr, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: trajectory_valid(tr); */
static ntk_status integrate(const ntk_trial *trial, const ntk_stepper_type *stepper, double T, ntk_trajectory *tr, ntk_error *err) {
  const size_t N = trial->N;
  double *A = ntk_doubles(N, N), *s0 = ntk_doubles(N, 1), *s = ntk_doubles(N, 1);
  ntk_map *map = A != NULL ? ntk_linear_map(N, N, A, trial->f0) : NULL;
  ntk_status status = NTK_ENOMEM;
  if (map != NULL && s0 != NULL && s != NULL) {
    //@ ghost heap_own(A), heap_own(s);
    //@ ghost heap_apart_any(A, N * N * sizeof(double), trial, sizeof(ntk_trial)), heap_apart(A, N * N, trial->lin.V, N * N), heap_apart(A, N * N, trial->lin.lambda, N);
    //@ ghost heap_apart(s, N, trial->y, N), heap_apart(s, N, s0, N), heap_apart_any(s, N * sizeof(double), map, sizeof(ntk_map));
    //@ ghost heap_apart_any(s, N * sizeof(double), tr, sizeof(ntk_trajectory)), heap_apart_any(s, N * sizeof(double), err, sizeof(ntk_error));
    //@ ghost heap_apart_any(map, sizeof(ntk_map), tr, sizeof(ntk_trajectory)), heap_apart_any(map, sizeof(ntk_map), err, sizeof(ntk_error));
    root_of(&trial->lin, A);
    status = run(trial, stepper, map, s0, s, T, tr, err);
  } else ntk_fail(err, NTK_ENOMEM, "out of memory for a linear map of %zu rows", N);
  if (map != NULL) ntk_linear_map_free(map);
  free(A), free(s0), free(s);
  return status;
}

/*@ requires valid: \valid_read(trial) && curve_readable(c) && \valid(out) && \valid_read(what);
    requires apart: \separated(out, c);
    terminates \true;
    exits \false;
    assigns *out;
    ensures held: out->verdict == NTK_HELD ==> \old(lemma_1(&c->t[0], &c->value[0], &c->error[0], c->n, trial->r0_norm, rate));
    ensures refuted: out->verdict == NTK_REFUTED ==> !\old(lemma_1(&c->t[0], &c->value[0], &c->error[0], c->n, trial->r0_norm, rate));
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void decide(const char *what, const ntk_trial *trial, double rate, const ntk_curve *c, ntk_outcome *out) {
  ntk_decide_curve(out, what, ntk_lemma_1(c->n, c->t, c->value, c->error, trial->r0_norm, rate), c);
}

/*@ // what is read of the trial and its trajectory; writing the curve changes none of it
    predicate comparable{L}(ntk_trial *trial, ntk_trajectory *tr) = \valid_read(trial) && modes_valid(&trial->lin) && trajectory_valid(tr);

    predicate curve_of_its_own{L}(ntk_curve *c, ntk_trial *trial, ntk_trajectory *tr) = \separated(c, trial) && \separated(c, tr) &&
      \separated(c, tr->sample + (0 .. tr->count - 1)) && \separated(c, trial->lin.lambda + (0 .. trial->lin.N - 1)) &&
      \separated(c, trial->lin.c + (0 .. trial->lin.N - 1)); */

/* ||r|| of the samples beside the bound, and beside it the closed form at the same times. */
/*@ requires valid: comparable(trial, tr) && \valid(curve) && \valid(closed);
    requires apart: curve_of_its_own(curve, trial, tr) && curve_of_its_own(closed, trial, tr) && \separated(curve, closed);
    terminates \true;
    exits \false;
    assigns *curve, *closed;
    ensures valid: curve_valid(curve) && curve_valid(closed) && curve->n == closed->n; */
static void fill(const ntk_trial *trial, const ntk_trajectory *tr, double rate, ntk_curve *curve, ntk_curve *closed) {
  curve->n = closed->n = 0;
  /*@ loop invariant range: 0 <= i <= tr->count;
      loop invariant count: curve->n == closed->n <= 400;
      loop assigns i, *curve, *closed;
      loop variant tr->count - i; */
  for (size_t i = 0; i < tr->count; i++) {
    const ntk_sample *s = &tr->sample[i];
    const double bound = ntk_lemma_1_bound(trial->r0_norm, rate, s->t), error = closed_error(trial, s->t);
    const double exact = ntk_linearised_norm(&trial->lin, s->t);
    ntk_curve_add(closed, s->t, exact, bound, error);
    ntk_curve_add(curve, s->t, s->residual, bound, trial->lin.alpha * trial->sigma_max * s->error + error);
  }
}

/* Integrated against closed form, and both against the bound. */
/*@ requires valid: comparable(trial, tr) && \valid(curve) && \valid(out) && \valid_read(what);
    requires apart: curve_of_its_own(curve, trial, tr) && \separated(out, curve) && \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out, *curve;
    ensures valid: curve_valid(curve); */
static void compare(const ntk_trial *trial, const ntk_trajectory *tr, const char *what, ntk_outcome *out, ntk_curve *curve) {
  const double rate = trial->lin.alpha * trial->lin.alpha * trial->sigma * trial->sigma;
  ntk_curve closed;
  ntk_outcome other;
  fill(trial, tr, rate, curve, &closed);
  decide(what, trial, rate, curve, out);
  decide("||r_lin|| in closed form", trial, rate, &closed, &other);
  ntk_outcome_worse(out, &other);
  ntk_decide_agree(&other, what, ntk_agree(curve->n, curve->value, closed.value, curve->error), curve->n, curve->value, closed.value, curve->error);
  if (other.verdict != NTK_HELD) *out = other;
}

/* 1 when the flow was integrated, *tr to be cleared; else *out says why not. */
/*@ requires valid: integrable(trial) && \valid(tr) && \valid(out) && (stepper == \null || \valid_read(stepper));
    requires apart: \separated(tr, out) && \separated(tr, trial);
    terminates \true;
    exits \false;
    assigns *tr, out->verdict, out->reason[0 .. 511], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: \result == 1 ==> trajectory_valid(tr);
    ensures missing: \result == 0 ==> out->verdict == NTK_UNDECIDED; */
static int computed(const ntk_trial *trial, const ntk_stepper_type *stepper, double T, ntk_trajectory *tr, ntk_outcome *out) {
  ntk_error err = {NTK_OK, ""};
  *tr = (ntk_trajectory){0};
  const ntk_status status = integrate(trial, stepper, T, tr, &err);
  if (status == NTK_OK) return 1;
  ntk_trajectory_clear(tr);
  ntk_outcome_set(out, NTK_UNDECIDED, "flow-failed: %.400s", err.text);
  return 0;
}

/* The trajectory decided, its curve given up. */
/*@ requires valid: comparable(trial, tr) && \valid(out) && \valid_read(what);
    requires apart: \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge(const ntk_trial *trial, const ntk_trajectory *tr, const char *what, ntk_outcome *out) {
  ntk_curve curve;
  compare(trial, tr, what, out, &curve);
}

/* By this stepper up to T. */
/*@ requires valid: integrable(trial) && \valid(out) && \valid_read(what) && (stepper == \null || \valid_read(stepper));
    requires apart: \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1; */
static int judge_by(const ntk_trial *trial, const ntk_stepper_type *stepper, double T, const char *what, ntk_outcome *out) {
  ntk_trajectory tr;
  if (!computed(trial, stepper, T, &tr, out)) return 0;
  judge(trial, &tr, what, out);
  ntk_trajectory_clear(&tr);
  return 1;
}

/*@ requires valid: integrable(trial) && \valid(out) && (trial->setting->stepper == \null || \valid_read(trial->setting->stepper));
    requires apart: \separated(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void judge_both(const ntk_trial *trial, ntk_outcome *out) {
  ntk_outcome early;
  const double fastest = trial->lin.alpha * trial->lin.alpha * trial->lambda_max, end = fmin(trial->T, EARLY / fastest);
  if (!judge_by(trial, trial->setting->stepper, trial->T, "||r_lin||", out)) return;
  ntk_outcome_init(&early);
  if (judge_by(trial, &ntk_stepper_rkf45, end, "||r_lin|| by rkf45", &early)) ntk_outcome_worse(out, &early);
  else ntk_outcome_set(out, early.verdict, "%s", early.reason);
}

/*@ requires valid: trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void measure(const ntk_trial *trial, ntk_outcome *out) {
  //@ assert ready: trial->status == NTK_OK ==> integrable(trial);
  //@ assert stepper: trial->setting->stepper == \null || \valid_read(trial->setting->stepper);
  if (ntk_gate(trial, NULL, NTK_NEEDS_RANK, out)) judge_both(trial, out);
}

/* The curve of the control beside its bound. */
/*@ requires valid: modes_valid(twice) && \valid(out);
    requires apart: \separated(out, twice);
    terminates \true;
    exits \false;
    assigns *out; */
static void judge_twice(const ntk_linearised *twice, double rate, ntk_outcome *out) {
  const double r0 = ntk_linearised_norm(twice, 0.0);
  ntk_curve curve;
  curve.n = 0;
  /*@ loop invariant range: 0 <= i <= 41;
      loop invariant count: curve.n == i;
      loop assigns i, curve;
      loop variant 41 - i; */
  for (size_t i = 0; i <= 40; i++) {
    const double t = 6.0 / rate * (double)i / 40.0;
    ntk_curve_add(&curve, t, ntk_linearised_norm(twice, t), ntk_lemma_1_bound(r0, rate, t), 1e-6 * r0);
  }
  ntk_decide_curve(out, "||r_lin||", ntk_lemma_1(curve.n, curve.t, curve.value, curve.error, r0, rate), &curve);
}

/* With K singular r_lin tends to its projection on ker K, not to 0 (theory B6). K, r0: of N rows. */
/*@ requires valid: 0 < N && 8 * N * N <= SIZE_MAX && \valid_read(K + (0 .. N * N - 1)) && \valid_read(r0 + (0 .. N - 1)) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void judge_singular(size_t N, double alpha, double eigen_error, const double *K, const double *r0, ntk_outcome *out) {
  ntk_linearised twice;
  double projection;
  //@ ghost row_inside(0, N, N);
  const ntk_status status = ntk_duplicate_row(&twice, &projection, N, alpha, K, r0);
  if (status != NTK_OK) {
    ntk_outcome_set(out, NTK_UNDECIDED, "not-computed: %s", ntk_status_text(status));
    return;
  }
  judge_twice(&twice, twice.alpha * twice.alpha * ntk_least_positive(&twice, 16.0 * eigen_error), out);
  ntk_linearised_clear(&twice);
}

/*@ requires valid: trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control(const ntk_trial *trial, ntk_outcome *out, char what[256]) {
  snprintf(what, 256, "a singular K: the first row given twice with two targets; r_lin tends to its projection on ker K");
  if (ntk_gate(trial, NULL, 0, out)) judge_singular(trial->N, trial->lin.alpha, trial->eigen_error, trial->K, trial->r0, out);
}

/* What the control's residual tends to. */
/*@ requires valid: 0 < N && 8 * N * N <= SIZE_MAX && \valid_read(K + (0 .. N * N - 1)) && \valid_read(r0 + (0 .. N - 1)) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void control_facts(size_t N, double alpha, double eigen_error, const double *K, const double *r0, ntk_result *result) {
  ntk_linearised twice;
  double projection;
  //@ ghost row_inside(0, N, N);
  if (ntk_duplicate_row(&twice, &projection, N, alpha, K, r0) != NTK_OK) return;
  const double rate = twice.alpha * twice.alpha * ntk_least_positive(&twice, 16.0 * eigen_error);
  ntk_fact(result, "control_limit", ntk_linearised_norm(&twice, 40.0 / rate));
  ntk_fact(result, "control_projection", projection);
  ntk_linearised_clear(&twice);
}

/* The curve and its bound. */
/*@ requires valid: comparable(trial, tr) && result_valid(result);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void curve_facts(const ntk_trial *trial, const ntk_trajectory *tr, ntk_result *result) {
  ntk_curve curve;
  ntk_outcome out;
  compare(trial, tr, "||r_lin||", &out, &curve);
  ntk_fact(result, "error_share", ntk_curve_share(&curve));
  ntk_series(result, "linearised residual", "t", "||r_lin||", curve.n, curve.t, curve.value);
  ntk_series(result, "bound", "t", "||r_lin||", curve.n, curve.t, curve.bound);
}

/*@ requires valid: integrable(trial) && (trial->setting->stepper == \null || \valid_read(trial->setting->stepper)) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void flow_facts(const ntk_trial *trial, ntk_result *result) {
  ntk_trajectory tr;
  ntk_outcome out;
  if (!computed(trial, trial->setting->stepper, trial->T, &tr, &out)) return;
  ntk_fact(result, "horizon", trial->lin.alpha * trial->lin.alpha * trial->lambda_min * trial->T);
  curve_facts(trial, &tr, result);
  ntk_trajectory_clear(&tr);
}

/*@ requires valid: trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void facts(const ntk_trial *trial, ntk_result *result) {
  if (trial->init != 0 || trial->status != NTK_OK) return;
  //@ assert ready: integrable(trial);
  //@ assert stepper: trial->setting->stepper == \null || \valid_read(trial->setting->stepper);
  ntk_fact(result, "alpha", trial->lin.alpha);
  ntk_fact(result, "T", trial->T);
  ntk_fact(result, "lambda_min", trial->lambda_min);
  ntk_fact(result, "lambda_max", trial->lambda_max);
  ntk_fact(result, "eigen_error", trial->eigen_error);
  control_facts(trial->N, trial->lin.alpha, trial->eigen_error, trial->K, trial->r0, result);
  if (!trial->singular.singular) flow_facts(trial, result);
}

const ntk_check ntk_check_lemma_1 = {.id = "lemma-1", .measure = measure, .control = control, .facts = facts};
