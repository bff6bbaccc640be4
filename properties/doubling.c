/* doubling on random networks, step by step: gradient descent of F(w1, w2) = f(w1) + f(w2) at alpha with step eta is, copy by copy, that of f at 2
   alpha with step eta/2 (time halved); drift is sqrt 2 times, K twice that of one copy. Both sides differ by factors of 2 only, so the iterates agree
   up to 4 (t + 1) eps (||w|| + drift) however large the network. Control: the same step, that is, time not halved. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include "claim/doubling.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "material.h"

typedef struct {
  double *W0, *W, *w, *K, *K2, *value, *expected, *error;
} room;

static int room_alloc(room *a, size_t N, size_t p) {
  const size_t entries = 2 * p + 1 + N * N;
  *a = (room){ntk_doubles(2 * p, 1), ntk_doubles(2 * p, 1),   ntk_doubles(p, 1),       ntk_doubles(N, N),
              ntk_doubles(N, N),     ntk_doubles(entries, 1), ntk_doubles(entries, 1), ntk_doubles(entries, 1)};
  return a->W0 && a->W && a->w && a->K && a->K2 && a->value && a->expected && a->error;
}
static void room_free(room *a) { free(a->W0), free(a->W), free(a->w), free(a->K), free(a->K2), free(a->value), free(a->expected), free(a->error); }

static ntk_status descend(const ntk_problem *problem, double eta, size_t steps, double *w) {
  const ntk_descent_options options = {.kind = NTK_GD, .eta = eta, .steps = steps};
  ntk_error err;
  for (size_t j = 0; j < problem->map->p; j++) w[j] = problem->w0[j];
  return ntk_descent_run(problem, &options, w, NULL, NULL, NULL, &err);
}

/* eta: c->step / (alpha^2 trace of F's kernel) keeps it tame. */
static ntk_status experiment(const ntk_material *m, const ntk_case *c, double half, ntk_map *two, ntk_map *doubled, room *a) {
  const size_t p = m->p, NN = m->N * m->N;
  for (size_t j = 0; j < 2 * p; j++) a->W0[j] = m->net.w0[j % p];
  ntk_status status = doubled->at(doubled->context, a->W0);
  if (status == NTK_OK) status = doubled->kernel(doubled->context, a->K2);
  if (status == NTK_OK) status = two->kernel(two->context, a->K);
  double trace = 0;
  for (size_t i = 0; i < m->N; i++) trace += a->K2[i * m->N + i];
  if (status == NTK_OK && !(trace > 0)) status = NTK_ENUMERIC;
  const double eta = c->step / (c->alpha * c->alpha * trace);
  const ntk_problem both = {doubled, c->alpha, m->y, a->W0}, one = {m->net.map, 2 * c->alpha, m->y, m->net.w0};
  if (status == NTK_OK) status = descend(&both, eta, c->steps, a->W);
  if (status == NTK_OK) status = descend(&one, half * eta, c->steps, a->w);
  const double drift = ntk_distance(p, a->w, m->net.w0);
  const double error = 4 * (double)(c->steps + 1) * DBL_EPSILON * (ntk_norm(p, m->net.w0) + drift);
  for (size_t j = 0; j < 2 * p; j++) a->value[j] = a->W[j], a->expected[j] = a->w[j % p], a->error[j] = error;
  a->value[2 * p] = ntk_distance(2 * p, a->W, a->W0);
  a->expected[2 * p] = sqrt(2) * drift;
  a->error[2 * p] = 4 * error + (double)p * DBL_EPSILON * drift;
  for (size_t i = 0; i < NN; i++)
    a->value[2 * p + 1 + i] = a->K2[i], a->expected[2 * p + 1 + i] = 2 * a->K[i], a->error[2 * p + 1 + i] = 4 * DBL_EPSILON * fabs(a->K[i]);
  return status;
}

static void compare(const ntk_case *c, double half, ntk_observation *o) {
  ntk_material m, copy;
  room a = {0};
  if (!ntk_material_init(&m, c, o)) return;
  if (!ntk_material_init(&copy, c, o)) {
    ntk_material_clear(&m);
    return;
  }
  const size_t entries = 2 * m.p + 1 + m.N * m.N;
  ntk_map *doubled = ntk_doubled_map(m.net.map, copy.net.map);
  const ntk_status status = doubled != NULL && room_alloc(&a, m.N, m.p) ? experiment(&m, c, half, copy.net.map, doubled, &a) : NTK_ENOMEM;
  const double drift = status == NTK_OK ? ntk_distance(m.p, a.w, m.net.w0) : 0;
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "doubling: the kernel is 0, or the descent diverged"});
  else if (half == 1 && drift <= 1e-9 * ntk_norm(m.p, m.net.w0)) ntk_observe(o, NTK_DISCARD, NAN, "stands-still: drift %.3g", drift);
  else ntk_observe_agree(o, "weights, drift, kernel", ntk_doubling(entries, a.value, a.expected, a.error), entries, a.value, a.expected, a.error);
  if (doubled != NULL) ntk_doubled_map_free(doubled);
  room_free(&a);
  ntk_material_clear(&copy);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, 0.5, o); }
static void control(const ntk_case *c, ntk_observation *o) { compare(c, 1, o); }

/* f(w0) = 0: otherwise F starts at 2 f(w0), which is f at 2 alpha as well; plain initialisation is allowed too. */
static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_ALL, 5, 16);
  c->steps = ntk_draw_size(rng, 1, 25);
  c->step = ntk_draw_real(rng, 0.05, 1);
}

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 15}, {"k>1", ntk_has_outputs, 10},   {"relu", ntk_is_relu, 8},
                                   {"plain", ntk_is_plain, 10},   {"biases", ntk_has_biases, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_doubling = {
    .id = "doubling",
    .statement = "F = f(w1) + f(w2) at alpha moves as f at 2 alpha in half the time; drift sqrt 2 times, K twice",
    .draw = draw,
    .run = run,
    .control = control,
    .control_what = "time not halved",
    .control_share = 1,
    .labels = labels,
    .cases = 300,
    .controls = 100};
