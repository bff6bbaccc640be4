/* random-matrix (L = 2, output weights +-1, first layer trained, ||x_i|| = 1): P(lambda_min(K) <= lambda_inf / 2) <=
   n exp(-m lambda_inf / (8 B^2)), B^2 = sup |phi'|^2 ||X||^2.
   lambda_inf from the analytic limit on up to 6 rows of the data, put on the sphere. At the widths where the bound is 1/2 and 1/10,
   300 random networks each; the bound is refuted when the lower end of the exact interval of the frequency, at confidence 1 - 1e-6,
   exceeds it. Control: two rows made equal after lambda_inf was taken. */
#include <gsl/gsl_blas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/net.h"
#include "check/study.h"
#include "claim/random-matrix.h"
#include "core/alloc.h"
#include "kernel/limit.h"
#include "kernel/spectrum.h"
#include "stats/stats.h"

enum { ROWS = 6, DRAWS = 300 };
static const double confidence = 1.0 - 1e-6;

typedef struct { double lambda_inf, B2, n; } constants;

static ntk_status measure_constants(const ntk_arch *arch, const gsl_matrix *x, constants *c, ntk_error *err) {
  const size_t n = x->size1;
  const double phi1 = arch->activation->lipschitz1;
  gsl_matrix *limit = gsl_matrix_alloc(n, n), *gram = gsl_matrix_alloc(n, n);
  double high;
  ntk_status status = limit == NULL || gram == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for a limit of %zu rows", n) : ntk_limit(arch, x, x, NULL, limit, err);
  if (status == NTK_OK) status = ntk_eigen_ends(n, limit->data, &c->lambda_inf, &high);
  if (status == NTK_OK) {
    double low;
    /* ||x|| = sqrt d on the sphere: X of the statement is x / sqrt d. */
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0 / (double)x->size2, x, x, 0.0, gram);
    status = ntk_eigen_ends(n, gram->data, &low, &high);
    c->B2 = phi1 * phi1 * high;
    c->n = (double)n;
  }
  if (limit != NULL) gsl_matrix_free(limit);
  if (gram != NULL) gsl_matrix_free(gram);
  return status;
}

/* How many of DRAWS networks of the width have lambda_min(K) <= lambda_inf / 2. */
static ntk_status count_small(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, size_t width, double lambda_inf, size_t *count, ntk_error *err) {
  const size_t n = x->size1;
  double *K = ntk_doubles(n, n);
  ntk_status status = K == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel") : NTK_OK;
  ntk_arch_set_width(&arch, width);
  *count = 0;
  for (size_t i = 0; status == NTK_OK && i < DRAWS; i++) {
    ntk_net net;
    double low, high;
    status = ntk_net_init(&net, &arch, x, NULL, s->seed, i, err);
    if (status != NTK_OK) break;
    status = net.map->kernel(net.map->context, K);
    if (status == NTK_OK) status = ntk_eigen_ends(n, K, &low, &high);
    if (status == NTK_OK) *count += low <= lambda_inf / 2.0;
    ntk_net_clear(&net);
  }
  free(K);
  return status;
}

static ntk_status compare(const ntk_setting *s, const ntk_arch *arch, const gsl_matrix *x, const constants *c, size_t width, double bound, ntk_outcome *out, ntk_error *err) {
  size_t count;
  double low, high;
  const ntk_status status = count_small(s, *arch, x, width, c->lambda_inf, &count, err);
  if (status != NTK_OK) return status;
  ntk_clopper_pearson(count, DRAWS, confidence, &low, &high);
  ntk_outcome_set(out, ntk_random_matrix(low, bound) ? NTK_HELD : NTK_REFUTED, "frequency: %zu of %d networks of width %zu below lambda_inf / 2, bound %.3g", count, DRAWS, width, bound);
  out->value = (double)count / DRAWS;
  out->bound = bound;
  out->margin = count > 0 ? bound / out->value : NAN;
  out->at = (double)width;
  return NTK_OK;
}

/* x: changed by the control, at the end. */
static ntk_status check(const ntk_setting *s, const ntk_arch *arch, gsl_matrix *x, ntk_result *result, ntk_error *err) {
  constants c;
  ntk_status status = measure_constants(arch, x, &c, err);
  if (status != NTK_OK) return status;
  ntk_fact(result, "lambda_inf", c.lambda_inf);
  ntk_fact(result, "B2", c.B2);
  ntk_fact(result, "rows", c.n);
  if (!(c.lambda_inf > 1e-9 * c.B2)) {
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "singular-limit: lambda_inf %.3g", c.lambda_inf);
    return NTK_OK;
  }
  const double target[2] = {0.5, 0.1};
  size_t width = 0;
  double bound = 1.0;
  for (size_t i = 0; status == NTK_OK && i < 2; i++) {
    ntk_outcome out;
    ntk_outcome_init(&out);
    const double needed = 8.0 * c.B2 / c.lambda_inf * log(c.n / target[i]);
    if (needed > 1e5) {
      ntk_outcome_set(&out, NTK_UNDECIDED, "too-wide: the bound reaches %.2g at width %.3g only", target[i], needed);
      ntk_result_fold(result, &out);
      continue;
    }
    width = (size_t)ceil(needed);
    bound = ntk_random_matrix_bound(c.n, (double)width, c.lambda_inf, c.B2);
    status = compare(s, arch, x, &c, width, bound, &out, err);
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "random-matrix", (double)(i + 1) / 2.0);
  }
  if (status != NTK_OK || width == 0) return status;
  for (size_t j = 0; j < x->size2; j++) gsl_matrix_set(x, 1, j, gsl_matrix_get(x, 0, j));
  return compare(s, arch, x, &c, width, bound, &result->control, err);
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  ntk_arch arch = ntk_arch_default(rows->x->size2, 1);
  arch.activation = s->arch.activation;
  arch.train = NTK_TRAIN_FIRST;
  arch.output_init = NTK_OUTPUT_SIGN;
  arch.init = NTK_INIT_PLAIN;
  snprintf(result->control_what, sizeof result->control_what, "rows 0 and 1 made equal after lambda_inf was taken");
  ntk_status status = ntk_normalise_rows(rows->x, NTK_NORMALISE_SPHERE, rows->name, rows->row, err);
  if (status == NTK_OK) status = check(s, &arch, rows->x, result, err);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_random_matrix = {.id = "random-matrix", .study = study};
