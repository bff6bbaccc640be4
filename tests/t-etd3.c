/* The exponential stepper by itself: order, estimate, exactness on linear maps, length, failures. */
#include <float.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/length.h"
#include "flow/linearised.h"
#include "flow/stepper.h"
#include "harness.h"
#include "toy-maps.h"

typedef struct {
  ntk_problem problem;
  void *state;
  double *w, *next, *r, *g;
} bench;

/* In place: the stepper keeps the address of b->problem. */
static void bench_make(bench *b, ntk_map *map, double alpha, const double *y, const double *w0) {
  *b = (bench){.problem = {map, alpha, y, w0}};
  b->state = ntk_stepper_etd3.alloc(&b->problem, 1e-8);
  b->w = calloc(map->p, sizeof(double)), b->next = calloc(map->p, sizeof(double));
  b->r = calloc(map->N, sizeof(double)), b->g = calloc(map->p, sizeof(double));
  memcpy(b->w, w0, map->p * sizeof(double));
}
static ntk_status bench_prepare(bench *b) {
  CU_ASSERT_EQUAL(ntk_move(&b->problem, b->w, b->r), NTK_OK);
  ntk_gradient(&b->problem, b->r, b->g);
  return ntk_stepper_etd3.prepare(b->state, b->w, b->r, b->g);
}
static void bench_clear(bench *b) {
  ntk_stepper_etd3.free(b->state);
  free(b->w), free(b->next), free(b->r), free(b->g);
}

/* w(T) by n equal steps, into out. */
static void fixed_steps(ntk_map *map, double alpha, const double *y, const double *w0, double T, size_t n, double *out) {
  bench b;
  bench_make(&b, map, alpha, y, w0);
  for (size_t k = 0; k < n; k++) {
    CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
    CU_ASSERT_EQUAL(ntk_stepper_etd3.step(b.state, b.w, T / (double)n, b.next).status, NTK_OK);
    memcpy(b.w, b.next, map->p * sizeof(double));
  }
  memcpy(out, b.w, map->p * sizeof(double));
  bench_clear(&b);
}

static void order_three(void) {
  enum { N = 5, REFERENCE = 4096 };
  double y[N], *w0;
  toy *t = toy_net(N, 3, 8, 3, &w0);
  for (size_t i = 0; i < N; i++) y[i] = i % 2 ? 1.0 : -1.0;
  double *reference = calloc(t->map.p, sizeof(double)), *w = calloc(t->map.p, sizeof(double)), before = 0.0;
  fixed_steps(&t->map, 1.5, y, w0, 4.0, REFERENCE, reference);
  for (size_t n = 16; n <= 256; n *= 2) {
    fixed_steps(&t->map, 1.5, y, w0, 4.0, n, w);
    const double error = ntk_distance(t->map.p, w, reference);
    if (n >= 64) NTK_NEAR(log2(before / error), 3.0, 0.2);
    before = error;
  }
  free(reference), free(w), free(w0), toy_free(t);
}

/* The estimate of one step is O(h^3), the step's own error O(h^4), and the estimate is above it. */
static void estimate(void) {
  enum { N = 5 };
  double y[N], *w0, before = 0.0, error_before = 0.0;
  toy *t = toy_net(N, 3, 8, 4, &w0);
  for (size_t i = 0; i < N; i++) y[i] = i % 2 ? 1.0 : -1.0;
  double *fine = calloc(t->map.p, sizeof(double));
  bench b;
  bench_make(&b, &t->map, 1.0, y, w0);
  CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
  for (double h = 0.4; h > 0.002; h *= 0.5) {
    const ntk_step_result result = ntk_stepper_etd3.step(b.state, b.w, h, b.next);
    fixed_steps(&t->map, 1.0, y, w0, h, 64, fine);
    const double error = ntk_distance(t->map.p, b.next, fine);
    CU_ASSERT(error < result.error);
    if (h < 0.15) NTK_NEAR(log2(before / result.error), 3.0, 0.2);
    if (h < 0.03) NTK_NEAR(log2(error_before / error), 4.0, 0.2);
    before = result.error;
    error_before = error;
  }
  bench_clear(&b), free(fine), free(w0), toy_free(t);
}

