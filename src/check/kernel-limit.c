/* kernel-limit: K(w0) tends to the analytic NTK Theta as the hidden widths grow, error O(1/sqrt m).
   ||K - Theta||_F / ||Theta||_F on up to 20 rows over 6 widths and random initialisations, fitted against the width.
   Control: the same networks with mean-field scaling (1/m in place of 1/sqrt m), whose kernel does not tend to Theta. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/widths.h"
#include "claim/kernel-limit.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/limit.h"
#include "model/map-call.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"
#include "../../spec/acsl/scaled.h"

enum { ROWS = 20, SIZES = 6, INITS = 120 };

/*@ // entry (i, j) of Theta times I_k
    logic real limit_entry{L}(gsl_matrix *theta, integer k, integer i, integer j) =
      i % k == j % k ? theta->data[(i / k) * theta->tda + j / k] : 0.0; */

/* Entry (i, j) of the limit for k outputs: Theta times I_k. */
/*@ requires valid: matrix_readable(theta) && 0 < k && i / k < theta->size1 && j / k < theta->size2;
    terminates \true;
    exits \false;
    assigns \result \from *theta, theta->data[0 .. matrix_cells(theta) - 1], k, i, j;
    ensures entry: \result == limit_entry(theta, k, i, j); */
static double limit_of(const gsl_matrix *theta, size_t k, size_t i, size_t j) { return i % k == j % k ? gsl_matrix_get(theta, i / k, j / k) : 0.0; }

/* ||K - Theta||_F / ||Theta||_F, Theta (n x n) times I_k; K: N x N. */
/*@ requires valid: matrix_readable(theta) && 0 < k && N <= theta->size1 * k && theta->size1 == theta->size2 && N * N <= SIZE_MAX && \valid_read(K + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns \result \from *theta, theta->data[0 .. matrix_cells(theta) - 1], k, N, K[0 .. N * N - 1]; */
static double distance_to(const gsl_matrix *theta, size_t k, size_t N, const double *K) {
  double difference = 0.0, norm = 0.0;
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, difference, norm;
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    /*@ loop invariant range: 0 <= j <= N;
        loop assigns j, difference, norm;
        loop variant N - j; */
    for (size_t j = 0; j < N; j++) {
      //@ assert row: i / k < theta->size1 && j / k < theta->size1;
      const double limit = limit_of(theta, k, i, j), e = K[i * N + j] - limit;
      difference += e * e;
      norm += limit * limit;
    }
  }
  return sqrt(difference / norm);
}

