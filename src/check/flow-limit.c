/* flow-limit: GD at flow time t = eta k tends to the gradient flow as eta -> 0, with error O(eta).
   On the network itself, up to 50 rows: horizon Lambda T = 4 (Lambda = alpha^2 lambda_max(K(w0))), eta Lambda = 1/4 ... 1/64; the distance of GD's
   weights from the flow's (integrated to 1e-9 of the drift, far below the smallest distance) is fitted against eta. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/flow-limit.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"
#include "flow/flow.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#include "../../spec/acsl/rows.h"

enum { ROWS = 50, SIZES = 5, COARSEST = 16 };

typedef struct { double eta[SIZES], error[SIZES]; } distances;

/*@ // the p numbers at w are none of what the problem reads
    predicate outside_problem{L}(double *w, ntk_problem *q) = \separated(w + (0 .. q->map->p - 1), q) && \separated(w + (0 .. q->map->p - 1), q->map) &&
      \separated(w + (0 .. q->map->p - 1), q->y + (0 .. q->map->N - 1)) && \separated(w + (0 .. q->map->p - 1), q->w0 + (0 .. q->map->p - 1)); */

/* ||GD after this many steps from w0 - flow(T)||. */
/*@ requires valid: problem_valid(problem) && \valid_read(flow + (0 .. problem->map->p - 1)) && \valid(w + (0 .. problem->map->p - 1)) && \valid(distance) && \valid(err);
    requires apart: outside_problem(w, problem) && \separated(distance, problem) && \separated(distance, problem->map) && \separated(w + (0 .. problem->map->p - 1), flow + (0 .. problem->map->p - 1)) &&
                    \separated(err, problem) && \separated(err, problem->map) && \separated(err, w + (0 .. problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. problem->map->p - 1], *distance, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures distance: \result == NTK_OK ==> 0.0 <= *distance; */
static ntk_status descend(const ntk_problem *problem, const double *flow, double eta, size_t steps, double *w, double *distance, ntk_error *err) {
  const ntk_descent_options options = {.kind = NTK_GD, .eta = eta, .steps = steps};
  ntk_copy(problem->map->p, problem->w0, w);
  const ntk_status status = ntk_descent_run(problem, &options, w, NULL, NULL, NULL, err);
  if (status == NTK_OK) *distance = ntk_distance(problem->map->p, w, flow);
  return status;
}

/* error_i := ||GD after T/eta_i steps of slowness * eta_i - flow(T)||, with T/eta = COARSEST 2^i. slowness 1: the claim. */
/*@ requires valid: problem_valid(problem) && \valid_read(flow + (0 .. problem->map->p - 1)) && \valid(w + (0 .. problem->map->p - 1)) && \valid(d) && \valid(err);
    requires apart: outside_problem(w, problem) && \separated(d, problem) && \separated(d, problem->map) && \separated(d, w + (0 .. problem->map->p - 1)) &&
                    \separated(w + (0 .. problem->map->p - 1), flow + (0 .. problem->map->p - 1)) &&
                    \separated(err, problem) && \separated(err, problem->map) && \separated(err, w + (0 .. problem->map->p - 1)) && \separated(err, d);
    terminates \true;
    exits \false;
    assigns w[0 .. problem->map->p - 1], *d, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status measure(const ntk_problem *problem, const double *flow, double T, double slowness, double *w, distances *d, ntk_error *err) {
  /*@ loop invariant range: 0 <= i <= SIZES;
      loop invariant valid: problem_valid(problem);
      loop assigns i, w[0 .. problem->map->p - 1], *d, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant SIZES - i; */
  for (size_t i = 0; i < SIZES; i++) {
    const size_t steps = (size_t)COARSEST << i;
    const double eta = T / (double)steps;
    const ntk_status status = descend(problem, flow, slowness * eta, steps, w, &d->error[i], err);
    if (status != NTK_OK) return status;
    d->eta[i] = eta;
  }
  return NTK_OK;
}

