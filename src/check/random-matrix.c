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

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"

enum { ROWS = 6, DRAWS = 300 };
static const double confidence = 1.0 - 1e-6;

typedef struct { double lambda_inf, B2, n; } constants;

/* c from lambda_inf and ||X||^2: limit and gram are room for n x n (gram also for the NNGP kernel, which is not looked at). */
/*@ requires valid: \valid_read(arch) && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX && x->size1 <= INT_MAX && matrix_writable(limit) && matrix_writable(gram) && \valid(c) && \valid(err);
    requires shape: limit->size1 == x->size1 && limit->size2 == x->size1 && limit->tda == x->size1 && gram->size1 == x->size1 && gram->size2 == x->size1 && gram->tda == x->size1;
    requires apart: matrix_apart(limit, x) && matrix_apart(gram, x) && matrix_apart(limit, gram) && limit != x && gram != x && \separated(c, limit->data + (0 .. matrix_cells(limit) - 1)) &&
                    \separated(c, gram->data + (0 .. matrix_cells(gram) - 1)) && \separated(c, err);
    terminates \true;
    exits \false;
    assigns limit->data[0 .. matrix_cells(limit) - 1], gram->data[0 .. matrix_cells(gram) - 1], *c, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status take_constants(const ntk_arch *arch, const gsl_matrix *x, gsl_matrix *limit, gsl_matrix *gram, constants *c, ntk_error *err) {
  const size_t n = x->size1;
  const double phi1 = arch->activation->lipschitz1;
  double low, high;
  ntk_status status = ntk_limit(arch, x, x, gram, limit, err);
  if (status == NTK_OK) status = ntk_eigen_ends(n, limit->data, &c->lambda_inf, &high);
  if (status != NTK_OK) return status;
  /* ||x|| = sqrt d on the sphere: X of the statement is x / sqrt d. */
  gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0 / (double)x->size2, x, x, 0.0, gram);
  status = ntk_eigen_ends(n, gram->data, &low, &high);
  c->B2 = phi1 * phi1 * high;
  c->n = (double)n;
  return status;
}

/*@ requires valid: \valid_read(arch) && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX && x->size1 <= INT_MAX && \valid(c) && \valid(err);
    requires apart: \separated(c, err);
    terminates \true;
    exits \false;
    assigns *c, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status measure_constants(const ntk_arch *arch, const gsl_matrix *x, constants *c, ntk_error *err) {
  const size_t n = x->size1;
  gsl_matrix *limit = gsl_matrix_alloc(n, n), *gram = gsl_matrix_alloc(n, n);
  ntk_status status;
  if (limit == NULL || gram == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for a limit of %zu rows", n);
  else {
    //@ ghost heap_own_matrix(limit), heap_own_matrix(gram), heap_apart_any(limit, sizeof(gsl_matrix), x, sizeof(gsl_matrix)), heap_apart_any(gram, sizeof(gsl_matrix), x, sizeof(gsl_matrix));
    //@ ghost heap_apart(limit->data, limit->size1 * limit->tda, x->data, x->size1 * x->tda), heap_apart(gram->data, gram->size1 * gram->tda, x->data, x->size1 * x->tda);
    //@ ghost heap_apart(limit->data, limit->size1 * limit->tda, gram->data, gram->size1 * gram->tda);
    //@ ghost heap_apart(limit->data, limit->size1 * limit->tda, &c->lambda_inf, 3), heap_apart(gram->data, gram->size1 * gram->tda, &c->lambda_inf, 3);
    //@ ghost row_inside(n - 1, INT_MAX, n);
    //@ assert cells: n * n <= SIZE_MAX / 2;
    status = take_constants(arch, x, limit, gram, c, err);
  }
  if (limit != NULL) gsl_matrix_free(limit);
  if (gram != NULL) gsl_matrix_free(gram);
  return status;
}

/* Whether network i has lambda_min(K) <= bound: *small 1 or 0. K: n x n, scratch. */
/*@ requires valid: \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid(K + (0 .. x->size1 * x->size1 - 1)) && \valid(small) && \valid(err);
    requires apart: \separated(err, arch) && \separated(err, small);
    terminates \true;
    exits \false;
    assigns K[0 .. x->size1 * x->size1 - 1], *small, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures small: \result == NTK_OK ==> *small == 0 || *small == 1; */
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

