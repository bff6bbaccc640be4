/* gaussian-process: f(.; w0) tends to a Gaussian process with the NNGP kernel Sigma; along the linearised flow it stays one:
   f_t = f_0 - Theta(., X) Phi (f_0(X) - y / alpha), Phi = Theta(X,X)^{-1} (I - exp(-alpha^2 Theta(X,X) t)), so
   f_t = M f_0 + b with M = I - Theta(., X) Phi E_X, b = Theta(., X) Phi y / alpha: mean b, covariance M Sigma M^T.
   Over random networks (plain initialisation) on up to 4 training rows and 2 others, first output: at t = 0 and at
   alpha^2 lambda_max t = 1, sum v^T C^{-1} v over networks against chi-squared (two-sided), the mean at each row against normal, and
   Kolmogorov-Smirnov at a row outside training. One family, false alarm 1e-6. At finite width the law is off by O(1/m): the width is stated.
   Control: the NTK in place of the NNGP kernel. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/gaussian-process.h"
#include "core/alloc.h"
#include "flow/linearised.h"
#include "kernel/limit.h"
#include "model/map-call.h"

#define FALSE_ALARM 1e-6
enum { TRAINED = 4, OTHERS = 2, TIMES = 2 };

typedef struct {
  size_t n, trained, draws;
  double alpha, time;              /* of the second law */
  gsl_matrix *sigma, *theta;       /* limits, n x n */
  gsl_matrix *factor[TIMES];       /* Cholesky factors of the covariances */
  gsl_vector *mean[TIMES];
  double *y;                       /* trained, first output */
  double *f[TIMES];                /* draws x n */
} law;

static void law_free(law *g) {
  if (g->sigma != NULL) gsl_matrix_free(g->sigma);
  if (g->theta != NULL) gsl_matrix_free(g->theta);
  for (size_t t = 0; t < TIMES; t++) {
    if (g->factor[t] != NULL) gsl_matrix_free(g->factor[t]);
    if (g->mean[t] != NULL) gsl_vector_free(g->mean[t]);
    free(g->f[t]);
  }
  free(g->y);
}

static int law_alloc(law *g, size_t n, size_t trained, size_t draws) {
  *g = (law){.n = n, .trained = trained, .draws = draws, .sigma = gsl_matrix_alloc(n, n), .theta = gsl_matrix_alloc(n, n), .y = ntk_doubles(trained, 1)};
  int ok = g->sigma && g->theta && g->y;
  for (size_t t = 0; t < TIMES; t++) {
    g->factor[t] = gsl_matrix_calloc(n, n), g->mean[t] = gsl_vector_calloc(n), g->f[t] = ntk_doubles(draws, n);
    ok = ok && g->factor[t] && g->mean[t] && g->f[t];
  }
  return ok;
}

/* The trained block of an n x n kernel, contiguous. */
static void trained_block(const law *g, const double *K, double *block) {
  for (size_t i = 0; i < g->trained; i++)
    for (size_t j = 0; j < g->trained; j++) block[i * g->trained + j] = K[i * g->n + j];
}

/* f (n) := f - alpha K(., X) q, with q from the residual alpha f(X) - y: the linearised flow at time t. */
static ntk_status flow_outputs(const law *g, const double *K, double t, double *f) {
  const size_t k = g->trained;
  double block[TRAINED * TRAINED], r[TRAINED], q[TRAINED];
  ntk_linearised lin;
  trained_block(g, K, block);
  for (size_t i = 0; i < k; i++) r[i] = g->alpha * f[i] - g->y[i];
  const ntk_status status = ntk_linearised_init(&lin, k, g->alpha, block, r);
  if (status != NTK_OK) return status;
  ntk_linearised_dual(&lin, t, q);
  for (size_t i = 0; i < g->n; i++)
    for (size_t j = 0; j < k; j++) f[i] -= g->alpha * K[i * g->n + j] * q[j];
  ntk_linearised_clear(&lin);
  return NTK_OK;
}

