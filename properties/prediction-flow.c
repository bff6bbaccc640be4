/* prediction-flow on random networks: d/dt alpha f = -alpha^2 K r, K the layer-wise kernel, the left side by central differences of alpha f along v =
   w', at w0 plus a random step. D(h/2) is off by 4/3 ||D(h) - D(h/2)|| (four times the third of the h^2 term, which dominates: h ||v|| = 1e-4) and by
   rounding, C L (m + d) eps (alpha sum scale_i ||theta|| + |y|) / h, C = 8 (scale.h). The linearised model's derivative is the same with J0. Control:
   the notes' lost factor alpha, or for alpha near 1 the flipped sign. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include "claim/prediction-flow.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/problem.h"
#include "material.h"
#include "scale.h"

static const double C = 8;

typedef struct {
  double *w, *v, *moved, *r, *K, *D, *half, *minus, *expected, *error;
} room;

static int room_alloc(room *a, size_t N, size_t p) {
  *a = (room){ntk_doubles(p, 1), ntk_doubles(p, 1), ntk_doubles(p, 1), ntk_doubles(N, 1), ntk_doubles(N, N),
              ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1)};
  return a->w && a->v && a->moved && a->r && a->K && a->D && a->half && a->minus && a->expected && a->error;
}
static void room_free(room *a) {
  free(a->w), free(a->v), free(a->moved), free(a->r), free(a->K), free(a->D), free(a->half), free(a->minus), free(a->expected), free(a->error);
}

/* D := (r(w + h v) - r(w - h v)) / (2 h), which is the difference of alpha f. */
static ntk_status difference(const ntk_problem *problem, size_t N, size_t p, room *a, double h, double *D) {
  for (size_t j = 0; j < p; j++) a->moved[j] = a->w[j] + h * a->v[j];
  ntk_status status = ntk_move(problem, a->moved, D);
  for (size_t j = 0; j < p; j++) a->moved[j] = a->w[j] - h * a->v[j];
  if (status == NTK_OK) status = ntk_move(problem, a->moved, a->minus);
  for (size_t i = 0; i < N; i++) D[i] = (D[i] - a->minus[i]) / (2 * h);
  return status;
}

/* What a residual's entry may be off by: |f_o| without cancellation is at most the gradient's scale over all layers times ||theta||. */
static ntk_status rounding_of_r(const ntk_material *m, const ntk_case *c, double *rounding) {
  ntk_arch all = m->arch;
  all.train = NTK_TRAIN_ALL;
  const double size = ntk_norm(ntk_arch_params(&all), m->net.mlp->theta);
  *rounding = 0;
  for (size_t i = 0; i < m->N; i++) {
    double scale;
    const ntk_status status = ntk_gradient_scale(&all, m->net.mlp->theta, gsl_matrix_const_ptr(m->data->x, i / c->k, 0), i % c->k, &scale);
    if (status != NTK_OK) return status;
    *rounding += C * m->rounding * (c->alpha * scale * size + fabs(m->y[i]));
  }
  return NTK_OK;
}

static ntk_status experiment(const ntk_material *m, const ntk_case *c, double factor, room *a) {
  const ntk_problem problem = {m->net.map, c->alpha, m->y, m->net.w0};
  double rounding = 0;
  gsl_rng *rng = ntk_case_rng(c);
  if (rng == NULL) return NTK_ENOMEM;
  for (size_t j = 0; j < m->p; j++) a->w[j] = m->net.w0[j] + gsl_ran_gaussian_ziggurat(rng, 0.1);
  gsl_rng_free(rng);
  ntk_status status = ntk_move(&problem, a->w, a->r);
  if (status != NTK_OK) return status;
  ntk_gradient(&problem, a->r, a->v);
  for (size_t j = 0; j < m->p; j++) a->v[j] = -a->v[j];
  const double speed = ntk_norm(m->p, a->v), h = 1e-4 / speed;
  if (!(speed > 0) || !isfinite(h)) return NTK_ENUMERIC;
  status = ntk_kernel(m->net.mlp, a->K);
  for (size_t i = 0; i < m->N; i++) a->expected[i] = factor * ntk_dot(m->N, a->K + i * m->N, a->r);
  if (status == NTK_OK) status = rounding_of_r(m, c, &rounding);
  if (status == NTK_OK) status = difference(&problem, m->N, m->p, a, h, a->D);
  if (status == NTK_OK) status = difference(&problem, m->N, m->p, a, h / 2, a->half);
  const double change = ntk_distance(m->N, a->D, a->half);
  for (size_t i = 0; i < m->N; i++) a->error[i] = 4.0 / 3 * change + rounding / h;
  return status;
}

static void compare(const ntk_case *c, double factor, ntk_observation *o) {
  ntk_material m;
  room a;
  if (!ntk_material_init(&m, c, o)) return;
  const ntk_status status = room_alloc(&a, m.N, m.p) ? experiment(&m, c, factor, &a) : NTK_ENOMEM;
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "prediction-flow: it stands still, or is not finite"});
  else if (a.error[0] > 0.01 * ntk_norm(m.N, a.D))
    ntk_observe(o, NTK_DISCARD, NAN, "error-too-large: %.3g against ||d/dt alpha f|| = %.3g", a.error[0], ntk_norm(m.N, a.D));
  else ntk_observe_agree(o, "d/dt alpha f", ntk_prediction_flow(m.N, a.half, a.expected, a.error), m.N, a.half, a.expected, a.error);
  room_free(&a);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, -c->alpha * c->alpha, o); }
static void control(const ntk_case *c, ntk_observation *o) { compare(c, fabs(c->alpha - 1) < 0.05 ? c->alpha * c->alpha : -c->alpha, o); }
static void draw(gsl_rng *rng, ntk_case *c) { ntk_draw_network(rng, c, NTK_DRAW_ALL & ~NTK_DRAW_RELU, 6, 24); }

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 15},        {"k>1", ntk_has_outputs, 10},
                                   {"biases", ntk_has_biases, 15},       {"part trained", ntk_is_partly_trained, 10},
                                   {"alpha<1", ntk_has_small_alpha, 10}, {NULL, NULL, 0}};

const ntk_property ntk_property_prediction_flow = {.id = "prediction-flow",
                                                   .statement = "along the flow d/dt alpha f = -alpha^2 J J^T r",
                                                   .draw = draw,
                                                   .run = run,
                                                   .control = control,
                                                   .control_what = "a factor alpha lost (alpha near 1: the sign flipped)",
                                                   .control_share = 1,
                                                   .labels = labels,
                                                   .cases = 300,
                                                   .controls = 100};