/* The first networks of a width, DRAWS of them: how many have lambda_min(K) <= lambda_inf / 2. K: n x n, scratch. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid(K + (0 .. x->size1 * x->size1 - 1)) && \valid(count) && \valid(err);
    requires apart: \separated(err, arch) && \separated(err, count) && \separated(count, x) && \separated(count, arch);
    terminates \true;
    exits \false;
    assigns *count, K[0 .. x->size1 * x->size1 - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures some: *count <= DRAWS; */
static ntk_status count_draws(const ntk_setting *s, const ntk_arch *arch, const gsl_matrix *x, double lambda_inf, double *K, size_t *count, ntk_error *err) {
  int small;
  ntk_status status = NTK_OK;
  *count = 0;
  /*@ loop invariant range: 0 <= i <= DRAWS;
      loop invariant count: *count <= i;
      loop invariant status: study_status(status);
      loop assigns i, status, small, *count, K[0 .. x->size1 * x->size1 - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant DRAWS - i; */
  for (size_t i = 0; status == NTK_OK && i < DRAWS; i++) {
    status = is_small(arch, x, s->seed, i, lambda_inf / 2.0, K, &small, err);
    if (status == NTK_OK) *count += (size_t)small;
  }
  return status;
}

/* How many of DRAWS networks of the width have lambda_min(K) <= lambda_inf / 2. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid(count) && \valid(err);
    requires apart: \separated(err, count) && \separated(count, x);
    terminates \true;
    exits \false;
    assigns *count, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures some: *count <= DRAWS; */
static ntk_status count_small(const ntk_setting *s, const ntk_arch *arch, const gsl_matrix *x, size_t width, double lambda_inf, size_t *count, ntk_error *err) {
  ntk_arch wide = *arch;
  double *K = ntk_doubles(x->size1, x->size1);
  ntk_arch_set_width(&wide, width);
  *count = 0;
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel");
  //@ ghost heap_own(K);
  const ntk_status status = count_draws(s, &wide, x, lambda_inf, K, count, err);
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

/*@ requires valid: \valid_read(s) && \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(c) && \valid(out) && \valid(err);
    requires apart: \separated(out, err);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->margin, out->at, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures bound: \result == NTK_OK ==> (out->verdict == NTK_HELD || out->verdict == NTK_REFUTED) && out->bound == bound && out->at == width; */
static ntk_status compare(const ntk_setting *s, const ntk_arch *arch, const gsl_matrix *x, const constants *c, size_t width, double bound, ntk_outcome *out, ntk_error *err) {
  size_t count;
  const ntk_status status = count_small(s, arch, x, width, c->lambda_inf, &count, err);
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

/* The width at which the bound reaches the target, tried; *width and *bound stay as they are when it is too wide. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(c) && 0.0 < c->B2 && \valid(out) && \valid(width) && \valid(bound) && \valid(err);
    requires apart: \separated(out, err, width, bound) && \separated(out, c) && \separated(bound, c) && \separated(width, x) && \separated(width, arch);
    terminates \true;
    exits \false;
    assigns *out, *width, *bound, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures width: \old(*width) <= 100000 ==> *width <= 100000; */
static ntk_status attempt(const ntk_setting *s, const ntk_arch *arch, const gsl_matrix *x, const constants *c, double target, size_t *width, double *bound, ntk_outcome *out, ntk_error *err) {
  const double needed = 8.0 * c->B2 / c->lambda_inf * log(c->n / target);
  ntk_outcome_init(out);
  if (!(needed > 0.0 && needed <= 1e5)) {
    ntk_outcome_set(out, NTK_UNDECIDED, "too-wide: the bound reaches %.2g at width %.3g only", target, needed);
    return NTK_OK;
  }
  const size_t wide = (size_t)ceil(needed);
  const double reached = ntk_random_matrix_bound(c->n, (double)wide, c->lambda_inf, c->B2);
  const ntk_status status = compare(s, arch, x, c, wide, reached, out, err);
  *width = wide;
  *bound = reached;
  return status;
}

/* Both widths, then the control, which changes x. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_writable(x) && x->tda <= INT_MAX &&
                    \valid_read(c) && 0.0 < c->B2 && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(result, x) && \separated(result, arch) && \separated(err, arch) && \separated(result, c);
    requires apart_x: \separated(c, x->data + (0 .. matrix_cells(x) - 1));
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status compare_all(const ntk_setting *s, const ntk_arch *arch, gsl_matrix *x, const constants *c, ntk_result *result, ntk_error *err) {
  const double target[2] = {0.5, 0.1};
  size_t width = 0;
  double bound = 1.0;
  ntk_outcome out;
  /*@ loop invariant range: 0 <= i <= 2;
      loop invariant valid: result_valid(result);
      loop assigns i, width, bound, out, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant 2 - i; */
  for (size_t i = 0; i < 2; i++) {
    const ntk_status status = attempt(s, arch, x, c, target[i], &width, &bound, &out, err);
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "random-matrix", (double)(i + 1) / 2.0);
    if (status != NTK_OK) return status;
  }
  if (width == 0) return NTK_OK;
  if (x->size1 < 2) {
    ntk_outcome_set(&result->control, NTK_NOT_APPLICABLE, "one-row: there is no pair to make equal");
    return NTK_OK;
  }
  make_twins(x);
  return compare(s, arch, x, c, width, bound, &result->control, err);
}

