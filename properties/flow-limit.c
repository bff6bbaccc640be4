/* flow-limit on random networks: gradient descent with eta = T/K against the flow at time T, K = 64, 128, ..., 1024 and alpha^2 lambda_max T = step *
   4: eta Lambda <= 1/16. The exponent of ||w_GD - w_flow|| in eta, its 95% interval within 0.1 of 1. The flow's own error must be below 1% of the
   least distance. Control: flow time taken to be 2 eta k; the distance then does not fall. */
#include <math.h>
#include <stdlib.h>
#include "claim/flow-limit.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "flow/flow.h"
#include "kernel/spectrum.h"
#include "material.h"
#include "stats/stats.h"

enum { SIZES = 5, FIRST = 64 };

typedef struct {
  double eta[SIZES], distance[SIZES], flow_error;
} sweep;

/* faster: the flow is followed to faster * T. */
static ntk_status experiment(const ntk_material *m, const ntk_case *c, double faster, double *v, sweep *s, ntk_error *err) {
  const ntk_problem problem = {m->net.map, c->alpha, m->y, m->net.w0};
  double *flow = v, *w = v + m->p, *K = w + m->p, low, high;
  ntk_flow_stats stats;
  ntk_status status = ntk_kernel(m->net.mlp, K);
  if (status == NTK_OK) status = ntk_eigen_ends(m->N, K, &low, &high);
  if (status == NTK_OK && !(high > 0)) status = ntk_fail(err, NTK_ENUMERIC, "the kernel is 0");
  if (status != NTK_OK) return status;
  const double T = 4 * c->step / (c->alpha * c->alpha * high);
  const ntk_flow_options options = {.T = faster * T, .tolerance = 1e-9};
  for (size_t j = 0; j < m->p; j++) flow[j] = m->net.w0[j];
  status = ntk_flow_run(&problem, &options, flow, NULL, NULL, &stats, err);
  s->flow_error = 10 * stats.error;
  for (size_t i = 0; i < SIZES && status == NTK_OK; i++) {
    const size_t steps = (size_t)FIRST << i;
    const ntk_descent_options descent = {.kind = NTK_GD, .eta = T / (double)steps, .steps = steps};
    for (size_t j = 0; j < m->p; j++) w[j] = m->net.w0[j];
    status = ntk_descent_run(&problem, &descent, w, NULL, NULL, NULL, err);
    s->eta[i] = descent.eta;
    s->distance[i] = ntk_distance(m->p, w, flow);
  }
  return status;
}

static void compare(const ntk_case *c, double faster, ntk_observation *o) {
  ntk_material m;
  ntk_error err = {.text = ""};
  sweep s;
  if (!ntk_material_init(&m, c, o)) return;
  double *v = ntk_doubles(2 * m.p + m.N * m.N, 1);
  const ntk_status status = v != NULL ? experiment(&m, c, faster, v, &s, &err) : NTK_ENOMEM;
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else if (s.flow_error > 0.01 * s.distance[SIZES - 1])
    ntk_observe(o, NTK_DISCARD, NAN, "error-too-large: flow %.3g, distance %.3g", s.flow_error, s.distance[SIZES - 1]);
  else {
    const ntk_fit fit = ntk_fit_power(SIZES, s.eta, s.distance, 0.95);
    ntk_observe(o, ntk_flow_limit(fit.low, fit.high) ? NTK_PASS : NTK_FAIL, NAN, "exponent %.4f in [%.4f, %.4f], distance %.3g to %.3g", fit.slope,
                fit.low, fit.high, s.distance[0], s.distance[SIZES - 1]);
  }
  free(v);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, 1, o); }
static void control(const ntk_case *c, ntk_observation *o) { compare(c, 2, o); }
static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_ALL & ~NTK_DRAW_RELU, 5, 16);
  c->alpha = ntk_draw_real(rng, 1, 100); /* far from lazy a run of this length may be chaotic in eta */
  c->step = ntk_draw_real(rng, 0.2, 1);
}

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 15}, {"k>1", ntk_has_outputs, 8}, {"duplicate", ntk_is_duplicate, 4}, {NULL, NULL, 0}};

const ntk_property ntk_property_flow_limit = {.id = "flow-limit",
                                              .statement = "||w_GD(eta k) - w_flow|| ~ eta",
                                              .draw = draw,
                                              .run = run,
                                              .control = control,
                                              .control_what = "the flow at twice the time",
                                              .control_share = 1,
                                              .labels = labels,
                                              .cases = 60,
                                              .controls = 20};