/* One step over many decades of decay: exact up to the rounding that the step itself states; the estimate does not exceed that by more
   than a factor 10 either. */
static void linear_is_exact(void) {
  for (double kappa = 1e2; kappa <= 1e8; kappa *= 1e3) {
    enum { N = 10, P = 15 };
    double y[N], w0[P] = {0}, K[N * N], q[N], u[P];
    ntk_linearised lin;
    toy *t = toy_stiff(N, P, kappa, 0.0, 5, y);
    bench b;
    bench_make(&b, &t->map, 2.0, y, w0);
    CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
    t->map.kernel(t, K);
    CU_ASSERT_EQUAL(ntk_linearised_init(&lin, N, 2.0, K, b.r), NTK_OK);
    for (double h = 0.01; h < kappa; h *= 100.0) {
      const ntk_step_result result = ntk_stepper_etd3.step(b.state, b.w, h, b.next);
      CU_ASSERT_EQUAL(result.status, NTK_OK);
      ntk_linearised_dual(&lin, h, q);
      t->map.vjp(t, q, u);
      for (size_t i = 0; i < P; i++) u[i] *= -2.0;
      CU_ASSERT(ntk_distance(P, b.next, u) <= result.rounding);
      CU_ASSERT(result.error <= 10.0 * result.rounding);
      CU_ASSERT(result.rounding <= 1e3 * N * N * DBL_EPSILON * kappa);
      CU_ASSERT_EQUAL(ntk_sum_squares(P, b.w), 0.0);
    }
    ntk_linearised_clear(&lin);
    bench_clear(&b), toy_free(t);
  }
}

/* ETD3RK as Cox and Matthews write it, on z = (w, r) for f = w^3, in long double, phi_j(h L) as 2 x 2 power series: w+ and the estimate. */
typedef struct { long double a[2][2]; } matrix2;
typedef struct { long double w, r; } pair;

static matrix2 phi_matrix(unsigned j, long double h, long double a) { /* phi_j(h L), L = [[0, -a], [0, -a^2]] */
  const long double L[2][2] = {{0.0L, -a * h}, {0.0L, -a * a * h}};
  matrix2 sum = {{{0.0L, 0.0L}, {0.0L, 0.0L}}}, term = {{{1.0L, 0.0L}, {0.0L, 1.0L}}};
  long double weight = 1.0L;
  for (unsigned i = 1; i <= j; i++) weight /= i;
  for (unsigned k = 1; k < 60; k++) {
    matrix2 next;
    for (unsigned r = 0; r < 2; r++)
      for (unsigned c = 0; c < 2; c++) {
        sum.a[r][c] += weight * term.a[r][c];
        next.a[r][c] = term.a[r][0] * L[0][c] + term.a[r][1] * L[1][c];
      }
    term = next;
    weight /= j + k;
  }
  return sum;
}
static pair add(pair x, long double factor, matrix2 M, pair y) {
  return (pair){x.w + factor * (M.a[0][0] * y.w + M.a[0][1] * y.r), x.r + factor * (M.a[1][0] * y.w + M.a[1][1] * y.r)};
}
static pair rest(pair z, long double a) { /* F(z) - L z */
  const long double A = 2.0L * 3.0L * z.w * z.w; /* alpha = 2 */
  return (pair){-A * z.r + a * z.r, -A * A * z.r + a * a * z.r};
}
static void cube(toy *t, const double *w) {
  t->f[0] = w[0] * w[0] * w[0];
  t->J[0] = 3.0 * w[0] * w[0];
}