/* x: changed by the control, at the end. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && arch->depth == 2 && arch->width[2] == 1 && activation_known(arch->activation) && matrix_writable(x) && x->tda <= INT_MAX &&
                    x->size1 <= INT_MAX && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(result, x) && \separated(result, arch) && \separated(err, arch);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status check(const ntk_setting *s, const ntk_arch *arch, gsl_matrix *x, ntk_result *result, ntk_error *err) {
  constants c;
  ntk_status status = measure_constants(arch, x, &c, err);
  if (status != NTK_OK) return status;
  ntk_fact(result, "lambda_inf", c.lambda_inf);
  ntk_fact(result, "B2", c.B2);
  ntk_fact(result, "rows", c.n);
  if (!(c.B2 > 0.0 && c.lambda_inf > 1e-9 * c.B2)) {
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "singular-limit: lambda_inf %.3g", c.lambda_inf);
    return NTK_OK;
  }
  return compare_all(s, arch, x, &c, result, err);
}

/* The network that the claim speaks of, on rows on the sphere. */
/*@ requires valid: \valid_read(s) && activation_known(s->arch.activation) && matrix_writable(x) && x->tda <= INT_MAX && x->size1 <= INT_MAX && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status first_layer(const ntk_setting *s, gsl_matrix *x, ntk_result *result, ntk_error *err) {
  ntk_arch arch = ntk_arch_default(x->size2, 1);
  arch.activation = s->arch.activation;
  arch.train = NTK_TRAIN_FIRST;
  arch.output_init = NTK_OUTPUT_SIGN;
  arch.init = NTK_INIT_PLAIN;
  //@ assert layers: arch.depth == 2 && arch.width[2] == 1;
  return check(s, &arch, x, result, err);
}

/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && rows->x->size1 <= INT_MAX && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns rows->x->data[0 .. matrix_cells(rows->x) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  gsl_matrix *x = rows->x;
  //@ assert inputs: matrix_writable(x) && x->tda <= INT_MAX && x->size1 <= INT_MAX;
  //@ assert activation: activation_known(s->arch.activation);
  const ntk_status status = ntk_normalise_rows(x, NTK_NORMALISE_SPHERE, rows->name, rows->row, err);
  return status == NTK_OK ? first_layer(s, x, result, err) : status;
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
  //@ ghost heap_own_matrix(rows->x), row_inside(rows->x->size1 - 1, INT_MAX, rows->x->tda);
  //@ assert cells: rows->x->size1 * rows->x->tda <= SIZE_MAX / 2;
  snprintf(result->control_what, sizeof result->control_what, "rows 0 and 1 made equal after lambda_inf was taken");
  const ntk_status status = on_rows(s, rows, result, err);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_random_matrix = {.id = "random-matrix", .study = study};