/* Mean and covariance factor at both times, from the limit kernels: the flow map is affine, so its action on 0 is the mean and on
   unit vectors, the mean taken off, the columns of M. covariance: Sigma (the claim) or Theta (the control). */
static ntk_status predict(law *g, const gsl_matrix *covariance) {
  gsl_matrix *M = gsl_matrix_calloc(g->n, g->n), *product = gsl_matrix_alloc(g->n, g->n);
  double f[TRAINED + OTHERS];
  ntk_status status = M == NULL || product == NULL ? NTK_ENOMEM : NTK_OK;
  for (size_t j = 0; status == NTK_OK && j <= g->n; j++) {
    for (size_t i = 0; i < g->n; i++) f[i] = j > 0 && i == j - 1 ? 1.0 : 0.0;
    status = flow_outputs(g, g->theta->data, g->time, f);
    for (size_t i = 0; i < g->n; i++) {
      if (j == 0) gsl_vector_set(g->mean[1], i, f[i]);
      else gsl_matrix_set(M, i, j - 1, f[i] - gsl_vector_get(g->mean[1], i));
    }
  }
  if (status == NTK_OK) {
    gsl_matrix_memcpy(g->factor[0], covariance);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1.0, M, covariance, 0.0, product);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0, product, M, 0.0, g->factor[1]);
    for (size_t t = 0; t < TIMES; t++)
      if (gsl_linalg_cholesky_decomp1(g->factor[t]) != 0) status = NTK_ENUMERIC;
  }
  if (M != NULL) gsl_matrix_free(M);
  if (product != NULL) gsl_matrix_free(product);
  return status;
}

static ntk_status draw(const ntk_setting *s, law *g, const ntk_dataset *rows, ntk_error *err) {
  const size_t k = rows->y->size2;
  ntk_arch arch = s->arch;
  arch.init = NTK_INIT_PLAIN;
  double *K = ntk_doubles(g->n * k, g->n * k), *f = ntk_doubles(g->n * k, 1), *first = ntk_doubles(g->n, g->n);
  ntk_status status = K == NULL || f == NULL || first == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for kernels") : NTK_OK;
  for (size_t d = 0; status == NTK_OK && d < g->draws; d++) {
    ntk_net net;
    status = ntk_net_init(&net, &arch, rows->x, NULL, s->seed, d, err);
    if (status != NTK_OK) break;
    ntk_map_value(net.map, f);
    status = ntk_map_kernel(net.map, K);
    for (size_t i = 0; i < g->n; i++) {
      g->f[0][d * g->n + i] = g->f[1][d * g->n + i] = f[i * k];
      for (size_t j = 0; j < g->n; j++) first[i * g->n + j] = K[i * k * g->n * k + j * k];
    }
    if (status == NTK_OK) status = flow_outputs(g, first, g->time, g->f[1] + d * g->n);
    ntk_net_clear(&net);
    if (d % 50 == 0) ntk_study_progress(s, "gaussian-process", (double)d / (double)g->draws);
  }
  free(K), free(f), free(first);
  return status;
}

/* p-values at time t: chi-squared, means, KS at the last row. Returns how many. */
static size_t test(const law *g, size_t t, double *p, double *scratch) {
  gsl_vector_view v = gsl_vector_view_array(scratch, g->n);
  double chi2 = 0.0, sum[TRAINED + OTHERS] = {0};
  size_t tests = 0;
  for (size_t d = 0; d < g->draws; d++) {
    double square;
    for (size_t i = 0; i < g->n; i++) {
      scratch[i] = g->f[t][d * g->n + i] - gsl_vector_get(g->mean[t], i);
      sum[i] += scratch[i];
    }
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, g->factor[t], &v.vector);
    gsl_blas_ddot(&v.vector, &v.vector, &square);
    chi2 += square;
  }
  p[tests++] = ntk_chi_squared_two_sided(chi2, (double)(g->draws * g->n));
  double deviation = 0.0;
  for (size_t i = 0; i < g->n; i++) {
    deviation = 0.0;
    for (size_t j = 0; j <= i; j++) deviation += gsl_matrix_get(g->factor[t], i, j) * gsl_matrix_get(g->factor[t], i, j);
    deviation = sqrt(deviation);
    p[tests++] = ntk_normal_two_sided(sum[i] / (deviation * sqrt((double)g->draws)));
  }
  for (size_t d = 0; d < g->draws; d++) scratch[d] = (g->f[t][d * g->n + g->n - 1] - gsl_vector_get(g->mean[t], g->n - 1)) / deviation;
  p[tests++] = ntk_ks_test(g->draws, scratch, ntk_normal_cdf, NULL);
  return tests;
}

