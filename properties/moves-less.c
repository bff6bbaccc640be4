/* moves-less in alpha on random networks with f(w0) = 0: flows to alpha^2 lambda_min T = 3 at alpha, 2 alpha, ..., 16 alpha, alpha = 10 kappa
   (antisymmetric: 2 kappa, because there the exponents are about -2 and soon reached) times the scale at which B1's h, with Lip at w0, is 1: the
   drift's exponent is within 0.1 of -1, those of the relative kernel change and of the gap ||r - r_lin|| / ||r_0|| are at most -0.9 (95% intervals).
   Discarded where the linear part itself is not resolved: gap or change below 10 times what the integrator may be off by (10 times its estimate).
   Control: plain initialisation. */
#include <math.h>
#include <stdlib.h>
#include "claim/kantorovich.h"
#include "claim/moves-less.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/flow.h"
#include "flow/linearised.h"
#include "kernel/spectrum.h"
#include "material.h"
#include "model/lipschitz.h"
#include "stats/stats.h"

enum { SIZES = 5 };
typedef struct {
  double alpha[SIZES], drift[SIZES], change[SIZES], gap[SIZES];
  int resolved;
} sweep;
typedef struct {
  double *K0, *K, *w, *r0, *r, *lin;
} room;

static int room_alloc(room *a, size_t N, size_t p) {
  *a = (room){ntk_doubles(N, N), ntk_doubles(N, N), ntk_doubles(p, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1)};
  return a->K0 && a->K && a->w && a->r0 && a->r && a->lin;
}
static void room_free(room *a) { free(a->K0), free(a->K), free(a->w), free(a->r0), free(a->r), free(a->lin); }

/* The scale at which h = 1, from K(w0), ||y|| and Lip at w0. */
static ntk_status base_scale(const ntk_material *m, room *a, double *alpha, double *lambda_max, ntk_error *err) {
  double low, high, lip;
  ntk_status status = ntk_kernel(m->net.mlp, a->K0);
  if (status == NTK_OK) status = ntk_eigen_ends(m->N, a->K0, &low, &high);
  if (status == NTK_OK) status = ntk_lipschitz(m->net.mlp, 0, &lip);
  if (status != NTK_OK) return ntk_fail(err, status, "moves-less");
  if (!(low > 1e-6 * high)) return ntk_fail(err, NTK_ENUMERIC, "singular kernel");
  *alpha = ntk_kantorovich_h(lip, ntk_norm(m->N, m->y), 1, sqrt(low));
  *lambda_max = high;
  if (!(*alpha > 0)) return ntk_fail(err, NTK_ENUMERIC, "targets 0, or a linear network: no scale");
  return NTK_OK;
}

static ntk_status train(const ntk_material *m, double alpha, double lambda_max, room *a, size_t i, sweep *s, ntk_error *err) {
  const ntk_problem problem = {m->net.map, alpha, m->y, m->net.w0};
  ntk_linearised lin;
  ntk_flow_stats stats;
  ntk_status status = ntk_move(&problem, m->net.w0, a->r0);
  if (status == NTK_OK) status = ntk_linearised_init(&lin, m->N, alpha, a->K0, a->r0);
  if (status != NTK_OK) return ntk_fail(err, status, "moves-less");
  const ntk_flow_options options = {.T = 3 / (alpha * alpha * lin.lambda[0]), .tolerance = 1e-11};
  for (size_t j = 0; j < m->p; j++) a->w[j] = m->net.w0[j];
  status = ntk_flow_run(&problem, &options, a->w, NULL, NULL, &stats, err);
  if (status == NTK_OK) status = ntk_move(&problem, a->w, a->r);
  if (status == NTK_OK) status = ntk_kernel(m->net.mlp, a->K);
  if (status == NTK_OK) {
    const double size = ntk_norm(m->N * m->N, a->K0), off = 10 * stats.error;
    ntk_linearised_residual(&lin, options.T, a->lin);
    s->alpha[i] = alpha;
    s->drift[i] = ntk_distance(m->p, a->w, m->net.w0);
    s->change[i] = ntk_distance(m->N * m->N, a->K, a->K0) / size;
    s->gap[i] = ntk_distance(m->N, a->r, a->lin) / ntk_norm(m->N, a->r0);
    /* K moves by about change / drift for a unit of w, so its own error is off times that; r is off by alpha sqrt(lambda_max) off. */
    if (10 * off > s->drift[i] || 10 * (alpha * sqrt(lambda_max) * off + m->rounding * ntk_norm(m->N, a->r0)) > s->gap[i] * ntk_norm(m->N, a->r0) ||
        10 * m->rounding > s->change[i])
      s->resolved = 0;
  }
  ntk_linearised_clear(&lin);
  return status;
}

