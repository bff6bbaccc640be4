/* doubling: F(w1, w2) = f(w1) + f(w2) from w1 = w2 = w0: its flow at alpha is f's flow at 2 alpha with time halved, copy by copy;
   total drift is sqrt 2 times one copy's; K doubles.
   Both flows are integrated to alpha^2 lambda_min(2 K) T = 3. Errors: ten times the sum of both integrators' estimates (the factor
   that tests of src/flow promise), and rounding. Control: time not halved. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/doubling.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/flow.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"

#define ESTIMATE_FACTOR 10.0
enum { ENTRIES = 4 };

/* The single network and the doubled one. */
typedef struct {
  const ntk_net *one;
  ntk_map *map;            /* of both */
  double *K, *K2;          /* kernels */
  const double *y;         /* targets */
  double *start, *W, *w;   /* the doubled flow: where it starts and ends (2p); the single one's end (p) */
} pair;

/*@ predicate pair_valid{L}(pair *d) = \valid_read(d) && \valid_read(d->one) && net_map(d->one) && \valid(d->map) && d->map->p == 2 * d->one->p && d->map->N == d->one->N &&
      d->one->N * d->one->N <= SIZE_MAX && 2 * d->one->p <= SIZE_MAX && \valid(d->K + (0 .. d->one->N * d->one->N - 1)) && \valid(d->K2 + (0 .. d->one->N * d->one->N - 1)) &&
      \valid_read(d->y + (0 .. d->one->N - 1)) && \valid(d->start + (0 .. 2 * d->one->p - 1)) && \valid(d->W + (0 .. 2 * d->one->p - 1)) && \valid(d->w + (0 .. d->one->p - 1));

    // what the flows write is none of what they read
    predicate pair_apart{L}(pair *d) = \separated(d->W + (0 .. 2 * d->one->p - 1), d->y + (0 .. d->one->N - 1)) && \separated(d->W + (0 .. 2 * d->one->p - 1), d->start + (0 .. 2 * d->one->p - 1)) &&
      \separated(d->w + (0 .. d->one->p - 1), d->y + (0 .. d->one->N - 1)) && \separated(d->w + (0 .. d->one->p - 1), d->one->w0 + (0 .. d->one->p - 1)); */

/* start := W := (w0, w0) */
/*@ requires valid: 0 < p && 2 * p <= SIZE_MAX && \valid_read(w0 + (0 .. p - 1)) && \valid(start + (0 .. 2 * p - 1)) && \valid(W + (0 .. 2 * p - 1));
    requires apart: \separated(start + (0 .. 2 * p - 1), w0 + (0 .. p - 1)) && \separated(W + (0 .. 2 * p - 1), w0 + (0 .. p - 1)) && \separated(W + (0 .. 2 * p - 1), start + (0 .. 2 * p - 1));
    terminates \true;
    exits \false;
    assigns start[0 .. 2 * p - 1], W[0 .. 2 * p - 1];
    ensures twice: \forall integer j; 0 <= j < 2 * p ==> start[j] == w0[j % p] && W[j] == start[j]; */
static void start_twice(size_t p, const double *w0, double *start, double *W) {
  /*@ loop invariant range: 0 <= j <= 2 * p;
      loop invariant twice: \forall integer k; 0 <= k < j ==> start[k] == w0[k % p] && W[k] == start[k];
      loop assigns j, start[0 .. 2 * p - 1], W[0 .. 2 * p - 1];
      loop variant 2 * p - j; */
  for (size_t j = 0; j < 2 * p; j++) start[j] = W[j] = w0[j % p];
}

/* w := the flow's end at T, with ten times its error estimate. */
/*@ requires valid: problem_valid(problem) && \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && \valid(w + (0 .. problem->map->p - 1)) && \valid(error) && \valid(err);
    requires apart: \separated(w + (0 .. problem->map->p - 1), problem) && \separated(w + (0 .. problem->map->p - 1), problem->y + (0 .. problem->map->N - 1)) &&
                    \separated(w + (0 .. problem->map->p - 1), problem->w0 + (0 .. problem->map->p - 1)) && \separated(err, problem) && \separated(err, problem->map) &&
                    \separated(err, w + (0 .. problem->map->p - 1)) && \separated(err, error);
    terminates \true;
    exits \false;
    assigns w[0 .. problem->map->p - 1], *error, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status integrate(const ntk_problem *problem, const ntk_setting *s, double T, double *w, double *error, ntk_error *err) {
  const ntk_flow_options options = {.stepper = s->stepper, .T = T, .tolerance = s->tolerance};
  ntk_flow_stats stats;
  ntk_copy(problem->map->p, problem->w0, w);
  const ntk_status status = ntk_flow_run(problem, &options, w, NULL, NULL, &stats, err);
  *error = ESTIMATE_FACTOR * stats.error;
  return status;
}

/*@ // sum_{i<n} K_ii
    logic real trace_of{L}(double *K, integer N, integer n) = n <= 0 ? 0.0 : trace_of(K, N, n - 1) + K[(n - 1) * N + (n - 1)]; */

