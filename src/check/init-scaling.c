/* init-scaling: layers A_i = (c / sqrt m_i) W_i keep K(w0) = Theta(1) in the width. The mean of K's diagonal over 6 widths and random
   initialisations: exponent 0. Controls: 1/m (mean field) and 1 (none); each must fail. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/widths.h"
#include "claim/init-scaling.h"
#include "core/alloc.h"

enum { ROWS = 10, SIZES = 6, INITS = 8 };

static ntk_status mean_diagonal(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  double *K = ntk_doubles(net->N, net->N);
  (void)s, (void)rows, (void)context;
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel of %zu rows", net->N);
  const ntk_status status = net->map->kernel(net->map->context, K);
  *value = 0.0;
  for (size_t i = 0; i < net->N; i++) *value += K[i * net->N + i] / (double)net->N;
  free(K);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "init-scaling: %s", ntk_status_text(status));
}

static ntk_status sweep(const ntk_setting *s, const ntk_dataset *rows, double power, ntk_outcome *out, ntk_result *result, const char *fact, ntk_error *err) {
  ntk_setting scaled = *s;
  ntk_sweep points;
  scaled.arch.scale_power = power;
  const size_t first = s->arch.depth == 2 ? 64 : 32;
  const ntk_status status = ntk_sweep_run(&points, &scaled, "init-scaling", rows, first, SIZES, s->thorough ? 4 * INITS : INITS, 1, mean_diagonal, NULL, err);
  if (status != NTK_OK) return status;
  const ntk_fit fit = ntk_sweep_fit(&points, 0);
  ntk_decide_slope(out, fact, ntk_init_scaling(fit.low, fit.high), &fit, NTK_INIT_SCALING_EXPONENT, NAN);
  ntk_fact_fit(result, fact, &fit);
  ntk_series(result, fact, "width m", "mean of K's diagonal", points.sizes * points.inits, points.width, points.value);
  ntk_sweep_clear(&points);
  return NTK_OK;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  ntk_outcome out, mean_field, none;
  ntk_outcome_init(&out), ntk_outcome_init(&mean_field), ntk_outcome_init(&none);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  ntk_setting ntk = *s;
  ntk.arch.parametrisation = NTK_PARAM_NTK;
  ntk_status status = sweep(&ntk, rows, 0.5, &out, result, "exponent of K with 1/sqrt m", err);
  if (status == NTK_OK) ntk_result_fold(result, &out);
  if (status == NTK_OK) status = sweep(&ntk, rows, 1.0, &mean_field, result, "exponent of K with 1/m", err);
  if (status == NTK_OK) status = sweep(&ntk, rows, 0.0, &none, result, "exponent of K without scaling", err);
  if (status == NTK_OK) ntk_study_control(result, &mean_field), ntk_study_control(result, &none);
  snprintf(result->control_what, sizeof result->control_what, "1/m (mean field) and no scaling in place of 1/sqrt m");
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_init_scaling = {.id = "init-scaling", .study = study};
