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

enum { ROWS = 20, SIZES = 6, INITS = 120 };

/* context: Theta (n x n); K of the network has k outputs: Theta times I_k. */
static ntk_status relative_error(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  const gsl_matrix *theta = context;
  const size_t n = theta->size1, k = net->N / n;
  double *K = ntk_doubles(net->N, net->N), difference = 0.0, norm = 0.0;
  (void)s, (void)rows;
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a kernel of %zu rows", net->N);
  const ntk_status status = net->map->kernel(net->map->context, K);
  for (size_t i = 0; i < net->N; i++)
    for (size_t j = 0; j < net->N; j++) {
      const double limit = i % k == j % k ? gsl_matrix_get(theta, i / k, j / k) : 0.0, e = K[i * net->N + j] - limit;
      difference += e * e;
      norm += limit * limit;
    }
  free(K);
  *value = sqrt(difference / norm);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "kernel-limit: %s", ntk_status_text(status));
}

static ntk_status sweep(const ntk_setting *s, const ntk_dataset *rows, gsl_matrix *theta, double power, ntk_outcome *out, ntk_result *result, ntk_error *err) {
  ntk_setting scaled = *s;
  ntk_sweep points;
  scaled.arch.scale_power = power;
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

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  gsl_matrix *theta = gsl_matrix_alloc(rows->x->size1, rows->x->size1);
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_status status = theta == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for the limit") : NTK_OK;
  if (status == NTK_OK && s->arch.parametrisation != NTK_PARAM_NTK) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "standard-parametrisation: its kernel grows with the width");
  } else if (status == NTK_OK && s->arch.init == NTK_INIT_ANTISYMMETRIC && s->arch.depth > 2) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "antisymmetric-depth: the halves' gradients below the last hidden layer cancel, so K(w0) has another limit");
  } else if (status == NTK_OK) {
    status = ntk_limit(&s->arch, rows->x, rows->x, NULL, theta, err);
    if (status == NTK_OK) status = sweep(s, rows, theta, 0.5, &out, result, err);
    if (status == NTK_OK) ntk_result_fold(result, &out);
    if (status == NTK_OK) status = sweep(s, rows, theta, 1.0, &result->control, NULL, err);
  }
  snprintf(result->control_what, sizeof result->control_what, "mean-field scaling: 1/m in place of 1/sqrt m");
  if (theta != NULL) gsl_matrix_free(theta);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_kernel_limit = {.id = "kernel-limit", .study = study};