static void decide(const sweep *s, ntk_observation *o) {
  const ntk_fit drift = ntk_fit_power(SIZES, s->alpha, s->drift, 0.95), change = ntk_fit_power(SIZES, s->alpha, s->change, 0.95),
                gap = ntk_fit_power(SIZES, s->alpha, s->gap, 0.95);
  const int holds = ntk_moves_less_scales(drift.low, drift.high, NTK_MOVES_LESS_DRIFT_ALPHA) &&
                    ntk_moves_less_falls(change.high, NTK_MOVES_LESS_CHANGE_ALPHA) && ntk_moves_less_falls(gap.high, NTK_MOVES_LESS_CHANGE_ALPHA);
  ntk_observe(o, holds ? NTK_PASS : NTK_FAIL, NAN, "exponents: drift %.3f [%.3f, %.3f], kernel change %.3f <= %.3f, gap %.3f <= %.3f", drift.slope,
              drift.low, drift.high, change.slope, change.high, gap.slope, gap.high);
}

static void compare(const ntk_case *c, ntk_observation *o) {
  ntk_material m;
  room a;
  ntk_error err = {.text = ""};
  sweep s = {.resolved = 1};
  double alpha = NAN, lambda_max = NAN;
  if (!ntk_material_init(&m, c, o)) return;
  ntk_status status = room_alloc(&a, m.N, m.p) ? base_scale(&m, &a, &alpha, &lambda_max, &err) : ntk_fail(&err, NTK_ENOMEM, "out of memory");
  for (size_t i = 0; i < SIZES && status == NTK_OK; i++)
    status = train(&m, ldexp((ntk_starts_antisymmetric(c) ? 2 : 10) * c->kappa * alpha, (int)i), lambda_max, &a, i, &s, &err);
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else if (!s.resolved) ntk_observe(o, NTK_DISCARD, NAN, "not-resolved: the nonlinear part is within the integrator's error");
  else decide(&s, o);
  room_free(&a);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) {
  if (ntk_is_plain(c)) ntk_observe(o, NTK_DISCARD, NAN, "plain: f(w0) != 0");
  else compare(c, o);
}
static void control(const ntk_case *c, ntk_observation *o) {
  ntk_case plain = *c;
  plain.init = 2;
  compare(&plain, o);
}

static void draw(gsl_rng *rng, ntk_case *c) {
  static const size_t activations[] = {1, 2, 3};
  ntk_draw_network(rng, c, NTK_DRAW_OUTPUTS | NTK_DRAW_BUNDLED, 3, 1);
  if (ntk_draw_chance(rng, 0.3)) c->depth = 3;
  for (size_t l = 0; l + 1 < c->depth; l++) c->width[l] = 2 * ntk_draw_size(rng, 8, 32);
  c->activation = activations[gsl_rng_uniform_int(rng, 3)];
  c->kappa = ntk_draw_real(rng, 1, 5); /* how lazy */
}

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 8},
                                   {"antisymmetric", ntk_starts_antisymmetric, 8},
                                   {"k>1", ntk_has_outputs, 8},
                                   {"biases", ntk_has_biases, 10},
                                   {NULL, NULL, 0}};

const ntk_property ntk_property_moves_less = {.id = "moves-less",
                                              .statement = "drift ~ 1/alpha; kernel change and gap to the linearised flow fall at least as fast",
                                              .draw = draw,
                                              .run = run,
                                              .control = control,
                                              .control_what = "plain initialisation, f(w0) != 0",
                                              .control_share = 1,
                                              .labels = labels,
                                              .cases = 30,
                                              .controls = 12};
