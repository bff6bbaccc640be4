/* init-scaling: layers A_i = (c / sqrt m_i) W_i keep K(w0) = Theta(1) in the width. The mean of K's diagonal over 6 widths and random
   initialisations: exponent 0. Controls: 1/m (mean field) and 1 (none); each must fail. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/widths.h"
#include "claim/init-scaling.h"
#include "core/alloc.h"
#include "model/map-call.h"

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"
#include "../../spec/acsl/scaled.h"

enum { ROWS = 10, SIZES = 6, INITS = 8 };

/*@ // sum_{i<n} K_ii / N
    logic real diagonal_mean{L}(double *K, integer N, integer n) = n <= 0 ? 0.0 : diagonal_mean(K, N, n - 1) + K[(n - 1) * N + (n - 1)] / (real)N; */

/* The mean of K's diagonal. */
/*@ requires valid: \valid_read(K + (0 .. N * N - 1)) && N * N <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns \result \from N, K[0 .. N * N - 1];
    ensures mean: \result == diagonal_mean(K, N, N); */
static double diagonal_of(size_t N, const double *K) {
  double mean = 0.0;
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant mean: mean == diagonal_mean(K, N, i);
      loop assigns i, mean;
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    mean += K[i * N + i] / (double)N;
  }
  return mean;
}

/*@ requires valid: setting_valid(s) && net_valid(net) && dataset_valid(rows) && \valid(value) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *value, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status mean_diagonal(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  double *K = ntk_doubles(net->N, net->N);
  (void)s, (void)rows, (void)context;
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel of %zu rows", net->N);
  //@ ghost heap_own(K);
  const ntk_status status = ntk_map_kernel(net->map, K);
  *value = diagonal_of(net->N, K);
  free(K);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "init-scaling: %s", ntk_status_text(status));
}

/* One fit over the widths at this power of the scale, in the parametrisation `ntk`. */
/*@ requires valid: setting_value(scaled) && dataset_valid(rows) && rows->x->tda <= INT_MAX && \valid(out) && result_valid(result) && \valid_read(fact) && \valid(err);
    requires apart: \separated(out, result, err);
    requires power: 0.0 <= power && finite(power);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures verdict: \result == NTK_OK ==> out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static ntk_status sweep(ntk_setting scaled, const ntk_dataset *rows, double power, ntk_outcome *out, ntk_result *result, const char *fact, ntk_error *err) {
  ntk_sweep points;
  const size_t first = scaled.arch.depth == 2 ? 64 : 32, inits = scaled.thorough ? 4 * INITS : INITS;
  //@ ghost ntk_arch before = scaled.arch;
  scaled.arch.parametrisation = NTK_PARAM_NTK;
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
  const ntk_status status = ntk_sweep_run(&points, &scaled, "init-scaling", rows, first, SIZES, inits, 1, mean_diagonal, NULL, err);
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
  ntk_decide_slope(out, fact, ntk_init_scaling(fit.low, fit.high), &fit, NTK_INIT_SCALING_EXPONENT, NAN);
  ntk_fact_fit(result, fact, &fit);
  ntk_series(result, fact, "width m", "mean of K's diagonal", count, widths, values);
  ntk_sweep_clear(&points);
  return NTK_OK;
}

/* The claim at 1/sqrt m, the controls at 1/m and 1. */
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status compare(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  ntk_outcome out, mean_field, none;
  ntk_outcome_init(&out), ntk_outcome_init(&mean_field), ntk_outcome_init(&none);
  const ntk_setting setting = *s; /* by value, so that no proof need ask whether what is written changes it */
  const ntk_status first = sweep(setting, rows, 0.5, &out, result, "exponent of K with 1/sqrt m", err);
  ntk_status status = first;
  if (status == NTK_OK) status = sweep(setting, rows, 1.0, &mean_field, result, "exponent of K with 1/m", err);
  if (status == NTK_OK) status = sweep(setting, rows, 0.0, &none, result, "exponent of K without scaling", err);
  if (first == NTK_OK) ntk_result_fold(result, &out);
  if (status == NTK_OK) ntk_study_control(result, &mean_field), ntk_study_control(result, &none);
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
  const ntk_status status = compare(s, rows, result, err);
  snprintf(result->control_what, sizeof result->control_what, "1/m (mean field) and no scaling in place of 1/sqrt m");
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_init_scaling = {.id = "init-scaling", .study = study};
