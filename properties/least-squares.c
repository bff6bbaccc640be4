/* least-squares on the linear models of random networks: the library's gradient descent on f(w) = J0 w, J0 the network's explicit Jacobian, against
   the matrix recursion r_{t+1} = (I - eta alpha^2 K) r_t, K = J0 J0^T. eta = step / (alpha^2 lambda_max(K)): no growth, so errors only add up, C (t +
   1) N (N + p) eps 2 ||y||, C = 2 (K's rounding is p N eps lambda_max, a step's N + p products). Control: one factor alpha dropped, as in the notes. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include "claim/least-squares.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "kernel/spectrum.h"
#include "material.h"

static const double C = 2;

typedef struct {
  double *J, *K, *w, *zero, *value, *expected, *error, *Kr;
} room;

static int room_alloc(room *a, size_t N, size_t p) {
  *a = (room){ntk_doubles(N, p), ntk_doubles(N, N), ntk_doubles(p, 1), ntk_doubles(p, 1),
              ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1)};
  return a->J && a->K && a->w && a->zero && a->value && a->expected && a->error && a->Kr;
}
static void room_free(room *a) { free(a->J), free(a->K), free(a->w), free(a->zero), free(a->value), free(a->expected), free(a->error), free(a->Kr); }

/* r := (I - rate K)^steps r */
static void recur(size_t N, const double *K, double rate, size_t steps, double *r, double *Kr) {
  for (size_t t = 0; t < steps; t++) {
    for (size_t i = 0; i < N; i++) Kr[i] = ntk_dot(N, K + i * N, r);
    ntk_axpy(N, -rate, Kr, r);
  }
}

/* K := J J^T by plain loops: off by p eps ||J||_F^2 <= p N eps lambda_max at most. */
static void gram(size_t N, size_t p, const double *J, double *K) {
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < N; j++) K[i * N + j] = ntk_dot(p, J + i * p, J + j * p);
}

static ntk_status experiment(const ntk_material *m, const ntk_case *c, double power, room *a) {
  double low, high;
  ntk_error err;
  ntk_status status = ntk_jacobian(m->net.mlp, a->J);
  gram(m->N, m->p, a->J, a->K);
  if (status == NTK_OK) status = ntk_eigen_ends(m->N, a->K, &low, &high);
  if (status == NTK_OK && !(high > 0)) status = NTK_ENUMERIC;
  ntk_map *map = ntk_linear_map(m->N, m->p, a->J, NULL);
  if (map == NULL) status = NTK_ENOMEM;
  if (status == NTK_OK) {
    const ntk_problem problem = {map, c->alpha, m->y, a->zero};
    const double eta = c->step / (c->alpha * c->alpha * high);
    const ntk_descent_options options = {.kind = NTK_GD, .eta = eta, .steps = c->steps};
    status = ntk_descent_run(&problem, &options, a->w, NULL, NULL, NULL, &err);
    if (status == NTK_OK) status = ntk_move(&problem, a->w, a->value);
    for (size_t i = 0; i < m->N; i++) a->expected[i] = -m->y[i];
    recur(m->N, a->K, eta * pow(c->alpha, power), c->steps, a->expected, a->Kr);
    const double size = 2 * ntk_norm(m->N, m->y);
    for (size_t i = 0; i < m->N; i++) a->error[i] = C * (double)(c->steps + 1) * (double)(m->N * (m->N + m->p)) * DBL_EPSILON * size;
  }
  if (map != NULL) ntk_linear_map_free(map);
  return status;
}

/* ||r_t - r_0||, r_0 = -y */
static double moved(size_t N, const double *r, const double *y) {
  double squares = 0;
  for (size_t i = 0; i < N; i++) squares += (r[i] + y[i]) * (r[i] + y[i]);
  return sqrt(squares);
}

static void compare(const ntk_case *c, double power, ntk_observation *o) {
  ntk_material m;
  room a;
  if (!ntk_material_init(&m, c, o)) return;
  const ntk_status status = room_alloc(&a, m.N, m.p) ? experiment(&m, c, power, &a) : NTK_ENOMEM;
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "least-squares: the kernel is 0 or not finite"});
  else if (power != 2 && moved(m.N, a.value, m.y) <= 100 * a.error[0]) ntk_observe(o, NTK_DISCARD, NAN, "stands-still: K r_0 = 0");
  else ntk_observe_agree(o, "residual", ntk_least_squares(m.N, a.value, a.expected, a.error), m.N, a.value, a.expected, a.error);
  room_free(&a);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, 2, o); }
static void control(const ntk_case *c, ntk_observation *o) {
  if (fabs(c->alpha - 1) < 0.05) ntk_observe(o, NTK_DISCARD, NAN, "alpha: is 1, a lost factor does not show");
  else compare(c, 1, o);
}

static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_ALL, 6, 24);
  c->steps = ntk_draw_size(rng, 1, 60);
  c->step = ntk_draw_real(rng, 0.05, 1);
}

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 15},      {"k>1", ntk_has_outputs, 10},         {"relu", ntk_is_relu, 8},
                                   {"duplicate", ntk_is_duplicate, 5}, {"alpha<1", ntk_has_small_alpha, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_least_squares = {.id = "least-squares",
                                                 .statement = "GD on the linear model: r_{t+1} = (I - eta A A^T) r_t, A = alpha J0",
                                                 .draw = draw,
                                                 .run = run,
                                                 .control = control,
                                                 .control_what = "one factor alpha dropped",
                                                 .control_share = 1,
                                                 .labels = labels,
                                                 .cases = 400,
                                                 .controls = 100};
