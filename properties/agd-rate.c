/* agd-rate on random quadratics: Nesterov's method with the claim's momentum keeps R(g_t) below (1 - 1/sqrt kappa)^t (R(x0) + lambda ||x0 - x*||^2 /
   2). Rounding of R at distance D from w*: residuals are off by C d eps sqrt(B) (||w*|| + D), C = 16, accumulated over t steps. Control: plain
   gradient descent in its place, kappa >= 100, for 40 sqrt kappa steps: (1 - 1/kappa)^{2t} is then far above the bound. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include "claim/agd-rate.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "material.h"
#include "quadratic-case.h"

typedef struct {
  const ntk_quadratic_case *q;
  size_t n, most;
  double *gap, *error;
} record;

static ntk_status observe(void *context, const ntk_sample *s, const double *w, const double *r) {
  record *rec = context;
  (void)r;
  if (rec->n >= rec->most) return NTK_OK;
  const double size = ntk_norm(rec->q->d, rec->q->best) + ntk_distance(rec->q->d, rec->q->w0, rec->q->best);
  const double e = 16 * (double)(rec->q->d * (rec->n + 1)) * DBL_EPSILON * sqrt(rec->q->B) * (size + ntk_norm(rec->q->d, w));
  rec->gap[rec->n] = s->R;
  rec->error[rec->n] = e * (s->residual + e);
  rec->n++;
  return NTK_OK;
}

static void descend(const ntk_case *c, ntk_descent_kind kind, size_t steps, ntk_observation *o) {
  ntk_quadratic_case q;
  ntk_error err = {.text = ""};
  double w[1000];
  record rec = {.q = &q, .most = steps + 1, .gap = ntk_doubles(steps + 1, 1), .error = ntk_doubles(steps + 1, 1)};
  ntk_status status = ntk_quadratic_case_init(&q, c);
  if (rec.gap == NULL || rec.error == NULL) status = NTK_ENOMEM;
  if (status == NTK_OK) {
    const double root = sqrt(q.B / q.lambda);
    const ntk_descent_options options = {.kind = kind, .eta = 1 / q.B, .steps = steps, .every = 1, .momentum = (root - 1) / (root + 1)};
    const ntk_recording how = {.observer = observe, .context = &rec};
    for (size_t j = 0; j < q.d; j++) w[j] = q.w0[j];
    status = ntk_descent_run(&q.problem, &options, w, NULL, &how, NULL, &err);
  }
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else {
    const double kappa = q.B / q.lambda, D = ntk_distance(q.d, q.w0, q.best), start = rec.gap[0] + 0.5 * q.lambda * D * D;
    double margin = INFINITY;
    for (size_t t = 0; t < rec.n; t++) margin = fmin(margin, (ntk_agd_rate_bound(kappa, start, t) + rec.error[t]) / rec.gap[t]);
    const int holds = ntk_agd_rate(rec.n, rec.gap, rec.error, kappa, start);
    if (rec.n != steps + 1) ntk_observe(o, NTK_FAIL, NAN, "%zu samples of %zu steps", rec.n, steps);
    else
      ntk_observe(o, holds ? NTK_PASS : NTK_FAIL, margin, "kappa %.4g, R %.6g to %.6g in %zu steps", kappa, rec.gap[0], rec.gap[rec.n - 1],
                  rec.n - 1);
  }
  free(rec.gap), free(rec.error);
  ntk_quadratic_case_clear(&q);
}

static void run(const ntk_case *c, ntk_observation *o) { descend(c, NTK_NESTEROV, c->steps, o); }
static void control(const ntk_case *c, ntk_observation *o) {
  if (c->kappa < 100 || c->d < 2) ntk_observe(o, NTK_DISCARD, NAN, "kappa: below 100 gradient descent is nearly as fast");
  else descend(c, NTK_GD, (size_t)(40 * sqrt(c->kappa)), o);
}
static void draw(gsl_rng *rng, ntk_case *c) { ntk_draw_quadratic(rng, c, 400); }

static const ntk_label labels[] = {{"kappa>=100", ntk_has_large_kappa, 30}, {"alpha<1", ntk_has_small_alpha, 20}, {NULL, NULL, 0}};

const ntk_property ntk_property_agd_rate = {.id = "agd-rate",
                                            .statement = "Nesterov: R(g_t) <= (1 - 1/sqrt kappa)^t (R(x0) + lambda ||x0 - x*||^2 / 2)",
                                            .draw = draw,
                                            .run = run,
                                            .control = control,
                                            .control_what = "gradient descent in place of Nesterov, kappa >= 100",
                                            .control_share = 1,
                                            .labels = labels,
                                            .cases = 1000,
                                            .controls = 100};