/*@ requires valid: N * N <= SIZE_MAX && \valid_read(K + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, K[0 .. N * N - 1];
    ensures trace: \result == trace_of(K, N, N); */
static double trace_of(size_t N, const double *K) {
  double trace = 0.0;
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant trace: trace == trace_of(K, N, i);
      loop assigns i, trace;
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    trace += K[i * N + i];
  }
  return trace;
}

/* The doubled flow (in d->W, with its error) against the single one at 2 alpha and time T times `half`; scale: rounding of a pass. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && pair_valid(d) && \valid(out) && \valid(err);
    requires apart: pair_apart(d) && \separated(err, d->one->map) && \separated(err, d->w + (0 .. d->one->p - 1));
    terminates \true;
    exits \false;
    assigns d->w[0 .. d->one->p - 1], out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures verdict: \result == NTK_OK ==> out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static ntk_status compare(const ntk_setting *s, double scale, const pair *d, double T, double half, double error_W, ntk_outcome *out, ntk_error *err) {
  const size_t p = d->one->p;
  const ntk_problem single = {d->one->map, 2.0 * s->alpha, d->y, d->one->w0};
  double error_w;
  const ntk_status status = integrate(&single, s, half * T, d->w, &error_w, err);
  if (status != NTK_OK) return status;
  const double drift = ntk_distance(p, d->w, d->one->w0);
  const double round = scale * (drift + ntk_norm(p, d->one->w0)), both = error_W + error_w + round;
  const double trace = trace_of(d->one->N, d->K), trace2 = trace_of(d->one->N, d->K2);
  const double value[ENTRIES] = {ntk_distance(p, d->W, d->w), ntk_distance(p, d->W + p, d->w), ntk_distance(2 * p, d->W, d->start), trace2};
  const double expected[ENTRIES] = {0.0, 0.0, sqrt(2.0) * drift, 2.0 * trace};
  const double allowed[ENTRIES] = {both, both, 2.0 * both, scale * trace};
  ntk_decide_agree(out, "doubled flow at alpha against the flow at 2 alpha", ntk_doubling(ENTRIES, value, expected, allowed), ENTRIES, value, expected, allowed);
  return NTK_OK;
}

/* Both kernels at the start; K's least eigenvalue, and the largest. */
/*@ requires valid: pair_valid(d) && \valid(low) && \valid(high);
    requires apart: \separated(low, high);
    terminates \true;
    exits \false;
    assigns d->K[0 .. d->one->N * d->one->N - 1], d->K2[0 .. d->one->N * d->one->N - 1], *low, *high, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status kernels(const pair *d, double *low, double *high) {
  ntk_status status = ntk_map_at(d->map, d->start);
  if (status == NTK_OK) status = ntk_map_kernel(d->map, d->K2);
  if (status == NTK_OK) status = ntk_map_kernel(d->one->map, d->K);
  if (status == NTK_OK) status = ntk_eigen_ends(d->one->N, d->K, low, high);
  return status;
}

/* The flows, the claim's and the control's. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && pair_valid(d) && \valid(out) && \valid(control) && \valid(err);
    requires apart: pair_apart(d) && \separated(out, control, err) && \separated(err, d->one->map) && \separated(err, d->map) && \separated(err, d->w + (0 .. d->one->p - 1)) &&
                    \separated(err, d->W + (0 .. 2 * d->one->p - 1));
    terminates \true;
    exits \false;
    assigns d->K[0 .. d->one->N * d->one->N - 1], d->K2[0 .. d->one->N * d->one->N - 1], d->w[0 .. d->one->p - 1], d->W[0 .. 2 * d->one->p - 1], *out, *control, *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run(const ntk_setting *s, double scale, const pair *d, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  double low, high, error_W = 0.0;
  ntk_status status = kernels(d, &low, &high);
  if (status != NTK_OK) return status;
  if (low <= ntk_eigen_error(d->one->N, high)) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "singular-kernel: lambda_min %.3g gives no horizon", low);
    *control = *out;
    return NTK_OK;
  }
  const double T = 3.0 / (s->alpha * s->alpha * 2.0 * low);
  const ntk_problem doubled = {d->map, s->alpha, d->y, d->start};
  status = integrate(&doubled, s, T, d->W, &error_W, err);
  if (status == NTK_OK) status = compare(s, scale, d, T, 0.5, error_W, out, err);
  if (status == NTK_OK) status = compare(s, scale, d, T, 1.0, error_W, control, err);
  return status;
}

/* Two networks of the same weights, in workspaces of their own, as one. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && \valid_read(one) && net_map(one) && \valid_read(two) && net_map(two) &&
                    \valid_read(y + (0 .. one->N - 1)) && \valid(out) && \valid(control) && \valid(err);
    requires apart: \separated(out, control, err) && \separated(err, one->map);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status with_both(const ntk_setting *s, double scale, const double *y, const ntk_net *one, const ntk_net *two, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  const size_t p = one->p, N = one->N;
  double *start = ntk_doubles(p, 2), *W = ntk_doubles(p, 2), *w = ntk_doubles(p, 1), *K = ntk_doubles(N, N), *K2 = ntk_doubles(N, N);
  ntk_map *map = start == NULL ? NULL : ntk_doubled_map(one->map, two->map);
  ntk_status status;
  if (map == NULL || W == NULL || w == NULL || K == NULL || K2 == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for the doubled network");
  else {
    const pair d = {.one = one, .map = map, .K = K, .K2 = K2, .y = y, .start = start, .W = W, .w = w};
    //@ ghost heap_own(start), heap_own(W), heap_own(w), heap_own(K), heap_own(K2);
    //@ ghost heap_apart(start, 2 * p, one->w0, p), heap_apart(W, 2 * p, one->w0, p), heap_apart(w, p, one->w0, p), heap_apart(W, 2 * p, start, 2 * p), heap_apart(W, 2 * p, y, N), heap_apart(w, p, y, N);
    //@ ghost heap_apart_any(map, sizeof(ntk_map), err, sizeof(ntk_error)), heap_apart_any(W, 2 * p * sizeof(double), err, sizeof(ntk_error)), heap_apart_any(w, p * sizeof(double), err, sizeof(ntk_error));
    start_twice(p, one->w0, start, W);
    //@ assert pair: pair_valid(&d) && pair_apart(&d);
    status = run(s, scale, &d, out, control, err);
  }
  if (map != NULL) ntk_doubled_map_free(map);
  free(start), free(W), free(w), free(K), free(K2);
  return status;
}

/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && seeds_valid(arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(one) && net_map(one) &&
                    \valid_read(y + (0 .. one->N - 1)) && one->N == x->size1 * width(arch, arch.depth) && \valid(out) && \valid(control) && \valid(err);
    requires apart: \separated(out, control, err) && \separated(err, s) && \separated(err, one->map);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status with_one(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, double scale, const double *y, const ntk_net *one, size_t init, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net two;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_status status = ntk_net_init(&two, &arch, x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  status = with_both(s, scale, y, one, &two, out, control, err);
  ntk_net_clear(&two);
  return status;
}

/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && seeds_valid(arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && init <= 1000000 && \valid(out) && \valid(control) && \valid(err);
    requires apart: \separated(out, control, err) && \separated(err, s);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status one_init(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, double scale, const double *y, size_t init, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  const ntk_arch same = arch; /* a copy whose address nobody has */
  ntk_net one;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_status status = ntk_net_init(&one, &arch, x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(one.map, sizeof(ntk_map), err, sizeof(ntk_error));
  status = with_one(s, same, x, scale, y, &one, init, out, control, err);
  out->init = (long)init;
  ntk_net_clear(&one);
  return status;
}