/* floor: what the flow itself may be off by. */
/*@ requires valid: \valid_read(d) && \valid(out) && \valid(fit);
    requires apart: \separated(d, out, fit);
    terminates \true;
    exits \false;
    assigns *fit, out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures floor: \old(d->error[SIZES - 1]) < 10.0 * floor ==> out->verdict == NTK_UNDECIDED;
    ensures held: out->verdict == NTK_HELD ==> flow_limit(fit->low, fit->high);
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void decide(const distances *d, double floor, ntk_outcome *out, ntk_fit *fit) {
  *fit = ntk_fit_power(SIZES, d->eta, d->error, 0.95);
  if (d->error[SIZES - 1] < 10.0 * floor)
    ntk_outcome_set(out, NTK_UNDECIDED, "integration-error: the flow's own error %.3g is not far below GD's distance %.3g", floor, d->error[SIZES - 1]);
  else ntk_decide_slope(out, "distance from the flow in eta", ntk_flow_limit(fit->low, fit->high), fit, NTK_FLOW_LIMIT_EXPONENT, 0.0);
}

/* 4 / (alpha^2 lambda_max(K(w0))); K: N x N, scratch. */
/*@ requires valid: \valid_read(net) && net_map(net) && net->N * net->N <= SIZE_MAX && \valid(K + (0 .. net->N * net->N - 1)) && \valid(T) && \valid(err);
    requires apart: \separated(K + (0 .. net->N * net->N - 1), T);
    terminates \true;
    exits \false;
    assigns K[0 .. net->N * net->N - 1], *T, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status horizon(const ntk_net *net, double alpha, double *K, double *T, ntk_error *err) {
  double low, high;
  ntk_status status = ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(net->N, K, &low, &high);
  if (status != NTK_OK) return ntk_fail(err, status, "flow-limit: kernel at initialisation: %s", ntk_status_text(status));
  *T = 4.0 / (alpha * alpha * high);
  return NTK_OK;
}

/* The claim and its control; flow, w: p, scratch. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && problem_valid(problem) && \valid(flow + (0 .. problem->map->p - 1)) && \valid(w + (0 .. problem->map->p - 1)) &&
                    result_valid(result) && \valid(err);
    requires apart: outside_problem(w, problem) && outside_problem(flow, problem) && \separated(w + (0 .. problem->map->p - 1), flow + (0 .. problem->map->p - 1)) &&
                    \separated(result, problem) && \separated(result, problem->map) && \separated(result, flow + (0 .. problem->map->p - 1)) && \separated(result, w + (0 .. problem->map->p - 1)) &&
                    \separated(err, problem) && \separated(err, problem->map) && \separated(err, w + (0 .. problem->map->p - 1)) && \separated(err, flow + (0 .. problem->map->p - 1)) &&
                    \separated(err, result);
    terminates \true;
    exits \false;
    assigns flow[0 .. problem->map->p - 1], w[0 .. problem->map->p - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown,
            ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status compare(const ntk_setting *s, const ntk_problem *problem, double T, double *flow, double *w, ntk_result *result, ntk_error *err) {
  const ntk_flow_options options = {.stepper = s->stepper, .T = T, .tolerance = 1e-9};
  ntk_flow_stats stats;
  distances d;
  ntk_fit fit;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_copy(problem->map->p, problem->w0, flow);
  ntk_status status = ntk_flow_run(problem, &options, flow, NULL, NULL, &stats, err);
  if (status == NTK_OK) status = measure(problem, flow, T, 1.0, w, &d, err);
  if (status != NTK_OK) return status;
  decide(&d, stats.error, &out, &fit);
  ntk_result_fold(result, &out);
  ntk_fact(result, "horizon", T);
  ntk_fact(result, "flow_error", stats.error);
  ntk_fact_fit(result, "exponent_eta", &fit);
  ntk_series(result, "distance from the flow", "eta", "||w_GD - w_flow||", SIZES, d.eta, d.error);
  status = measure(problem, flow, T, 0.5, w, &d, err);
  if (status == NTK_OK) decide(&d, stats.error, &result->control, &fit);
  return status;
}

/* The problem of a network; y: its targets. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(result, net) && \separated(result, net->map) && \separated(err, net) && \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status check(const ntk_setting *s, const ntk_net *net, const double *y, ntk_result *result, ntk_error *err) {
  const size_t N = net->N, p = net->p;
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  double T = 0.0, *K = ntk_doubles(N, N), *flow = ntk_doubles(p, 1), *w = ntk_doubles(p, 1);
  ntk_status status;
  if (K == NULL || flow == NULL || w == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu parameters", p);
  else {
    //@ ghost heap_own(K), heap_own(flow), heap_own(w), heap_apart(flow, p, w, p), heap_apart(K, N * N, &T, 1);
    //@ ghost heap_apart(flow, p, y, N), heap_apart(w, p, y, N), heap_apart(flow, p, net->w0, p), heap_apart(w, p, net->w0, p);
    //@ ghost heap_apart_any(flow, p * sizeof(double), net->map, sizeof(ntk_map)), heap_apart_any(w, p * sizeof(double), net->map, sizeof(ntk_map));
    //@ ghost heap_apart_any(flow, p * sizeof(double), &problem, sizeof(ntk_problem)), heap_apart_any(w, p * sizeof(double), &problem, sizeof(ntk_problem));
    //@ ghost heap_apart_any(flow, p * sizeof(double), result, sizeof(ntk_result)), heap_apart_any(w, p * sizeof(double), result, sizeof(ntk_result));
    //@ ghost heap_apart_any(flow, p * sizeof(double), err, sizeof(ntk_error)), heap_apart_any(w, p * sizeof(double), err, sizeof(ntk_error));
    //@ ghost heap_apart_any(K, N * N * sizeof(double), &problem, sizeof(ntk_problem)), heap_apart_any(K, N * N * sizeof(double), s, sizeof(ntk_setting));
    status = horizon(net, s->alpha, K, &T, err);
    if (status == NTK_OK) status = compare(s, &problem, T, flow, w, result, err);
  }
  free(K), free(flow), free(w);
  return status;
}

/* x: the rows, y: their targets. */
/*@ requires valid: setting_seeds(s) && (s->stepper == \null || \valid_read(s->stepper)) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status one_net(const ntk_setting *s, const gsl_matrix *x, const double *y, ntk_result *result, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, x, s->theta, s->seed, 0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(net.map, sizeof(ntk_map), result, sizeof(ntk_result)), heap_apart_any(net.map, sizeof(ntk_map), err, sizeof(ntk_error));
  status = check(s, &net, y, result, err);
  ntk_net_clear(&net);
  return status;
}

/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  //@ assert rows: rows->y->size1 == rows->x->size1 && rows->y->size2 == s->arch.width[s->arch.depth];
  double *y = ntk_study_targets(rows);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  //@ assert seeds: setting_seeds(s);
  //@ assert inputs: matrix_readable(rows->x) && rows->x->tda <= INT_MAX;
  //@ assert outputs: rows->y->size1 * rows->y->size2 == rows->x->size1 * s->arch.width[s->arch.depth];
  const ntk_status status = one_net(s, rows->x, y, result, err);
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
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  //@ ghost NTK_ROWS_FRESH(rows, result, err);
  const ntk_status status = on_rows(s, rows, result, err);
  snprintf(result->control_what, sizeof result->control_what, "steps of eta/2 compared at flow time eta k");
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_flow_limit = {.id = "flow-limit", .study = study};
