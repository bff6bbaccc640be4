/* spurious-minima: in a non-convex problem plain GD can stay at a spurious local minimum. The problem of landscape.h, GD from starts
   left of the barrier: it ends at a critical point whose loss is above the global minimum's (0) by far more than rounding
   (8 eps n (1 + |w|)^4). Control: the convex problem from the same starts. */
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "check/landscape.h"
#include "check/study.h"
#include "claim/spurious-minima.h"
#include "flow/descent.h"

enum { EXAMPLES = 2, STARTS = 20, STEPS = 4000 };
static const double c = 0.6;

static ntk_status descend(int convex, double start, ntk_outcome *out, ntk_error *err) {
  ntk_landscape l;
  double w, r[EXAMPLES], gradient;
  ntk_landscape_init(&l, EXAMPLES, c, convex);
  w = l.start = start;
  const ntk_descent_options options = {.kind = NTK_GD, .eta = 0.02, .steps = STEPS};
  ntk_status status = ntk_descent_run(&l.problem, &options, &w, NULL, NULL, NULL, err);
  if (status == NTK_OK) status = l.map.at(&l, &w);
  if (status != NTK_OK) return status;
  ntk_residual(&l.problem, r);
  l.map.vjp(&l, r, &gradient);
  const double loss = ntk_loss(EXAMPLES, r), error = 8.0 * DBL_EPSILON * EXAMPLES * pow(1.0 + fabs(start), 4.0);
  const double tolerance = 1e-9;
  if (ntk_spurious_minima(loss, 0.0, error, fabs(gradient), tolerance))
    ntk_outcome_set(out, NTK_HELD, "spurious: from %.3f to w = %.6f, loss %.4f, gradient %.1e", start, w, loss, fabs(gradient));
  else ntk_outcome_set(out, NTK_REFUTED, "global: from %.3f to w = %.6f, loss %.4g, gradient %.1e", start, w, loss, fabs(gradient));
  out->value = loss;
  out->bound = 0.0;
  out->error = error;
  return NTK_OK;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_landscape l;
  double x[101], R[101];
  ntk_landscape_init(&l, EXAMPLES, c, 0);
  for (size_t i = 0; i < STARTS; i++) {
    const double start = -1.6 + (l.barrier - 0.02 + 1.6) * (double)i / (STARTS - 1);
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    ntk_status status = descend(0, start, &out, err);
    if (status == NTK_OK) status = descend(1, start, &control, err);
    if (status != NTK_OK) return status;
    ntk_result_fold(result, &out);
    ntk_study_control(result, &control);
  }
  for (size_t i = 0; i < 101; i++) {
    double r[EXAMPLES];
    x[i] = -1.6 + 3.0 * (double)i / 100.0;
    l.w = x[i];
    ntk_residual(&l.problem, r);
    R[i] = ntk_loss(EXAMPLES, r);
  }
  ntk_series(result, "R(w): spurious minimum left, global right", "w", "R", 101, x, R);
  ntk_fact(result, "spurious_minimum", l.minimum);
  ntk_fact(result, "barrier", l.barrier);
  snprintf(result->control_what, sizeof result->control_what, "the convex problem, from the same starts");
  ntk_study_progress(s, "spurious-minima", 1.0);
  return NTK_OK;
}

const ntk_check ntk_check_spurious_minima = {.id = "spurious-minima", .study = study};
