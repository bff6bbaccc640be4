/* sgd-unbiased on random networks, exactly and by test. Exactly: over all subsets of `batch` of n <= 6 examples, the mean of the rescaled gradients
   is the whole gradient and the sum of their variances n^2 s^2 (n - K) / (K (n - 1)), s^2 the examples'. Tested: the library draws every subset
   alike, chi-squared over 200 draws a subset (upper and lower tail: too even is wrong too). Control: the library draws among the first n - 1 examples
   only. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include "check/gradients.h"
#include "claim/sgd-unbiased.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "draw.h"
#include "flow/descent.h"
#include "flow/problem.h"
#include "material.h"
#include "stats/stats.h"

#define ROWS 6
#define DRAWS 200

static size_t bits(size_t set) {
  size_t count = 0;
  for (; set != 0; set &= set - 1) count++;
  return count;
}

/* G: n gradients of p. Coordinate by coordinate; rounding: 64 eps of n sum |g_i|, and of its square. */
static int moments_agree(size_t n, size_t p, size_t K, const double *G, char text[200]) {
  for (size_t j = 0; j < p; j++) {
    double sum = 0, absolute = 0, squares = 0, mean = 0, second = 0, subsets = 0;
    for (size_t i = 0; i < n; i++) sum += G[i * p + j], absolute += fabs(G[i * p + j]);
    for (size_t i = 0; i < n; i++) squares += (G[i * p + j] - sum / (double)n) * (G[i * p + j] - sum / (double)n);
    for (size_t set = 0; set < (size_t)1 << n; set++) {
      if (bits(set) != K) continue;
      double batch = 0;
      for (size_t i = 0; i < n; i++) batch += set >> i & 1 ? G[i * p + j] : 0;
      batch *= (double)n / (double)K;
      mean += batch;
      second += (batch - sum) * (batch - sum);
      subsets++;
    }
    const double variance = ntk_sgd_variance_without((double)n, (double)K, squares / (double)n), scale = (double)n * absolute;
    const double allowed = 64 * DBL_EPSILON;
    if (fabs(mean / subsets - sum) <= allowed * scale && fabs(second / subsets - variance) <= allowed * scale * scale) continue;
    snprintf(text, 200, "coordinate %zu: mean %.17g of %.17g, variance %.17g of %.17g", j, mean / subsets, sum, second / subsets, variance);
    return 0;
  }
  return 1;
}

static ntk_status example_gradients(const ntk_material *m, const ntk_case *c, double *G, double *r, double *masked) {
  const ntk_problem problem = {m->net.map, c->alpha, m->y, m->net.w0};
  const ntk_status status = ntk_move(&problem, m->net.w0, r);
  for (size_t i = 0; status == NTK_OK && i < c->n; i++) ntk_example_gradient(m->net.map, c->alpha, r, c->k, i, masked, G + i * m->p);
  return status;
}

/* Counts of the subsets that the library draws; from: among the first so many. 0: a masked residual is not n/K r on a subset of K. */
static int count_draws(const ntk_case *c, size_t from, size_t draws, double *count) {
  size_t all[ROWS] = {0, 1, 2, 3, 4, 5}, chosen[ROWS];
  double r[ROWS], masked[ROWS] = {0};
  gsl_rng *rng = ntk_rng(c->seed, NTK_RNG_BATCHES, 0);
  int right = rng != NULL;
  for (size_t i = 0; i < c->n; i++) r[i] = 1 + (double)i;
  for (size_t t = 0; right && t < draws; t++) {
    size_t set = 0;
    ntk_batch_residual(from, 1, c->batch, rng, all, chosen, r, masked);
    for (size_t i = 0; i < from; i++) {
      if (masked[i] == 0) continue;
      set |= (size_t)1 << i;
      right = right && fabs(masked[i] - (double)from / (double)c->batch * r[i]) <= 4 * DBL_EPSILON * masked[i];
    }
    right = right && bits(set) == c->batch;
    count[set]++;
  }
  if (rng != NULL) gsl_rng_free(rng);
  return right;
}

static void test_draws(const ntk_case *c, size_t from, ntk_observation *o) {
  double count[1 << ROWS] = {0}, chi = 0, subsets = 0;
  for (size_t set = 0; set < (size_t)1 << c->n; set++) subsets += bits(set) == c->batch;
  if (!count_draws(c, from, DRAWS * (size_t)subsets, count)) {
    ntk_observe(o, NTK_FAIL, NAN, "a batch is not n/K times the residual on K examples");
    return;
  }
  for (size_t set = 0; set < (size_t)1 << c->n; set++)
    if (bits(set) == c->batch) chi += (count[set] - DRAWS) * (count[set] - DRAWS) / DRAWS;
  ntk_observe_p(o, ntk_chi_squared_two_sided(chi, subsets - 1), "chi-squared %.3f of %g degrees", chi, subsets - 1);
}

static void run(const ntk_case *c, ntk_observation *o) {
  ntk_material m;
  char text[200] = "";
  if (c->n < 2 || c->n > ROWS || c->batch >= c->n) {
    ntk_observe(o, NTK_DISCARD, NAN, "one-batch: n = %zu, K = %zu leave nothing to draw", c->n, c->batch);
    return;
  }
  if (!ntk_material_init(&m, c, o)) return;
  double *G = ntk_doubles(c->n, m.p), *r = ntk_doubles(m.N, 2);
  const ntk_status status = G && r ? example_gradients(&m, c, G, r, r + m.N) : NTK_ENOMEM;
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "sgd-unbiased"});
  else if (!moments_agree(c->n, m.p, c->batch, G, text)) ntk_observe(o, NTK_FAIL, NAN, "%s", text);
  else test_draws(c, c->n, o);
  free(G), free(r);
  ntk_material_clear(&m);
}

static void control(const ntk_case *c, ntk_observation *o) {
  if (c->n < 3 || c->n > ROWS || c->batch >= c->n - 1) ntk_observe(o, NTK_DISCARD, NAN, "one-batch: n = %zu, K = %zu", c->n, c->batch);
  else test_draws(c, c->n - 1, o);
}

static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_ALL, ROWS, 12);
  c->n = ntk_draw_size(rng, 2, ROWS);
  c->batch = ntk_draw_size(rng, 1, c->n - 1);
}

static int is_larger_batch(const ntk_case *c) { return c->batch > 1; }
static const ntk_label labels[] = {{"K>1", is_larger_batch, 25}, {"k>1", ntk_has_outputs, 10}, {"depth>=3", ntk_is_deep, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_sgd_unbiased = {
    .id = "sgd-unbiased",
    .statement = "mini-batch gradients: mean grad R, variance n^2 s^2 (n-K) / (K (n-1)), every subset alike",
    .draw = draw,
    .run = run,
    .control = control,
    .control_what = "the last example is never drawn",
    .control_share = 1,
    .labels = labels,
    .cases = 60,
    .controls = 20,
    .statistical = 1};
