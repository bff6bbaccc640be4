/* agd-rate: Nesterov's method (theory.md; eta = 1/B, mu = (sqrt kappa - 1)/(sqrt kappa + 1)) satisfies
   F(g_t) - F* <= (1 - 1/sqrt kappa)^t (F(x0) - F* + lambda ||x0 - x*||^2 / 2); iterations grow as sqrt kappa.
   The quadratics of gd-rate, from x_i = 1/sqrt h_i (every mode the same share of F, or the slow ones would not count); every iterate is compared, and the iterations to 1e-6 of the first gap are fitted.
   Rounding of F: 4 n eps F(x0), n = 12. Control: plain gradient descent's iterates under the same bound. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/quadratic.h"
#include "check/study.h"
#include "claim/agd-rate.h"
#include "claim/slope.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"

enum { DIMENSIONS = 12, SIZES = 5 };
static const double target = 1e-6;

static void compare(const ntk_trajectory *tr, double kappa, double start, double *gap, double *error, ntk_outcome *out, double *iterations) {
  double worst = INFINITY;
  *iterations = NAN;
  for (size_t i = 0; i < tr->count; i++) {
    gap[i] = tr->sample[i].R;
    error[i] = 4.0 * DIMENSIONS * DBL_EPSILON * tr->sample[0].R;
    if (gap[i] > error[i]) worst = fmin(worst, ntk_agd_rate_bound(kappa, start, i) / gap[i]);
    if (isnan(*iterations) && gap[i] <= target * gap[0]) *iterations = (double)i;
  }
  if (ntk_agd_rate(tr->count, gap, error, kappa, start))
    ntk_outcome_set(out, NTK_HELD, "bound: every iterate at kappa %g below (1 - 1/sqrt kappa)^t", kappa);
  else ntk_outcome_set(out, NTK_REFUTED, "bound: an iterate at kappa %g above (1 - 1/sqrt kappa)^t", kappa);
  out->margin = worst;
  out->at = kappa;
}

static ntk_status descend(ntk_descent_kind kind, double kappa, ntk_outcome *out, double *iterations, ntk_error *err) {
  ntk_quadratic q;
  const size_t steps = (size_t)(40.0 * sqrt(kappa));
  ntk_status status = ntk_quadratic_init(&q, DIMENSIONS, 1.0 / kappa, 1.0, err);
  if (status != NTK_OK) return status;
  double *gap = ntk_doubles(steps + 2, 1), *error = ntk_doubles(steps + 2, 1), x[DIMENSIONS];
  ntk_trajectory tr = {0};
  const ntk_recording how = {0};
  const double root = sqrt(kappa);
  const ntk_descent_options options = {.kind = kind, .eta = 1.0, .steps = steps, .every = 1, .momentum = (root - 1.0) / (root + 1.0)};
  for (size_t i = 0; i < DIMENSIONS; i++) x[i] = q.x0[i] / q.A[i * DIMENSIONS + i];
  const double square = ntk_sum_squares(DIMENSIONS, x);
  if (gap == NULL || error == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu steps", steps);
  else status = ntk_descent_run(&q.problem, &options, x, &tr, &how, NULL, err);
  if (status == NTK_OK) {
    const double start = tr.sample[0].R + square / kappa / 2.0;
    compare(&tr, kappa, start, gap, error, out, iterations);
  }
  ntk_trajectory_clear(&tr);
  free(gap), free(error);
  ntk_quadratic_clear(&q);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  double kappa[SIZES], iterations[SIZES], unused;
  ntk_outcome out;
  ntk_outcome_init(&out);
  for (size_t i = 0; i < SIZES; i++) {
    kappa[i] = 100.0 * pow(s->thorough ? 10.0 : 6.0, (double)i);
    const ntk_status status = descend(NTK_NESTEROV, kappa[i], &out, &iterations[i], err);
    if (status != NTK_OK) return status;
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "agd-rate", (double)(i + 1) / SIZES);
  }
  const ntk_fit fit = ntk_fit_power(SIZES, kappa, iterations, 0.95);
  ntk_decide_slope(&out, "iterations in kappa", ntk_slope_within(fit.low, fit.high, NTK_AGD_RATE_EXPONENT, NTK_SLOPE_TOLERANCE), &fit, NTK_AGD_RATE_EXPONENT, 1.0);
  ntk_result_fold(result, &out);
  ntk_fact_fit(result, "exponent_kappa", &fit);
  ntk_series(result, "iterations to 1e-6", "kappa", "iterations", SIZES, kappa, iterations);
  snprintf(result->control_what, sizeof result->control_what, "plain gradient descent instead of Nesterov's method");
  return descend(NTK_GD, kappa[SIZES - 1], &result->control, &unused, err);
}

const ntk_check ntk_check_agd_rate = {.id = "agd-rate", .study = study};
