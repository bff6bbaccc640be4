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
#include "model/map-call.h"
#include "stats/stats.h"

enum { ROWS = 6, DRAWS = 300 };
static const double confidence = 1.0 - 1e-6;

typedef struct { double lambda_inf, B2, n; } constants;

/* c from lambda_inf and ||X||^2: limit and gram are room for n x n. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && matrix_readable(x) && x->tda <= INT_MAX && x->size1 <= INT_MAX && matrix_writable(limit) && matrix_writable(gram) && \valid(c) && \valid(err);
    requires shape: limit->size1 == x->size1 && limit->size2 == x->size1 && limit->tda == x->size1 && gram->size1 == x->size1 && gram->size2 == x->size1 && gram->tda == x->size1;
    requires apart: matrix_apart(limit, x) && matrix_apart(gram, x) && limit != x && \separated(c, limit->data + (0 .. matrix_cells(limit) - 1)) &&
                    \separated(c, gram->data + (0 .. matrix_cells(gram) - 1)) && \separated(c, err);
    terminates \true;
    exits \false;
    assigns limit->data[0 .. matrix_cells(limit) - 1], gram->data[0 .. matrix_cells(gram) - 1], *c, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status take_constants(const ntk_arch *arch, const gsl_matrix *x, gsl_matrix *limit, gsl_matrix *gram, constants *c, ntk_error *err) {
  const size_t n = x->size1;
  const double phi1 = arch->activation->lipschitz1;
  double low, high;
  ntk_status status = ntk_limit(arch, x, x, NULL, limit, err);
  if (status == NTK_OK) status = ntk_eigen_ends(n, limit->data, &c->lambda_inf, &high);
  if (status != NTK_OK) return status;
  /* ||x|| = sqrt d on the sphere: X of the statement is x / sqrt d. */
  gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0 / (double)x->size2, x, x, 0.0, gram);
  status = ntk_eigen_ends(n, gram->data, &low, &high);
  c->B2 = phi1 * phi1 * high;
  c->n = (double)n;
  return status;
}

static ntk_status measure_constants(const ntk_arch *arch, const gsl_matrix *x, constants *c, ntk_error *err) {
  const size_t n = x->size1;
  gsl_matrix *limit = gsl_matrix_alloc(n, n), *gram = gsl_matrix_alloc(n, n);
  const ntk_status status = limit == NULL || gram == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for a limit of %zu rows", n) : take_constants(arch, x, limit, gram, c, err);
  if (limit != NULL) gsl_matrix_free(limit);
  if (gram != NULL) gsl_matrix_free(gram);
  return status;
}

/* Whether network i has lambda_min(K) <= bound: *small 1 or 0. K: n x n, scratch. */
static ntk_status is_small(const ntk_arch *arch, const gsl_matrix *x, uint64_t seed, size_t i, double bound, double *K, int *small, ntk_error *err) {
  ntk_net net;
  double low, high;
  ntk_status status = ntk_net_init(&net, arch, x, NULL, seed, i, err);
  if (status != NTK_OK) return status;
  status = ntk_map_kernel(net.map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(net.N, K, &low, &high);
  *small = status == NTK_OK && low <= bound;
  ntk_net_clear(&net);
  return status;
}

/* How many of DRAWS networks of the width have lambda_min(K) <= lambda_inf / 2. */
static ntk_status count_small(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, size_t width, double lambda_inf, size_t *count, ntk_error *err) {
  double *K = ntk_doubles(x->size1, x->size1);
  ntk_status status = K == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel") : NTK_OK;
  ntk_arch_set_width(&arch, width);
  *count = 0;
  for (size_t i = 0; status == NTK_OK && i < DRAWS; i++) {
    int small = 0;
    status = is_small(&arch, x, s->seed, i, lambda_inf / 2.0, K, &small, err);
    *count += (size_t)small;
  }
  free(K);
  return status;
}

/* Held unless the frequency's lower end exceeds the bound. */
/*@ requires valid: \valid(out) && count <= DRAWS;
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->margin, out->at;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED;
    ensures bound: out->bound == bound && out->at == width; */
static void decide(size_t count, size_t width, double bound, ntk_outcome *out) {
  double low, high;
  ntk_clopper_pearson(count, DRAWS, confidence, &low, &high);
  ntk_outcome_set(out, ntk_random_matrix(low, bound) ? NTK_HELD : NTK_REFUTED, "frequency: %zu of %d networks of width %zu below lambda_inf / 2, bound %.3g", count, DRAWS, width, bound);
  out->value = (double)count / DRAWS;
  out->bound = bound;
  out->margin = count > 0 ? bound / out->value : NAN;
  out->at = (double)width;
}

static ntk_status compare(const ntk_setting *s, const ntk_arch *arch, const gsl_matrix *x, const constants *c, size_t width, double bound, ntk_outcome *out, ntk_error *err) {
  size_t count;
  const ntk_status status = count_small(s, *arch, x, width, c->lambda_inf, &count, err);
  if (status == NTK_OK) decide(count, width, bound, out);
  return status;
}

/* Row 1 := row 0. */
/*@ requires valid: matrix_writable(x) && 2 <= x->size1;
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1];
    ensures valid: matrix_writable(x); */
static void make_twins(gsl_matrix *x) {
  /*@ loop invariant range: 0 <= j <= x->size2;
      loop invariant valid: matrix_writable(x);
      loop assigns j, x->data[0 .. matrix_cells(x) - 1];
      loop variant x->size2 - j; */
  for (size_t j = 0; j < x->size2; j++) gsl_matrix_set(x, 1, j, gsl_matrix_get(x, 0, j));
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
  if (x->size1 < 2) {
    ntk_outcome_set(&result->control, NTK_NOT_APPLICABLE, "one-row: there is no pair to make equal");
    return NTK_OK;
  }
  make_twins(x);
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
