/* wide-enough on random networks at alpha = 1: where B1's condition h < 1 holds (theory B1; Lip by B4), the flow's loss at T = 3 / (sigma^2 (1 - h))
   is at most R(0) exp(-2 sigma^2 (1 - h) T) and its path no longer than rho*, each up to ten times the integrator's estimate. Control: one row given
   twice with opposite targets, while h is that of the distinct rows: the loss cannot fall below (y_0 - y_n)^2 / 4 k. */
#include <math.h>
#include <stdlib.h>
#include "check/ball.h"
#include "claim/wide-enough.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/flow.h"
#include "kernel/spectrum.h"
#include "material.h"

typedef struct {
  double sigma, sigma_max;
  ntk_ball ball;
} condition;

static ntk_status find_condition(const ntk_material *m, condition *k) {
  double *K = ntk_doubles(m->N, m->N), *r = ntk_doubles(m->N, 1), low, high;
  const ntk_problem problem = {m->net.map, 1, m->y, m->net.w0};
  ntk_norms norms = {0};
  ntk_status status = K && r ? ntk_kernel(m->net.mlp, K) : NTK_ENOMEM;
  if (status == NTK_OK) status = ntk_eigen_ends(m->N, K, &low, &high);
  if (status == NTK_OK) status = ntk_norms_init(&norms, m->net.mlp);
  if (status == NTK_OK) {
    k->ball.h = INFINITY;
    k->sigma = sqrt(fmax(0, low - 2 * ntk_eigen_error(m->N, high)));
    k->sigma_max = sqrt(high);
    ntk_residual(&problem, r);
    if (k->sigma > 0) status = ntk_ball_find(&k->ball, &norms, ntk_norm(m->N, r), 1, k->sigma);
  }
  ntk_norms_clear(&norms);
  free(K), free(r);
  return status;
}

static void train(const ntk_material *m, const condition *k, ntk_observation *o) {
  const ntk_problem problem = {m->net.map, 1, m->y, m->net.w0};
  const double rate = k->sigma * k->sigma * (1 - k->ball.h);
  const ntk_flow_options options = {.T = 3 / rate, .tolerance = 1e-8, .samples = 8};
  double *w = ntk_doubles(m->p, 1);
  ntk_trajectory tr = {0};
  ntk_flow_stats stats;
  ntk_error err = {.text = ""};
  for (size_t j = 0; w != NULL && j < m->p; j++) w[j] = m->net.w0[j];
  const ntk_status status = w == NULL ? NTK_ENOMEM : ntk_flow_run(&problem, &options, w, &tr, NULL, &stats, &err);
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else {
    const ntk_sample *end = &tr.sample[tr.count - 1];
    const double target = tr.sample[0].R * exp(-2 * rate * options.T), e = 10 * stats.error * (k->sigma_max + k->ball.lip * k->ball.rho);
    const double allowed = e * (end->residual + 0.5 * e), path = k->ball.rho + 10 * stats.error;
    const int holds = ntk_wide_enough(k->ball.h, end->R, target + allowed) && end->drift <= path;
    ntk_observe(o, holds ? NTK_PASS : NTK_FAIL, fmin((target + allowed) / end->R, path / end->drift),
                "h %.3f, R %.3g, bound %.3g, drift %.3g, rho %.3g", k->ball.h, end->R, target, end->drift, k->ball.rho);
  }
  ntk_trajectory_clear(&tr);
  free(w);
}

/* h from the case's network; trained is what is then trained: the same network, or with one row given twice. */
static void compare(const ntk_case *c, const ntk_case *trained, ntk_observation *o) {
  ntk_material m;
  condition k;
  if (!ntk_material_init(&m, c, o)) return;
  const ntk_status status = find_condition(&m, &k);
  ntk_material_clear(&m);
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "wide-enough"});
  else if (!(k.ball.h < 0.9)) ntk_observe(o, NTK_DISCARD, NAN, "not-wide-enough: h = %.3g", k.ball.h);
  else if (ntk_material_init(&m, trained, o)) {
    train(&m, &k, o);
    ntk_material_clear(&m);
  }
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, c, o); }
static void control(const ntk_case *c, ntk_observation *o) {
  ntk_case twice = *c;
  twice.data = NTK_CASE_DUPLICATE;
  twice.n++;
  compare(c, &twice, o);
}

static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_OUTPUTS, 3, 1);
  c->d = ntk_draw_size(rng, 4, 8);
  c->depth = ntk_draw_chance(rng, 0.2) ? 3 : 2;
  for (size_t l = 0; l + 1 < c->depth; l++) c->width[l] = (size_t)ntk_draw_real(rng, 100, c->depth == 2 ? 3000 : 300);
  c->weight_scale = 1;
  c->alpha = 1;
}

static int is_narrow(const ntk_case *c) { return c->width[0] < 300; }
static const ntk_label labels[] = {{"width<300", is_narrow, 3},
                                   {"biases", ntk_has_biases, 10},
                                   {"k>1", ntk_has_outputs, 1},
                                   {"antisymmetric", ntk_starts_antisymmetric, 8},
                                   {NULL, NULL, 0}};

const ntk_property ntk_property_wide_enough = {.id = "wide-enough",
                                               .statement = "alpha = 1, h < 1: the loss falls at the certified rate and the path stays below rho*",
                                               .draw = draw,
                                               .run = run,
                                               .control = control,
                                               .control_what = "one row given twice with opposite targets, h of the distinct rows",
                                               .control_share = 1,
                                               .labels = labels,
                                               .cases = 60,
                                               .controls = 20};