/* One initialisation, folded into the result. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && seeds_valid(arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && init <= 1000000 && result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(err, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status fold_init(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, double scale, const double *y, size_t init, ntk_result *result, ntk_error *err) {
  ntk_outcome out, control;
  ntk_outcome_init(&out), ntk_outcome_init(&control);
  const ntk_status status = one_init(s, arch, x, scale, y, init, &out, &control, err);
  if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
  return status;
}

/* y: the targets of the rows x. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && arch_ok(s->arch) && seeds_valid(s->arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && \separated(x, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status each_init(const ntk_setting *s, const gsl_matrix *x, const double *y, ntk_result *result, ntk_error *err) {
  const ntk_arch arch = s->arch; /* by value, so that no proof need ask whether what is written changes it */
  const size_t inits = ntk_study_inits(s, 3);
  const double scale = ntk_pass_rounding(&s->arch, 64.0);
  //@ assert outputs: width(arch, arch.depth) == s->arch.width[s->arch.depth];
  /*@ loop invariant range: 0 <= i <= inits;
      loop invariant valid: result_valid(result);
      loop invariant shape: x->size1 == \at(x->size1, Pre) && x->size2 == \at(x->size2, Pre) && x->tda == \at(x->tda, Pre) && x->data == \at(x->data, Pre);
      loop invariant inputs: matrix_readable(x) && x->tda <= INT_MAX;
      loop assigns i, result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant inits - i; */
  for (size_t i = 0; i < inits; i++) {
    const ntk_status status = fold_init(s, arch, x, scale, y, i, result, err);
    ntk_study_progress(s, "doubling", (double)(i + 1) / (double)inits);
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  //@ assert rows: rows->y->size1 == rows->x->size1 && rows->y->size2 == s->arch.width[s->arch.depth];
  double *y = ntk_study_targets(rows);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  //@ assert seeds: seeds_valid(s->arch, s->theta);
  //@ assert outputs: rows->y->size1 * rows->y->size2 == rows->x->size1 * s->arch.width[s->arch.depth];
  const ntk_status status = each_init(s, rows->x, y, result, err);
  free(y);
  return status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_dataset *rows = ntk_study_rows(s, 20);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for rows");
  //@ ghost NTK_ROWS_FRESH(rows, result, err);
  const ntk_status status = on_rows(s, rows, result, err);
  snprintf(result->control_what, sizeof result->control_what, "time not halved");
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_doubling = {.id = "doubling", .study = study};
