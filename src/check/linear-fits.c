/* linear-fits: p >= N and J0 of full row rank => f(w0) + J0 (u - w0) fits any y exactly.
   u - w0 = J0^T q, q = K^{-1} (y - f0) by the eigendecomposition of K, for the data's targets and 3 random ones; the residual is
   computed by the passes J0^T and J0. What is left is rounding: (8 N eps + 8 L (m + d) eps) ||K|| ||q||.
   Control: two equal rows with opposite targets. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/net.h"
#include "check/study.h"
#include "claim/linear-fits.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#include "../../spec/acsl/index.h"

enum { TARGETS = 4 };

typedef struct { double *f0, *lambda, *V, *b, *q, *r, *du; } room;

static void room_free(room *m) { free(m->f0), free(m->lambda), free(m->V), free(m->b), free(m->q), free(m->r), free(m->du); }

static int room_alloc(room *m, size_t N, size_t p) {
  *m = (room){ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, N), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(p, 1)};
  return m->f0 && m->lambda && m->V && m->b && m->q && m->r && m->du;
}

/*@ // sum_{j<n} V_je b_j
    logic real mode_of{L}(double *V, double *b, integer N, integer e, integer n) = n <= 0 ? 0.0 : mode_of(V, b, N, e, n - 1) + V[(n - 1) * N + e] * b[n - 1]; */

/* Coordinate e of b in K's eigenvectors. */
/*@ requires valid: e < N && N * N <= SIZE_MAX && \valid_read(V + (0 .. N * N - 1)) && \valid_read(b + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, e, V[0 .. N * N - 1], b[0 .. N - 1];
    ensures mode: \result == mode_of(V, b, N, e, N); */
static double mode(size_t N, size_t e, const double *V, const double *b) {
  double c = 0.0;
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant sum: c == mode_of(V, b, N, e, i);
      loop assigns i, c;
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    c += V[i * N + e] * b[i];
  }
  return c;
}

/*@ logic real multiple(real a, real v) = a * v; */

/* q := q + a times eigenvector e. */
/*@ requires valid: e < N && N * N <= SIZE_MAX && \valid_read(V + (0 .. N * N - 1)) && \valid(q + (0 .. N - 1));
    requires apart: \separated(q + (0 .. N - 1), V + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns q[0 .. N - 1];
    ensures added: \forall integer i; 0 <= i < N ==> q[i] == \at(q[i], Pre) + multiple(a, \at(V[i * N + e], Pre)); */
static void add_mode(size_t N, size_t e, const double *V, double a, double *q) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(V, N * N);
      loop invariant rest: \forall integer k; i <= k < N ==> q[k] == \at(q[k], Pre);
      loop invariant added: \forall integer k; 0 <= k < i ==> q[k] == \at(q[k], Pre) + multiple(a, \at(V[k * N + e], Pre));
      loop assigns i, q[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    const double more = a * V[i * N + e];
    //@ assert more: more == multiple(a, \at(V[\at(i, Here) * N + e], Pre));
    q[i] += more;
  }
}

/* q := pseudo-inverse of K (eigenvalues up to cut left out) times b. */
/*@ requires valid: N * N <= SIZE_MAX && \valid_read(lambda + (0 .. N - 1)) && \valid_read(V + (0 .. N * N - 1)) && \valid_read(b + (0 .. N - 1)) && \valid(q + (0 .. N - 1));
    requires apart: \separated(q + (0 .. N - 1), V + (0 .. N * N - 1)) && \separated(q + (0 .. N - 1), b + (0 .. N - 1)) && \separated(q + (0 .. N - 1), lambda + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns q[0 .. N - 1]; */
static void solve(size_t N, const double *lambda, const double *V, double cut, const double *b, double *q) {
  ntk_zero(N, q);
  /*@ loop invariant range: 0 <= e <= N;
      loop assigns e, q[0 .. N - 1];
      loop variant N - e; */
  for (size_t e = 0; e < N; e++)
    if (!(lambda[e] <= cut)) add_mode(N, e, V, mode(N, e, V, b) / lambda[e], q);
}

/* Fits y; *residual, *error as the claim's predicate takes them. */
static void fit(const ntk_net *net, room *m, double cut, double *residual, double *error) {
  const double top = m->lambda[net->N - 1];
  solve(net->N, m->lambda, m->V, cut, m->b, m->q);
  ntk_map_vjp(net->map, m->q, m->du);
  ntk_map_jvp(net->map, m->du, m->r);
  *residual = ntk_distance(net->N, m->r, m->b);
  *error = (8.0 * (double)net->N * DBL_EPSILON + ntk_pass_rounding(&net->mlp->arch, 8.0)) * top * ntk_norm(net->N, m->q);
}

