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

enum { TARGETS = 4 };

typedef struct { double *f0, *lambda, *V, *b, *q, *r, *du; } room;

static void room_free(room *m) { free(m->f0), free(m->lambda), free(m->V), free(m->b), free(m->q), free(m->r), free(m->du); }

static int room_alloc(room *m, size_t N, size_t p) {
  *m = (room){ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, N), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(p, 1)};
  return m->f0 && m->lambda && m->V && m->b && m->q && m->r && m->du;
}

/* q := pseudo-inverse of K (eigenvalues up to cut left out) times b. */
static void solve(size_t N, const double *lambda, const double *V, double cut, const double *b, double *q) {
  for (size_t i = 0; i < N; i++) q[i] = 0.0;
  for (size_t e = 0; e < N; e++) {
    double c = 0.0;
    if (lambda[e] <= cut) continue;
    for (size_t i = 0; i < N; i++) c += V[i * N + e] * b[i];
    for (size_t i = 0; i < N; i++) q[i] += c / lambda[e] * V[i * N + e];
  }
}

/* Fits y; *residual, *error as the claim's predicate takes them. */
static void fit(const ntk_net *net, room *m, double cut, double *residual, double *error) {
  const double top = m->lambda[net->N - 1];
  solve(net->N, m->lambda, m->V, cut, m->b, m->q);
  net->map->vjp(net->map->context, m->q, m->du);
  net->map->jvp(net->map->context, m->du, m->r);
  *residual = ntk_distance(net->N, m->r, m->b);
  *error = (8.0 * (double)net->N * DBL_EPSILON + ntk_pass_rounding(&net->mlp->arch, 8.0)) * top * ntk_norm(net->N, m->q);
}

static ntk_status decide(const ntk_net *net, room *m, const double *y, gsl_rng *rng, int control, ntk_outcome *out) {
  double *K = ntk_doubles(net->N, net->N);
  if (K == NULL) return NTK_ENOMEM;
  ntk_status status = net->map->kernel(net->map->context, K);
  if (status == NTK_OK) status = ntk_eigen(net->N, K, m->lambda, m->V);
  free(K);
  if (status != NTK_OK) return status;
  const double cut = ntk_eigen_error(net->N, m->lambda[net->N - 1]);
  net->map->value(net->map->context, m->f0);
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