static void written_out(void) {
  const double y = 3.0, w0 = 0.5;
  toy *t = toy_alloc(1, 1, cube);
  bench b;
  bench_make(&b, &t->map, 2.0, &y, &w0);
  CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
  const pair z = {0.5L, 2.0L * 0.125L - 3.0L}, none = {0.0L, 0.0L};
  const long double a = 2.0L * 3.0L * 0.25L;
  for (double h = 0.01; h < 2.0; h *= 1.7) {
    const matrix2 half = phi_matrix(0, h / 2, a), p0 = phi_matrix(0, h, a), p1 = phi_matrix(1, h, a), p2 = phi_matrix(2, h, a), p3 = phi_matrix(3, h, a);
    const pair u2 = add(none, 1.0L, half, z), n2 = rest(u2, a);
    const pair u3 = add(add(none, 1.0L, p0, z), 2.0L * h, p1, n2), n3 = rest(u3, a);
    pair next = add(none, 1.0L, p0, z);
    next = add(add(next, 4.0L * h, p2, n2), -8.0L * h, p3, n2);
    next = add(add(next, 4.0L * h, p3, n3), -1.0L * h, p2, n3);
    pair lower = add(add(none, 1.0L, p0, z), 2.0L * h, p2, n2);
    const long double departure = 2.0L * next.w * next.w * next.w - 3.0L - next.r;
    const double estimate_1 = (double)fabsl(next.w - lower.w), estimate_2 = (double)fabsl(departure * (1.0L - expl(-a * a * h)) / a);
    const ntk_step_result result = ntk_stepper_etd3.step(b.state, b.w, h, b.next);
    NTK_NEAR(b.next[0], (double)next.w, 64.0 * DBL_EPSILON * (1.0 + h) * (1.0 + fabs(b.next[0])));
    NTK_NEAR(result.error, estimate_1 + estimate_2, 64.0 * DBL_EPSILON * (1.0 + h) * (1.0 + estimate_1 + estimate_2));
  }
  bench_clear(&b), toy_free(t);
}

static void product(toy *t, const double *w) {
  t->f[0] = w[0] * w[1];
  t->J[0] = w[1], t->J[1] = w[0];
}

/* Beside the saddle of w1 w2 the residual is -1 and errors along the motion grow like e^t; on the way in they do not. */
static void growth(void) {
  const double y = 1.0, out[2] = {0.01, 0.01}, in[2] = {3.0, 3.0};
  toy *t = toy_alloc(1, 2, product);
  bench b;
  bench_make(&b, &t->map, 1.0, &y, out);
  CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
  NTK_NEAR(ntk_stepper_etd3.step(b.state, b.w, 0.01, b.next).growth, 0.01, 1e-4);
  bench_clear(&b);
  bench_make(&b, &t->map, 1.0, &y, in);
  CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
  CU_ASSERT_EQUAL(ntk_stepper_etd3.step(b.state, b.w, 0.01, b.next).growth, 0.0);
  bench_clear(&b), toy_free(t);
}

/* A step so long that every stage residual has decayed: the classical estimate sees nothing, the residual's departure does. */
static void blind_estimate(void) {
  enum { N = 4, P = 6 };
  double y[N], w0[P] = {0};
  toy *t = toy_stiff(N, P, 4.0, 0.4, 6, y);
  bench b;
  bench_make(&b, &t->map, 1.0, y, w0);
  CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
  double *fine = calloc(P, sizeof(double));
  fixed_steps(&t->map, 1.0, y, w0, 2000.0, 20000, fine);
  const ntk_step_result result = ntk_stepper_etd3.step(b.state, b.w, 2000.0, b.next);
  const double error = ntk_distance(P, b.next, fine);
  CU_ASSERT(error > 1e-3);
  CU_ASSERT(result.error > 0.5 * error);
  bench_clear(&b), free(fine), toy_free(t);
}