static ntk_status decide(const ntk_net *net, room *m, const double *y, gsl_rng *rng, int control, ntk_outcome *out) {
  double *K = ntk_doubles(net->N, net->N);
  if (K == NULL) return NTK_ENOMEM;
  ntk_status status = ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen(net->N, K, m->lambda, m->V);
  free(K);
  if (status != NTK_OK) return status;
  const double cut = ntk_eigen_error(net->N, m->lambda[net->N - 1]);
  ntk_map_value(net->map, m->f0);
  if (!control && (net->p < net->N || m->lambda[0] <= cut)) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "rank-deficient: p = %zu, N = %zu, lambda_min %.3g within rounding %.3g of 0", net->p, net->N, m->lambda[0], cut);
    return NTK_OK;
  }
  ntk_outcome_set(out, NTK_HELD, "fits: %d targets, lambda_min %.3g", TARGETS, m->lambda[0]);
  out->margin = INFINITY;
  for (size_t j = 0; j < TARGETS; j++) {
    double residual, error;
    for (size_t i = 0; i < net->N; i++) m->b[i] = (j == 0 ? y[i] : gsl_ran_gaussian_ziggurat(rng, 1.0)) - m->f0[i];
    fit(net, m, cut, &residual, &error);
    if (!isfinite(residual) || !isfinite(error)) ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: residual of target %zu", j);
    else if (!ntk_linear_fits(residual, error)) ntk_outcome_set(out, NTK_REFUTED, "no-fit: residual %.3g of target %zu, rounding %.3g", residual, j, error);
    if (!(error / residual >= out->margin)) out->margin = error / residual, out->value = residual, out->error = error;
    if (out->verdict != NTK_HELD) break;
  }
  return NTK_OK;
}

static ntk_status one_init(const ntk_setting *s, const gsl_matrix *x, const double *y, size_t init, int control, ntk_outcome *out, ntk_error *err) {
  ntk_net net;
  room m = {0};
  ntk_status status = ntk_net_init(&net, &s->arch, x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  gsl_rng *rng = ntk_rng(s->seed, NTK_RNG_CASES, init);
  if (rng == NULL || !room_alloc(&m, net.N, net.p)) status = NTK_ENOMEM;
  else status = decide(&net, &m, y, rng, control, out);
  out->init = (long)init;
  if (status != NTK_OK) ntk_fail(err, status, "linear-fits: initialisation %zu: %s", init, ntk_status_text(status));
  if (rng != NULL) gsl_rng_free(rng);
  room_free(&m);
  ntk_net_clear(&net);
  return status;
}

/* The data with row 1 made equal to row 0, its targets opposite. */
static ntk_status control(const ntk_setting *s, const double *y, ntk_outcome *out, ntk_error *err) {
  const size_t k = s->data->y->size2;
  ntk_dataset *twin = ntk_dataset_head(s->data, s->data->x->size1);
  double *z = ntk_study_targets(s->data);
  ntk_status status = NTK_OK;
  if (twin == NULL || z == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for the control of linear-fits");
  else if (twin->x->size1 < 2) ntk_outcome_set(out, NTK_NOT_APPLICABLE, "one-row: there is no pair to make equal");
  else {
    for (size_t j = 0; j < twin->x->size2; j++) gsl_matrix_set(twin->x, 1, j, gsl_matrix_get(twin->x, 0, j));
    for (size_t o = 0; o < k; o++) z[k + o] = y[o] > 0.0 ? -1.0 : 1.0, z[o] = -z[k + o];
    status = one_init(s, twin->x, z, 0, 1, out, err);
  }
  if (twin != NULL) ntk_dataset_free(twin);
  free(z);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t inits = ntk_study_inits(s, 20);
  double *y = ntk_study_targets(s->data);
  ntk_status status = y == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for targets") : NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < inits; i++) {
    ntk_outcome out;
    ntk_outcome_init(&out);
    status = one_init(s, s->data->x, y, i, 0, &out, err);
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "linear-fits", (double)(i + 1) / (double)inits);
  }
  if (status == NTK_OK) status = control(s, y, &result->control, err);
  snprintf(result->control_what, sizeof result->control_what, "rows 0 and 1 made equal, with opposite targets");
  free(y);
  return status;
}

const ntk_check ntk_check_linear_fits = {.id = "linear-fits", .study = study};
