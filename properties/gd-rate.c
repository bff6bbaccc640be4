/* gd-rate on random quadratics: every step of gradient descent with eta = 1/B contracts the distance to the minimum by 1 - lambda/B.
   Rounding of a step: C d eps (||w*|| + distance) kappa-free, because eta ||alpha A|| ||alpha A|| = 1: C = 16.
   Control: eta = 2.5/B, which the theorem does not allow; along the steepest direction each step then multiplies by 1.5. */
#include <float.h>
#include <math.h>
#include "claim/gd-rate.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "material.h"
#include "quadratic-case.h"

#define MOST_STEPS 200

typedef struct {
  const ntk_quadratic_case *q;
  size_t n;
  double distance[MOST_STEPS + 1], error[MOST_STEPS + 1];
} record;

static ntk_status observe(void *context, const ntk_sample *s, const double *w, const double *r) {
  record *rec = context;
  (void)s, (void)r;
  if (rec->n > MOST_STEPS) return NTK_OK;
  rec->distance[rec->n] = ntk_distance(rec->q->d, w, rec->q->best);
  rec->error[rec->n] = 16 * (double)rec->q->d * DBL_EPSILON * (ntk_norm(rec->q->d, rec->q->best) + (rec->n > 0 ? rec->distance[rec->n - 1] : 0));
  rec->n++;
  return NTK_OK;
}

static void descend(const ntk_case *c, double step, ntk_observation *o) {
  ntk_quadratic_case q;
  ntk_error err = {.text = ""};
  double w[1000];
  ntk_status status = ntk_quadratic_case_init(&q, c);
  record rec = {.q = &q};
  if (status == NTK_OK) {
    const ntk_descent_options options = {.kind = NTK_GD, .eta = step / q.B, .steps = c->steps < MOST_STEPS ? c->steps : MOST_STEPS, .every = 1};
    const ntk_recording how = {.observer = observe, .context = &rec};
    for (size_t j = 0; j < q.d; j++) w[j] = q.w0[j];
    status = ntk_descent_run(&q.problem, &options, w, NULL, &how, NULL, &err);
  }
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else {
    const double contraction = 1 - q.lambda / q.B;
    double margin = INFINITY;
    for (size_t i = 0; i + 1 < rec.n; i++) margin = fmin(margin, (contraction * rec.distance[i] + rec.error[i + 1]) / rec.distance[i + 1]);
    const int holds = ntk_gd_rate(rec.n, rec.distance, rec.error, contraction);
    if (rec.n != c->steps + 1) ntk_observe(o, NTK_FAIL, NAN, "%zu samples of %zu steps", rec.n, c->steps);
    else
      ntk_observe(o, holds ? NTK_PASS : NTK_FAIL, margin, "contraction %.6g, distance %.6g to %.6g in %zu steps", contraction, rec.distance[0],
                  rec.distance[rec.n - 1], rec.n - 1);
  }
  ntk_quadratic_case_clear(&q);
}

static void run(const ntk_case *c, ntk_observation *o) { descend(c, 1, o); }
static void control(const ntk_case *c, ntk_observation *o) {
  ntk_case longer = *c; /* until the steepest direction rules */
  longer.steps = MOST_STEPS;
  descend(&longer, 2.5, o);
}
static void draw(gsl_rng *rng, ntk_case *c) { ntk_draw_quadratic(rng, c, MOST_STEPS); }

static const ntk_label labels[] = {{"kappa>=100", ntk_has_large_kappa, 30}, {"alpha<1", ntk_has_small_alpha, 20}, {NULL, NULL, 0}};

const ntk_property ntk_property_gd_rate = {.id = "gd-rate",
                                           .statement = "eta = 1/B: ||w_{k+1} - w*|| <= (1 - lambda/B) ||w_k - w*||",
                                           .draw = draw,
                                           .run = run,
                                           .control = control,
                                           .control_what = "eta = 2.5/B",
                                           .control_share = 1,
                                           .labels = labels,
                                           .cases = 1000,
                                           .controls = 100};
