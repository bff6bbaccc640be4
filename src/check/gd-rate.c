/* gd-rate: GD with eta = 1/B on a lambda-strongly convex, B-smooth function contracts the distance to the minimum by
   (1 - lambda/B) a step, so iterations to a constant factor grow as kappa = B/lambda.
   Quadratics with 12 curvatures from 1/kappa to 1, kappa over 5 sizes; every step's distance is compared, and the iterations to
   1e-3 of the first distance are fitted. Rounding of a step: 8 eps ||x||. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/quadratic.h"
#include "check/study.h"
#include "claim/gd-rate.h"
#include "claim/slope.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"

enum { DIMENSIONS = 12, SIZES = 5 };
static const double target = 1e-3;

typedef struct { size_t p, count, capacity; double *distance, *error; } distances;

static ntk_status observe(void *context, const ntk_sample *s, const double *w, const double *r) {
  distances *d = context;
  (void)s, (void)r;
  if (d->count == d->capacity) return NTK_OK;
  d->distance[d->count] = ntk_norm(d->p, w);
  d->error[d->count] = 8.0 * DBL_EPSILON * (d->count == 0 ? 1.0 : d->distance[d->count - 1]);
  d->count++;
  return NTK_OK;
}

/* GD at eta = step/B on condition number kappa; out: the comparison; *iterations to the target (NAN: not reached). */
static ntk_status descend(double kappa, double step, ntk_outcome *out, double *iterations, ntk_error *err) {
  ntk_quadratic q;
  const size_t steps = (size_t)(12.0 * kappa);
  ntk_status status = ntk_quadratic_init(&q, DIMENSIONS, 1.0 / kappa, 1.0, err);
  if (status != NTK_OK) return status;
  distances d = {DIMENSIONS, 0, steps + 1, ntk_doubles(steps + 1, 1), ntk_doubles(steps + 1, 1)};
  double x[DIMENSIONS];
  ntk_trajectory tr = {0};
  const ntk_recording how = {0, observe, &d};
  const ntk_descent_options options = {.kind = NTK_GD, .eta = step, .steps = steps, .every = 1};
  for (size_t i = 0; i < DIMENSIONS; i++) x[i] = q.x0[i];
  if (d.distance == NULL || d.error == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu steps", steps);
  else status = ntk_descent_run(&q.problem, &options, x, &tr, &how, NULL, err);
  *iterations = NAN;
  if (status == NTK_OK || status == NTK_ENUMERIC) {
    const double contraction = 1.0 - 1.0 / kappa;
    double worst = INFINITY;
    status = NTK_OK;
    for (size_t i = 0; i + 1 < d.count; i++) worst = fmin(worst, contraction * d.distance[i] / d.distance[i + 1]);
    for (size_t i = 0; i < d.count && isnan(*iterations); i++)
      if (d.distance[i] <= target * d.distance[0]) *iterations = (double)i;
    if (ntk_gd_rate(d.count, d.distance, d.error, contraction))
      ntk_outcome_set(out, NTK_HELD, "contraction: every step at kappa %g by at least 1 - 1/kappa", kappa);
    else ntk_outcome_set(out, NTK_REFUTED, "contraction: a step at kappa %g by less than 1 - 1/kappa", kappa);
    out->margin = worst;
    out->at = kappa;
  }
  ntk_trajectory_clear(&tr);
  free(d.distance), free(d.error);
  ntk_quadratic_clear(&q);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  double kappa[SIZES], iterations[SIZES], unused;
  ntk_outcome out;
  ntk_outcome_init(&out);
  for (size_t i = 0; i < SIZES; i++) {
    kappa[i] = 10.0 * pow(s->thorough ? 6.0 : 4.0, (double)i);
    const ntk_status status = descend(kappa[i], 1.0, &out, &iterations[i], err);
    if (status != NTK_OK) return status;
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "gd-rate", (double)(i + 1) / SIZES);
  }
  const ntk_fit fit = ntk_fit_power(SIZES, kappa, iterations, 0.95);
  ntk_decide_slope(&out, "iterations in kappa", ntk_slope_within(fit.low, fit.high, NTK_GD_RATE_EXPONENT, NTK_SLOPE_TOLERANCE), &fit, NTK_GD_RATE_EXPONENT, 0.5);
  ntk_result_fold(result, &out);
  ntk_fact_fit(result, "exponent_kappa", &fit);
  ntk_series(result, "iterations to 1e-3", "kappa", "iterations", SIZES, kappa, iterations);
  snprintf(result->control_what, sizeof result->control_what, "step 2.2/B instead of 1/B");
  return descend(kappa[0], 2.2, &result->control, &unused, err);
}

const ntk_check ntk_check_gd_rate = {.id = "gd-rate", .study = study};
