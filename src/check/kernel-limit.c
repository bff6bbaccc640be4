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
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && matrix_readable(theta) && \valid(out) && (result == \null || result_valid(result)) && \valid(err);
    requires apart: \separated(out, err) && \separated(err, s) && \separated(out, s) && \separated(rows, out, err) && \separated(rows->x, out, err) && \separated(rows->y, out, err);
    requires power: 0.0 <= power && finite(power);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures verdict: \result == NTK_OK ==> out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static ntk_status sweep(const ntk_setting *s, const ntk_dataset *rows, gsl_matrix *theta, double power, ntk_outcome *out, ntk_result *result, ntk_error *err) {
  ntk_setting scaled = *s;
  ntk_sweep points;
  scaled.arch.scale_power = power;
  //@ ghost same_layers(&scaled.arch, &s->arch);
  const size_t first = s->arch.depth == 2 ? 64 : 32;
  ntk_status status = ntk_sweep_run(&points, &scaled, "kernel-limit", rows, first, SIZES, s->thorough ? 4 * INITS : INITS, 1, relative_error, theta, err);
  if (status != NTK_OK) return status;
  const ntk_fit fit = ntk_sweep_fit(&points, 0);
  ntk_decide_slope(out, "||K - Theta|| in the width", ntk_kernel_limit(fit.low, fit.high), &fit, NTK_KERNEL_LIMIT_EXPONENT, 0.0);
  if (result != NULL) {
    ntk_fact_fit(result, "exponent_width", &fit);
    ntk_fact(result, "largest_width", points.width[points.sizes * points.inits - 1]);
    ntk_series(result, "||K - Theta|| / ||Theta||", "width m", "relative error", points.sizes * points.inits, points.width, points.value);
  }
  ntk_sweep_clear(&points);
  return NTK_OK;
}

/* The claim at 1/sqrt m, the control at 1/m; theta: room for the limit. */
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && matrix_writable(theta) && theta->size1 == rows->x->size1 && theta->size2 == rows->x->size1 &&
                    result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err) && \separated(theta, result, err) &&
                    matrix_apart(theta, rows->x) && \separated(theta->data + (0 .. matrix_cells(theta) - 1), s) && \separated(theta->data + (0 .. matrix_cells(theta) - 1), result);
    terminates \true;
    exits \false;
    assigns theta->data[0 .. matrix_cells(theta) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status compare(const ntk_setting *s, const ntk_dataset *rows, gsl_matrix *theta, ntk_result *result, ntk_error *err) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_status status = ntk_limit(&s->arch, rows->x, rows->x, NULL, theta, err);
  if (status == NTK_OK) status = sweep(s, rows, theta, 0.5, &out, result, err);
  if (status == NTK_OK) ntk_result_fold(result, &out);
  if (status == NTK_OK) status = sweep(s, rows, theta, 1.0, &result->control, NULL, err);
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
  gsl_matrix *theta = gsl_matrix_alloc(rows->x->size1, rows->x->size1);
  ntk_status status = theta == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for the limit") : NTK_OK;
  if (status == NTK_OK && has_limit(s, result)) status = compare(s, rows, theta, result, err);
  snprintf(result->control_what, sizeof result->control_what, "mean-field scaling: 1/m in place of 1/sqrt m");
  if (theta != NULL) gsl_matrix_free(theta);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_kernel_limit = {.id = "kernel-limit", .study = study};