static void path_length(void) {
  /* One mode: the length is 1 - exp(-lambda h), the speed lambda exp(-lambda t). */
  const double one = 1.0, c = 3.0;
  double end;
  for (double h = 1e-3; h < 1e4; h *= 10.0) {
    NTK_NEAR(ntk_linear_length(1, &one, &c, h, &end), -3.0 * expm1(-h), 3e-13);
    NTK_NEAR(end, 3.0 * exp(-h), 1e-15);
  }
  /* Seven decades of modes: between the fine trapezoid rule's length less 1e-9 and 1e-4 above it. */
  enum { N = 8 };
  double lambda[N], modes[N], fine = 0.0;
  for (size_t j = 0; j < N; j++) lambda[j] = pow(10.0, -(double)j), modes[j] = sqrt(lambda[j]);
  const double h = 1e8, ratio = 1.0005;
  double t = 0.0, before = 0.0;
  for (double next = 0.0; t < h; next = next == 0.0 ? 1e-5 : fmin(next * ratio, h)) {
    double square = 0.0;
    for (size_t j = 0; j < N; j++) square += lambda[j] * modes[j] * modes[j] * exp(-2.0 * lambda[j] * next);
    fine += 0.5 * (next - t) * (before + sqrt(square));
    before = sqrt(square), t = next;
  }
  const double length = ntk_linear_length(N, lambda, modes, h, NULL);
  CU_ASSERT(length >= fine * (1.0 - 1e-6) && length <= fine * (1.0 + 1e-4));
  /* The logarithmic mean: its limits and its series. */
  NTK_NEAR(ntk_logarithmic_mean(2.0, 2.0), 2.0, 4.0 * DBL_EPSILON);
  NTK_NEAR(ntk_logarithmic_mean(exp(1.0), 1.0), exp(1.0) - 1.0, 8.0 * DBL_EPSILON);
  NTK_NEAR(ntk_logarithmic_mean(exp(0.0199), 1.0), expm1(0.0199) / 0.0199, 1e-13);
  NTK_NEAR(ntk_logarithmic_mean(1.0, 0.0), 0.5, 0.0);
}

static void poison(toy *t, const double *w) {
  (void)w;
  for (size_t i = 0; i < t->map.N; i++) t->f[i] = (double)NAN;
}

static void failures(void) {
  enum { N = 4, P = 6 };
  double y[N], w0[P] = {0};
  toy *t = toy_stiff(N, P, 4.0, 0.4, 6, y);
  unsigned long count = 1;
  ntk_problem problem = {&t->map, 1.0, y, w0};
  for (; count < 40; count++) {
    ntk_alloc_fail_at(count);
    void *state = ntk_stepper_etd3.alloc(&problem, 1e-8);
    ntk_alloc_fail_at(0);
    if (state == NULL) continue;
    ntk_stepper_etd3.free(state);
    break;
  }
  CU_ASSERT_EQUAL(count, 17);
  bench b;
  bench_make(&b, &t->map, 1.0, y, w0);
  CU_ASSERT_EQUAL(bench_prepare(&b), NTK_OK);
  t->fail_at = t->moves + 2; /* the second move of the step */
  CU_ASSERT_EQUAL(ntk_stepper_etd3.step(b.state, b.w, 1.0, b.next).status, NTK_ENUMERIC);
  t->fail_at = 0;
  CU_ASSERT_EQUAL(ntk_stepper_etd3.step(b.state, b.w, 1.0, b.next).status, NTK_OK);
  t->evaluate = poison;
  CU_ASSERT_EQUAL(ntk_stepper_etd3.step(b.state, b.w, 1.0, b.next).status, NTK_ENUMERIC);
  bench_clear(&b), toy_free(t);
}

static void names(void) {
  CU_ASSERT(ntk_stepper_find("auto") == &ntk_stepper_etd3);
  CU_ASSERT(ntk_stepper_find("etd3") == &ntk_stepper_etd3);
  CU_ASSERT(ntk_stepper_find("rkf45") == &ntk_stepper_rkf45);
  CU_ASSERT(ntk_stepper_find("rk8pd") == &ntk_stepper_rk8pd);
  CU_ASSERT(ntk_stepper_find("msadams") == &ntk_stepper_msadams);
  CU_ASSERT(ntk_stepper_find("euler") == NULL);
}

NTK_TESTS("etd3", {"order 3 by refinement", order_three}, {"the estimate is O(h^3), above the O(h^4) error", estimate},
          {"exact on linear maps at any step", linear_is_exact}, {"the formulas, written out", written_out}, {"growth of earlier errors", growth},
          {"not blind where the residual has decayed", blind_estimate},
          {"path length", path_length}, {"memory, NaN and maps that fail", failures}, {"steppers by name", names})
