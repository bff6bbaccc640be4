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

#define ESTIMATE_FACTOR 10.0
enum { ENTRIES = 4 };

typedef struct { ntk_net one, two; ntk_map *map; double *K, *K2, *y, *start, *W, *w; } pair;

static void pair_free(pair *d) {
  if (d->map != NULL) ntk_doubled_map_free(d->map);
  ntk_net_clear(&d->one), ntk_net_clear(&d->two);
  free(d->K), free(d->K2), free(d->y), free(d->start), free(d->W), free(d->w);
}

static ntk_status pair_alloc(pair *d, const ntk_setting *s, const ntk_dataset *rows, size_t init, ntk_error *err) {
  *d = (pair){0};
  ntk_status status = ntk_net_init(&d->one, &s->arch, rows->x, s->theta, s->seed, init, err);
  if (status == NTK_OK) status = ntk_net_init(&d->two, &s->arch, rows->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  const size_t p = d->one.p, N = d->one.N;
  d->map = ntk_doubled_map(d->one.map, d->two.map);
  d->K = ntk_doubles(N, N), d->K2 = ntk_doubles(N, N), d->y = ntk_study_targets(rows);
  d->start = ntk_doubles(p, 2), d->W = ntk_doubles(p, 2), d->w = ntk_doubles(p, 1);
  if (!d->map || !d->K || !d->K2 || !d->y || !d->start || !d->W || !d->w) return ntk_fail(err, NTK_ENOMEM, "out of memory for the doubled network");
  for (size_t j = 0; j < 2 * p; j++) d->start[j] = d->W[j] = d->one.w0[j % p];
  return NTK_OK;
}

static ntk_status integrate(const ntk_problem *problem, const ntk_setting *s, double T, double *w, double *error, ntk_error *err) {
  const ntk_flow_options options = {.stepper = s->stepper, .T = T, .tolerance = s->tolerance};
  ntk_flow_stats stats;
  for (size_t j = 0; j < problem->map->p; j++) w[j] = problem->w0[j];
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

/* The doubled flow (in d->W, with its error) against the single one at 2 alpha and time T times `half`. */
static ntk_status compare(const ntk_setting *s, pair *d, double T, double half, double error_W, ntk_outcome *out, ntk_error *err) {
  const size_t p = d->one.p;
  const ntk_problem single = {d->one.map, 2.0 * s->alpha, d->y, d->one.w0};
  double error_w;
  const ntk_status status = integrate(&single, s, half * T, d->w, &error_w, err);
  if (status != NTK_OK) return status;
  const double drift = ntk_distance(p, d->w, d->one.w0), scale = ntk_pass_rounding(&s->arch, 64.0);
  const double round = scale * (drift + ntk_norm(p, d->one.w0)), both = error_W + error_w + round;
  const double trace = trace_of(d->one.N, d->K), trace2 = trace_of(d->one.N, d->K2);
  const double value[ENTRIES] = {ntk_distance(p, d->W, d->w), ntk_distance(p, d->W + p, d->w), ntk_distance(2 * p, d->W, d->start), trace2};
  const double expected[ENTRIES] = {0.0, 0.0, sqrt(2.0) * drift, 2.0 * trace};
  const double allowed[ENTRIES] = {both, both, 2.0 * both, scale * trace};
  ntk_decide_agree(out, "doubled flow at alpha against the flow at 2 alpha", ntk_doubling(ENTRIES, value, expected, allowed), ENTRIES, value, expected, allowed);
  return NTK_OK;
}

static ntk_status one_init(const ntk_setting *s, const ntk_dataset *rows, size_t init, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  pair d;
  double low, high, error_W = 0.0;
  ntk_status status = pair_alloc(&d, s, rows, init, err);
  if (status == NTK_OK) status = ntk_map_at(d.map, d.start);
  if (status == NTK_OK) status = ntk_map_kernel(d.map, d.K2);
  if (status == NTK_OK) status = ntk_map_kernel(d.one.map, d.K);
  if (status == NTK_OK) status = ntk_eigen_ends(d.one.N, d.K, &low, &high);
  if (status == NTK_OK && low <= ntk_eigen_error(d.one.N, high))
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "singular-kernel: lambda_min %.3g gives no horizon", low), *control = *out;
  else if (status == NTK_OK) {
    const double T = 3.0 / (s->alpha * s->alpha * 2.0 * low);
    const ntk_problem doubled = {d.map, s->alpha, d.y, d.start};
    status = integrate(&doubled, s, T, d.W, &error_W, err);
    if (status == NTK_OK) status = compare(s, &d, T, 0.5, error_W, out, err);
    if (status == NTK_OK) status = compare(s, &d, T, 1.0, error_W, control, err);
  }
  out->init = (long)init;
  pair_free(&d);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t inits = ntk_study_inits(s, 3);
  ntk_dataset *rows = ntk_study_rows(s, 20);
  ntk_status status = rows == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for rows") : NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < inits; i++) {
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    status = one_init(s, rows, i, &out, &control, err);
    if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
    ntk_study_progress(s, "doubling", (double)(i + 1) / (double)inits);
  }
  snprintf(result->control_what, sizeof result->control_what, "time not halved");
  if (rows != NULL) ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_doubling = {.id = "doubling", .study = study};