static ntk_status decide(law *g, const gsl_matrix *covariance, const char *what, ntk_outcome *out, size_t *tests, ntk_error *err) {
  double p[TIMES * (TRAINED + OTHERS + 2)], *scratch = ntk_doubles(g->draws + g->n, 1);
  ntk_status status = scratch == NULL ? NTK_ENOMEM : predict(g, covariance);
  *tests = 0;
  if (status == NTK_OK) {
    for (size_t t = 0; t < TIMES; t++) *tests += test(g, t, p + *tests, scratch);
    const double family = ntk_study_family(*tests, p);
    ntk_decide_p_value(out, what, ntk_gaussian_process(family, FALSE_ALARM), family, FALSE_ALARM);
  } else if (status == NTK_ENUMERIC) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "singular-covariance: equal rows, or the limit is degenerate on these");
    status = NTK_OK;
  }
  free(scratch);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "gaussian-process: %s", ntk_status_text(status));
}

static ntk_status check(const ntk_setting *s, law *g, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  size_t tests;
  double block[TRAINED * TRAINED];
  ntk_linearised lin;
  ntk_status status = ntk_limit(&s->arch, rows->x, rows->x, g->sigma, g->theta, err);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < g->trained; i++) g->y[i] = gsl_matrix_get(rows->y, i, 0);
  g->alpha = s->alpha;
  trained_block(g, g->theta->data, block);
  status = ntk_linearised_init(&lin, g->trained, g->alpha, block, g->y);
  if (status != NTK_OK) return ntk_fail(err, status, "gaussian-process: %s", ntk_status_text(status));
  g->time = 1.0 / (g->alpha * g->alpha * lin.lambda[g->trained - 1]);
  ntk_linearised_clear(&lin);
  status = draw(s, g, rows, err);
  if (status == NTK_OK) status = decide(g, g->sigma, "outputs against the Gaussian process", &out, &tests, err);
  if (status != NTK_OK) return status;
  ntk_result_fold(result, &out);
  ntk_fact(result, "networks", (double)g->draws);
  ntk_fact(result, "tests", (double)tests);
  ntk_fact(result, "false_alarm", FALSE_ALARM);
  ntk_fact(result, "width", (double)s->arch.width[1]);
  ntk_fact(result, "flow_time", g->time);
  return decide(g, g->theta, "outputs against the process with the NTK as covariance", &result->control, &tests, err);
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  snprintf(result->control_what, sizeof result->control_what, "the NTK in place of the NNGP kernel");
  if (s->arch.parametrisation != NTK_PARAM_NTK || s->data->x->size1 < 2) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "no-limit: the standard parametrisation, or fewer than 2 rows");
    return NTK_OK;
  }
  ntk_dataset *rows = ntk_study_rows(s, TRAINED + OTHERS);
  law g = {0};
  const size_t n = rows == NULL ? 0 : rows->x->size1, trained = n > TRAINED ? TRAINED : n - 1;
  const size_t draws = (s->arch.depth == 2 ? 1000 : 300) * (s->thorough ? 4 : 1);
  ntk_status status = rows == NULL || !law_alloc(&g, n, trained, draws) ? ntk_fail(err, NTK_ENOMEM, "out of memory for %zu networks", draws) : check(s, &g, rows, result, err);
  law_free(&g);
  if (rows != NULL) ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_gaussian_process = {.id = "gaussian-process", .study = study};