/* context: Theta (n x n), for as many rows as the network has. */
/*@ requires valid: setting_valid(s) && net_valid(net) && dataset_valid(rows) && \valid(value) && (err == \null || \valid(err));
    requires context: matrix_readable((gsl_matrix *)context) && ((gsl_matrix *)context)->size1 == ((gsl_matrix *)context)->size2 &&
                      net->N % ((gsl_matrix *)context)->size1 == 0;
    terminates \true;
    exits \false;
    assigns *value, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status relative_error(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  const gsl_matrix *theta = context;
  double *K = ntk_doubles(net->N, net->N);
  (void)s, (void)rows;
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel of %zu rows", net->N);
  //@ ghost heap_own(K);
  const ntk_status status = ntk_map_kernel(net->map, K);
  *value = distance_to(theta, net->N / theta->size1, net->N, K);
  free(K);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "kernel-limit: %s", ntk_status_text(status));
}

/* One fit over the widths at this power of the scale; result: NULL for the control. */
/*@ requires valid: setting_value(scaled) && dataset_valid(rows) && rows->x->tda <= INT_MAX && matrix_readable(theta) && \valid(out) && (result == \null || result_valid(result)) && \valid(err);
    requires apart: \separated(out, err);
    requires power: 0.0 <= power && finite(power);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures verdict: \result == NTK_OK ==> out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static ntk_status sweep(ntk_setting scaled, const ntk_dataset *rows, gsl_matrix *theta, double power, ntk_outcome *out, ntk_result *result, ntk_error *err) {
  ntk_sweep points;
  const size_t first = scaled.arch.depth == 2 ? 64 : 32, inits = scaled.thorough ? 4 * INITS : INITS;
  //@ ghost ntk_arch before = scaled.arch;
  scaled.arch.scale_power = power;
  //@ ghost same_layers(scaled.arch, before);
  //@ assert arch: arch_ok(scaled.arch);
  //@ assert last: width(scaled.arch, scaled.arch.depth) == width(before, before.depth) && width(scaled.arch, 0) == width(before, 0);
  //@ ghost width_fits(&scaled.arch, 0), width_fits(&scaled.arch, scaled.arch.depth);
  //@ assert data: dataset_valid(scaled.data);
  //@ assert shape: scaled.data->x->size2 == scaled.arch.width[0] && scaled.data->y->size2 == scaled.arch.width[scaled.arch.depth];
  //@ assert theta: scaled.theta == \null || \valid_read(scaled.theta + (0 .. arch_params(scaled.arch) - 1));
  //@ assert given: setting_given(&scaled);
  //@ assert fits: setting_fits(&scaled);
  const ntk_status status = ntk_sweep_run(&points, &scaled, "kernel-limit", rows, first, SIZES, inits, 1, relative_error, theta, err);
  if (status != NTK_OK) return status;
  const size_t count = SIZES * inits;
  const double *widths = points.width, *values = points.value;
  //@ assert sizes: points.sizes == SIZES && points.inits == inits && points.count == 1;
  //@ assert rows: points.sizes * points.inits == count;
  //@ assert cells: points.sizes * points.inits * points.count == count;
  //@ assert widths: \valid_read(widths + (0 .. points.sizes * points.inits - 1));
  //@ assert values: \valid_read(values + (0 .. points.sizes * points.inits * points.count - 1));
  //@ assert points: \valid_read(widths + (0 .. count - 1)) && \valid_read(values + (0 .. count - 1));
  const ntk_fit fit = ntk_sweep_fit(&points, 0);
  ntk_decide_slope(out, "||K - Theta|| in the width", ntk_kernel_limit(fit.low, fit.high), &fit, NTK_KERNEL_LIMIT_EXPONENT, 0.0);
  if (result != NULL) {
    ntk_fact_fit(result, "exponent_width", &fit);
    ntk_fact(result, "largest_width", widths[count - 1]);
    ntk_series(result, "||K - Theta|| / ||Theta||", "width m", "relative error", count, widths, values);
  }
  ntk_sweep_clear(&points);
  return NTK_OK;
}

/* The claim at 1/sqrt m, the control at 1/m; theta: room for the limit, sigma: for the NNGP kernel, which is not looked at. */
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && matrix_writable(theta) && theta->size1 == rows->x->size1 && theta->size2 == rows->x->size1 &&
                    matrix_writable(sigma) && sigma->size1 == rows->x->size1 && sigma->size2 == rows->x->size1 && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err) && \separated(theta, result, err) && theta != rows->x && sigma != rows->x &&
                    matrix_apart(theta, rows->x) && matrix_apart(sigma, rows->x) && matrix_apart(sigma, theta) && \separated(theta->data + (0 .. matrix_cells(theta) - 1), s) &&
                    \separated(sigma->data + (0 .. matrix_cells(sigma) - 1), s);
    terminates \true;
    exits \false;
    assigns theta->data[0 .. matrix_cells(theta) - 1], sigma->data[0 .. matrix_cells(sigma) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown,
            ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status compare(const ntk_setting *s, const ntk_dataset *rows, gsl_matrix *theta, gsl_matrix *sigma, ntk_result *result, ntk_error *err) {
  ntk_outcome out, control = result->control;
  ntk_outcome_init(&out);
  const ntk_setting setting = *s; /* by value, so that no proof need ask whether what is written changes it */
  ntk_status status = ntk_limit(&s->arch, rows->x, rows->x, sigma, theta, err);
  if (status != NTK_OK) return status;
  const ntk_status first = sweep(setting, rows, theta, 0.5, &out, result, err);
  status = first;
  if (status == NTK_OK) status = sweep(setting, rows, theta, 1.0, &control, NULL, err);
  if (first == NTK_OK) ntk_result_fold(result, &out);
  if (status == NTK_OK) result->control = control;
  return status;
}

/* 1 when K(w0) has the limit of kernel/limit.h; else the study is declined. */
/*@ requires valid: setting_valid(s) && result_valid(result);
    requires apart: result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->control, result->sample, result->held, result->tried;
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: result_valid(result); */
static int has_limit(const ntk_setting *s, ntk_result *result) {
  if (s->arch.parametrisation != NTK_PARAM_NTK) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "standard-parametrisation: its kernel grows with the width");
    return 0;
  }
  if (s->arch.init == NTK_INIT_ANTISYMMETRIC && s->arch.depth > 2) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "antisymmetric-depth: the halves' gradients below the last hidden layer cancel, so K(w0) has another limit");
    return 0;
  }
  return 1;
}

/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && rows->x->size1 <= ROWS && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  const size_t n = rows->x->size1;
  gsl_matrix *theta = gsl_matrix_alloc(n, n), *sigma = gsl_matrix_alloc(n, n);
  ntk_status status;
  if (theta == NULL || sigma == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for the limit");
  else {
    //@ ghost row_inside(n - 1, ROWS, n);
    //@ assert cells: n * n <= ROWS * ROWS;
    //@ ghost heap_own_matrix(theta), heap_own_matrix(sigma), heap_apart(theta->data, n * n, sigma->data, n * n);
    //@ ghost heap_apart(theta->data, n * n, rows->x->data, n * rows->x->tda), heap_apart(sigma->data, n * n, rows->x->data, n * rows->x->tda);
    //@ ghost heap_apart_any(theta->data, n * n * sizeof(double), s, sizeof(ntk_setting)), heap_apart_any(sigma->data, n * n * sizeof(double), s, sizeof(ntk_setting));
    //@ ghost heap_apart_any(theta, sizeof(gsl_matrix), rows->x, sizeof(gsl_matrix)), heap_apart_any(sigma, sizeof(gsl_matrix), rows->x, sizeof(gsl_matrix));
    //@ ghost heap_apart_any(theta, sizeof(gsl_matrix), result, sizeof(ntk_result)), heap_apart_any(theta, sizeof(gsl_matrix), err, sizeof(ntk_error));
    status = compare(s, rows, theta, sigma, result, err);
  }
  if (theta != NULL) gsl_matrix_free(theta);
  if (sigma != NULL) gsl_matrix_free(sigma);
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
  const ntk_status status = has_limit(s, result) ? on_rows(s, rows, result, err) : NTK_OK;
  snprintf(result->control_what, sizeof result->control_what, "mean-field scaling: 1/m in place of 1/sqrt m");
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_kernel_limit = {.id = "kernel-limit", .study = study};
