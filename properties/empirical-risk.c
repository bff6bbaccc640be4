/* empirical-risk on random networks: the gradient of R, by one batched backward pass, is the sum of the examples' gradients, each by the naive
   pass (one example, one output, plain loops); R likewise. The point is w0 plus a random step, so that f != 0 when centred too.
   Error per coordinate: C L (m + d) eps alpha sum_i |r_i| scale_i (scale.h), C = 4. Control: one example is left out. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include "claim/empirical-risk.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/problem.h"
#include "material.h"
#include "model/naive-net.h"
#include "scale.h"

static const double C = 4;

typedef struct {
  double *w, *r, *whole, *sum, *g, *error;
} room;

static int room_alloc(room *a, size_t N, size_t p) {
  *a = (room){ntk_doubles(p, 1), ntk_doubles(N, 1), ntk_doubles(p + 1, 1), ntk_doubles(p + 1, 1), ntk_doubles(p, 1), ntk_doubles(p + 1, 1)};
  return a->w && a->r && a->whole && a->sum && a->g && a->error;
}
static void room_free(room *a) { free(a->w), free(a->r), free(a->whole), free(a->sum), free(a->g), free(a->error); }

/* Moves to w0 plus a normal step of deviation 0.1, and computes the whole gradient and the loss (entry p). */
static ntk_status whole_gradient(const ntk_material *m, const ntk_case *c, room *a) {
  const ntk_problem problem = {m->net.map, c->alpha, m->y, m->net.w0};
  gsl_rng *rng = ntk_case_rng(c);
  if (rng == NULL) return NTK_ENOMEM;
  for (size_t j = 0; j < m->p; j++) a->w[j] = m->net.w0[j] + gsl_ran_gaussian_ziggurat(rng, 0.1);
  gsl_rng_free(rng);
  const ntk_status status = ntk_move(&problem, a->w, a->r);
  if (status != NTK_OK) return status;
  ntk_gradient(&problem, a->r, a->whole);
  a->whole[m->p] = ntk_loss(m->N, a->r);
  return NTK_OK;
}

/* Adds the gradients of examples 0..count-1 to sum and their losses to entry p; *scale: sum |alpha r_i| scale_i over all examples.
 *left: the largest norm of what an example from count on would add. */
static ntk_status add_examples(const ntk_material *m, const ntk_case *c, room *a, size_t count, double *scale, double *left) {
  *scale = *left = 0;
  for (size_t i = 0; i < c->n; i++)
    for (size_t o = 0; o < c->k; o++) {
      const double r = a->r[i * c->k + o];
      const ntk_status status = ntk_naive_gradient(&m->arch, m->net.mlp->theta, gsl_matrix_const_ptr(m->data->x, i, 0), o, a->g);
      if (status != NTK_OK) return status;
      double size;
      const ntk_status sized = ntk_gradient_scale(&m->arch, m->net.mlp->theta, gsl_matrix_const_ptr(m->data->x, i, 0), o, &size);
      if (sized != NTK_OK) return sized;
      *scale += fabs(c->alpha * r) * size;
      if (i >= count) *left = fmax(*left, fabs(c->alpha * r) * ntk_norm(m->p, a->g));
      else {
        ntk_axpy(m->p, c->alpha * r, a->g, a->sum);
        a->sum[m->p] += 0.5 * r * r;
      }
    }
  return NTK_OK;
}

static void compare(const ntk_case *c, int control, ntk_observation *o) {
  ntk_material m;
  room a;
  double scale, left;
  if (!ntk_material_init(&m, c, o)) return;
  ntk_status status = room_alloc(&a, m.N, m.p) ? whole_gradient(&m, c, &a) : NTK_ENOMEM;
  if (status == NTK_OK) status = add_examples(&m, c, &a, c->n - (size_t)control, &scale, &left);
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "empirical-risk"});
  else {
    for (size_t j = 0; j < m.p; j++) a.error[j] = C * m.rounding * scale;
    a.error[m.p] = C * m.rounding * a.whole[m.p];
    if (control) a.sum[m.p] = a.whole[m.p]; /* the gradient alone must show it */
    if (control && left <= 2 * a.error[0] * sqrt((double)m.p))
      ntk_observe(o, NTK_DISCARD, NAN, "no-gradient: the last example's gradient is rounding");
    else ntk_observe_agree(o, "gradient", ntk_empirical_risk(m.p + 1, a.whole, a.sum, a.error), m.p + 1, a.whole, a.sum, a.error);
  }
  room_free(&a);
  ntk_material_clear(&m);
}

static void draw(gsl_rng *rng, ntk_case *c) { ntk_draw_network(rng, c, NTK_DRAW_ALL, 8, 24); }
static void run(const ntk_case *c, ntk_observation *o) { compare(c, 0, o); }
static void control(const ntk_case *c, ntk_observation *o) { compare(c, 1, o); }

static const ntk_label labels[] = {
    {"depth>=3", ntk_is_deep, 20},  {"k>1", ntk_has_outputs, 15}, {"relu", ntk_is_relu, 10},         {"biases", ntk_has_biases, 20},
    {"bundled", ntk_is_bundled, 8}, {"n=1", ntk_is_one_row, 4},   {"standard", ntk_is_standard, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_empirical_risk = {.id = "empirical-risk",
                                                  .statement = "grad R = sum_i grad l_i, R = sum_i l_i",
                                                  .draw = draw,
                                                  .run = run,
                                                  .control = control,
                                                  .control_what = "the last example left out of the sum",
                                                  .control_share = 1,
                                                  .labels = labels,
                                                  .cases = 600,
                                                  .controls = 100};
