/* langevin on random quadratics: a discrete Langevin chain on R is, coordinate by coordinate in R's eigenbasis, an autoregression whose law is known
   exactly at every step: with a = 1 - eta H: mean w* + a^t (w0 - w*), variance 2 eta T (1 - a^{2t}) / (1 - a^2); eta -> 0, t -> infinity is the Gibbs
   measure T/H. 600 runs of the library's Langevin dynamics; one eigencoordinate against that law by Kolmogorov-Smirnov. Control: the law of 4 T. */
#include <math.h>
#include <stdlib.h>
#include "core/rng.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "material.h"
#include "quadratic-case.h"
#include "stats/stats.h"

enum { RUNS = 600 };

/* The e-th eigencoordinate of w: rows of A are sqrt(h_e) times orthonormal eigenvectors. */
static double coordinate(const ntk_quadratic_case *q, size_t e, const double *w) {
  const double *row = q->A + e * q->d;
  return ntk_dot(q->d, row, w) / ntk_norm(q->d, row);
}

static ntk_status simulate(const ntk_quadratic_case *q, const ntk_case *c, size_t e, double eta, double *x, ntk_error *err) {
  double w[1000];
  gsl_rng *rng = ntk_rng(c->seed, NTK_RNG_NOISE, 0);
  ntk_status status = rng == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory") : NTK_OK;
  for (size_t run = 0; run < RUNS && status == NTK_OK; run++) {
    const ntk_descent_options options = {.kind = NTK_LANGEVIN, .eta = eta, .steps = c->steps, .temperature = c->temperature, .rng = rng};
    for (size_t j = 0; j < q->d; j++) w[j] = q->w0[j];
    status = ntk_descent_run(&q->problem, &options, w, NULL, NULL, NULL, err);
    x[run] = coordinate(q, e, w);
  }
  if (rng != NULL) gsl_rng_free(rng);
  return status;
}

static void test(const ntk_case *c, double hotter, ntk_observation *o) {
  ntk_quadratic_case q;
  ntk_error err = {.text = ""};
  double x[RUNS];
  const size_t e = c->seed % c->d;
  ntk_status status = ntk_quadratic_case_init(&q, c);
  if (status == NTK_OK) {
    const double eta = c->step / q.B, H = q.lambda * (c->d > 1 ? pow(c->kappa, (double)e / (double)(c->d - 1)) : 1), a = 1 - eta * H;
    double variance = 0, power = 1; /* sum of a^{2j}, which needs no division by 1 - a^2 */
    for (size_t t = 0; t < c->steps; t++) variance += power, power *= a * a;
    const double best = coordinate(&q, e, q.best), mean = best + pow(a, (double)c->steps) * (coordinate(&q, e, q.w0) - best);
    const double deviation = sqrt(2 * eta * hotter * c->temperature * variance);
    status = simulate(&q, c, e, eta, x, &err);
    for (size_t i = 0; i < RUNS; i++) x[i] = (x[i] - mean) / deviation;
  }
  ntk_quadratic_case_clear(&q);
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else ntk_observe_p(o, ntk_ks_test(RUNS, x, ntk_normal_cdf, NULL), "Kolmogorov-Smirnov of %d runs of %zu steps", RUNS, c->steps);
}

static void run(const ntk_case *c, ntk_observation *o) { test(c, 1, o); }
static void control(const ntk_case *c, ntk_observation *o) { test(c, 4, o); }
static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_quadratic(rng, c, 60);
  c->kappa = ntk_draw_real(rng, 1, 100);
  c->step = ntk_draw_real(rng, 0.1, 1);
  c->temperature = ntk_draw_real(rng, 0.01, 100);
}

static int is_one_step(const ntk_case *c) { return c->steps <= 5; }
static const ntk_label labels[] = {{"steps<=5", is_one_step, 2}, {"alpha<1", ntk_has_small_alpha, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_langevin = {
    .id = "langevin",
    .statement = "on a quadratic the law of Langevin dynamics is the autoregression's that tends to the Gibbs measure",
    .draw = draw,
    .run = run,
    .control = control,
    .control_what = "the law of four times the temperature",
    .control_share = 1,
    .labels = labels,
    .cases = 60,
    .controls = 20,
    .statistical = 1};
