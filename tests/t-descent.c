/* Discrete dynamics against their recursions, their laws, their messages. */
#include <float.h>
#include <gsl/gsl_cdf.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"
#include "harness.h"
#include "toy-maps.h"

enum { N = 6, P = 9 };

/* A linear problem with kappa = 50 at scale alpha = 2: Lambda = 4. */
typedef struct {
  toy *t;
  ntk_problem problem;
  double y[N], w0[P];
} linear;

static void linear_make(linear *l) {
  l->t = toy_stiff(N, P, 50.0, 0.0, 11, l->y);
  memset(l->w0, 0, sizeof l->w0);
  l->problem = (ntk_problem){&l->t->map, 2.0, l->y, l->w0};
}

/* w := w - eta alpha A^T (alpha A w - y), written out. */
static void gd_by_hand(const linear *l, double eta, const double *at, double *w) {
  double r[N], next[P];
  for (size_t i = 0; i < N; i++) {
    r[i] = -l->y[i];
    for (size_t q = 0; q < P; q++) r[i] += 2.0 * l->t->a[i * P + q] * at[q];
  }
  for (size_t q = 0; q < P; q++) {
    next[q] = at[q];
    for (size_t i = 0; i < N; i++) next[q] -= eta * 2.0 * l->t->a[i * P + q] * r[i];
  }
  memcpy(w, next, sizeof next);
}

static void gradient_descent(void) {
  linear l;
  linear_make(&l);
  double w[P] = {0}, hand[P] = {0}, path = 0.0;
  const double eta = 0.2;
  ntk_trajectory tr = {0};
  const ntk_recording how = {.spectrum = 1};
  size_t done;
  const ntk_descent_options options = {.kind = NTK_GD, .eta = eta, .steps = 25, .every = 10};
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, &tr, &how, &done, NULL), NTK_OK);
  CU_ASSERT(done == 25 && tr.count == 4);
  static const size_t at[] = {0, 10, 20, 25};
  for (size_t k = 0, s = 0; k <= 25; k++) {
    if (k == at[s]) {
      const ntk_sample *sample = &tr.sample[s++];
      NTK_NEAR(sample->t, eta * (double)k, 0.0);
      NTK_NEAR(sample->drift, ntk_norm(P, hand), 1e-14);
      NTK_NEAR(sample->path, path, 1e-14);
      NTK_NEAR(sample->lambda_max, 4.0, 1e-14);
      NTK_NEAR(sample->lambda_min, 4.0 / 50.0, 1e-14);
    }
    double before[P];
    memcpy(before, hand, sizeof before);
    if (k < 25) gd_by_hand(&l, eta, hand, hand);
    path += ntk_distance(P, hand, before);
  }
  CU_ASSERT(ntk_distance(P, w, hand) <= tr.sample[3].error && tr.sample[3].error < 1e-12);
  ntk_trajectory_clear(&tr);
  /* From another start than w0; no recording. */
  double start[P], shifted[P];
  for (size_t q = 0; q < P; q++) start[q] = shifted[q] = 0.3 * (double)q;
  const ntk_descent_options one = {.kind = NTK_GD, .eta = eta, .steps = 1};
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &one, shifted, NULL, NULL, NULL, NULL), NTK_OK);
  gd_by_hand(&l, eta, start, start);
  NTK_NEAR(ntk_distance(P, shifted, start), 0.0, 1e-14);
  toy_free(l.t);
}

/* agd-rate's recursion; mu from the kernel; sqrt kappa iterations where GD needs kappa. */
static void nesterov(void) {
  linear l;
  linear_make(&l);
  const double root = sqrt(50.0), mu = (root - 1.0) / (root + 1.0);
  double w[P] = {0}, x[P] = {0}, g[P] = {0};
  ntk_trajectory tr = {0};
  ntk_descent_options options = {.kind = NTK_NESTEROV, .eta = 0.25, .steps = 40, .momentum = (double)NAN, .every = 1};
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, &tr, NULL, NULL, NULL), NTK_OK);
  for (size_t k = 0; k <= 40; k++) {
    double r[N], before[P];
    ntk_move(&l.problem, g, r);
    NTK_NEAR(tr.sample[k].R, ntk_loss(N, r), 1e-13);
    if (k == 40) break;
    memcpy(before, g, sizeof g);
    gd_by_hand(&l, 0.25, x, g);
    for (size_t q = 0; q < P; q++) x[q] = g[q] + mu * (g[q] - before[q]);
  }
  NTK_NEAR(ntk_distance(P, w, g), 0.0, 1e-13);
  ntk_trajectory_clear(&tr);
  size_t fast, slow;
  memset(w, 0, sizeof w);
  options.steps = 10000, options.every = 0, options.stop_residual = 1e-6;
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, &tr, NULL, &fast, NULL), NTK_OK);
  CU_ASSERT(tr.count == 2 && tr.sample[1].residual <= 1e-6 && tr.sample[1].t == 0.25 * (double)fast);
  ntk_trajectory_clear(&tr);
  memset(w, 0, sizeof w);
  options.kind = NTK_GD;
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, NULL, NULL, &slow, NULL), NTK_OK);
  CU_ASSERT(slow > 3 * fast && slow < 10000);
  /* A singular kernel has no kappa. */
  ntk_error err;
  for (size_t q = 0; q < P; q++) l.t->a[q] = l.t->a[P + q];
  options.kind = NTK_NESTEROV;
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, NULL, NULL, NULL, &err), NTK_ENUMERIC);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "singular"));
  toy_free(l.t);
}

/* n = 5 examples of k = 2, batches of 3: each of the 10 subsets, alike (chi-square, false alarm 1e-6); rescaled by 5/3. */
static void batches(void) {
  enum { n = 5, k = 2, batch = 3, DRAWS = 20000 };
  const double r[n * k] = {1, -1, 2, -2, 3, -3, 4, -4, 5, -5};
  const size_t all[n] = {0, 1, 2, 3, 4};
  size_t chosen[batch], seen[32] = {0}, subsets = 0, wrong = 0;
  double masked[n * k], chi = 0.0;
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 2);
  for (size_t d = 0; d < DRAWS; d++) {
    size_t mask = 0, members = 0;
    ntk_batch_residual(n, k, batch, rng, all, chosen, r, masked);
    for (size_t i = 0; i < n; i++) {
      const int in = masked[i * k] != 0.0;
      const double scale = in ? 5.0 / 3.0 : 0.0;
      wrong += masked[i * k] != scale * r[i * k] || masked[i * k + 1] != scale * r[i * k + 1];
      members += in;
      mask |= (size_t)in << i;
    }
    wrong += members != batch;
    seen[mask]++;
  }
  for (size_t m = 0; m < 32; m++) {
    if (seen[m] == 0) continue;
    subsets++;
    chi += pow((double)seen[m] - DRAWS / 10.0, 2.0) / (DRAWS / 10.0);
  }
  CU_ASSERT_EQUAL(wrong, 0);
  CU_ASSERT_EQUAL(subsets, 10);
  CU_ASSERT(gsl_cdf_chisq_Q(chi, 9.0) > 1e-6);
  gsl_rng_free(rng);
}

static void sgd(void) {
  linear l;
  linear_make(&l);
  gsl_rng *rng = ntk_rng(1, NTK_RNG_BATCHES, 0);
  double full[P] = {0}, gd[P] = {0};
  ntk_descent_options options = {.kind = NTK_SGD, .eta = 0.2, .steps = 20, .batch = 3, .outputs = 2, .rng = rng};
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, full, NULL, NULL, NULL, NULL), NTK_OK); /* 3 of 3 examples */
  options.kind = NTK_GD;
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, gd, NULL, NULL, NULL, NULL), NTK_OK);
  CU_ASSERT_EQUAL(ntk_distance(P, full, gd), 0.0);
  /* One example of three: the step is 3 times that example's, one of three possible; the same generator gives the same run. */
  double steps[2][P];
  for (size_t i = 0; i < 2; i++) {
    gsl_rng *again = ntk_rng(2, NTK_RNG_BATCHES, 0);
    memset(steps[i], 0, sizeof steps[i]);
    options = (ntk_descent_options){.kind = NTK_SGD, .eta = 0.2, .steps = 1, .batch = 1, .outputs = 2, .rng = again};
    CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, steps[i], NULL, NULL, NULL, NULL), NTK_OK);
    gsl_rng_free(again);
  }
  CU_ASSERT(memcmp(steps[0], steps[1], sizeof steps[0]) == 0);
  size_t matches = 0;
  for (size_t example = 0; example < 3; example++) {
    double w[P];
    for (size_t q = 0; q < P; q++) {
      w[q] = 0.0;
      for (size_t o = 0; o < 2; o++) w[q] += 3.0 * 0.2 * 2.0 * l.t->a[(2 * example + o) * P + q] * l.y[2 * example + o];
    }
    matches += ntk_distance(P, w, steps[0]) < 1e-14;
  }
  CU_ASSERT_EQUAL(matches, 1);
  gsl_rng_free(rng);
  toy_free(l.t);
}

/* f(w) = w in P coordinates, alpha = 1: each coordinate is w <- (1 - eta) w + eta y + sqrt(2 eta tau) xi, whose stationary law is
   N(y, tau/(1 - eta/2)). Sum of squares over 2000 independent coordinates: chi-square, false alarm 1e-6 for each of the two ends. */
static void langevin(void) {
  enum { COPIES = 2000 };
  double *A = calloc((size_t)COPIES * COPIES, sizeof(double)), *zero = calloc(COPIES, sizeof(double)), *w = calloc(COPIES, sizeof(double));
  for (size_t i = 0; i < COPIES; i++) A[i * COPIES + i] = 1.0;
  ntk_map *map = ntk_linear_map(COPIES, COPIES, A, NULL);
  const ntk_problem problem = {map, 1.0, zero, zero};
  gsl_rng *rng = ntk_rng(5, NTK_RNG_NOISE, 0);
  const double eta = 0.3, tau = 0.7;
  ntk_descent_options options = {.kind = NTK_LANGEVIN, .eta = eta, .steps = 60, .temperature = tau, .rng = rng}; /* (1 - eta)^60 = 5e-10 */
  CU_ASSERT_EQUAL(ntk_descent_run(&problem, &options, w, NULL, NULL, NULL, NULL), NTK_OK);
  const double chi = ntk_sum_squares(COPIES, w) * (1.0 - 0.5 * eta) / tau;
  CU_ASSERT(gsl_cdf_chisq_P(chi, COPIES) > 1e-6 && gsl_cdf_chisq_Q(chi, COPIES) > 1e-6);
  ntk_linear_map_free(map);
  /* Without temperature it is gradient descent. */
  linear l;
  linear_make(&l);
  double cold[P] = {0}, gd[P] = {0};
  options = (ntk_descent_options){.kind = NTK_LANGEVIN, .eta = 0.2, .steps = 20, .rng = rng};
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, cold, NULL, NULL, NULL, NULL), NTK_OK);
  options.kind = NTK_GD;
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, gd, NULL, NULL, NULL, NULL), NTK_OK);
  CU_ASSERT_EQUAL(ntk_distance(P, cold, gd), 0.0);
  toy_free(l.t);
  gsl_rng_free(rng), free(A), free(zero), free(w);
}

static size_t calls;
static void on_progress(void *context, double fraction) {
  CU_ASSERT(context == NULL && fraction > 0.0 && fraction <= 1.0);
  calls++;
}
static ntk_status on_sample(void *context, const ntk_sample *s, const double *w, const double *r) {
  (void)w, (void)r;
  return s->t >= *(double *)context ? NTK_EDATA : NTK_OK;
}

static void messages(void) {
  linear l;
  linear_make(&l);
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 3);
  double w[P] = {0}, limit = 1.0;
  ntk_error err;
  size_t done;
  const ntk_descent_options good = {.kind = NTK_GD, .eta = 0.2, .steps = 250, .progress = on_progress};
  calls = 0;
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &good, w, NULL, NULL, NULL, &err), NTK_OK);
  CU_ASSERT(calls >= 100 && calls <= 126);
  /* 2/Lambda = 1/2: one step above it diverges. */
  ntk_descent_options options = good;
  options.eta = 5.0, options.steps = 10000, options.progress = NULL;
  memset(w, 0, sizeof w);
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, NULL, NULL, &done, &err), NTK_ENUMERIC);
  CU_ASSERT(done > 50 && done < 10000 && strstr(err.text, "not finite after") != NULL);
  memset(w, 0, sizeof w);
  options = good, options.every = 1, options.progress = NULL;
  const ntk_recording how = {.observer = on_sample, .context = &limit};
  CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, NULL, &how, &done, &err), NTK_EDATA);
  CU_ASSERT_EQUAL(done, 5);
  static const struct { ntk_descent_options options; int rng; const char *word; } bad[] = {
      {{.kind = NTK_GD, .eta = 0.0}, 0, "step"},
      {{.kind = NTK_GD, .eta = NAN}, 0, "step"},
      {{.kind = NTK_NESTEROV, .eta = 0.1, .momentum = 1.0}, 0, "momentum"},
      {{.kind = NTK_SGD, .eta = 0.1, .batch = 1, .outputs = 1}, 0, "generator"},
      {{.kind = NTK_SGD, .eta = 0.1, .batch = 1, .outputs = 4}, 1, "4 outputs"},
      {{.kind = NTK_SGD, .eta = 0.1, .batch = 0, .outputs = 2}, 1, "1 to 3"},
      {{.kind = NTK_SGD, .eta = 0.1, .batch = 4, .outputs = 2}, 1, "found 4"},
      {{.kind = NTK_LANGEVIN, .eta = 0.1, .temperature = -1.0}, 1, "temperature"},
      {{.kind = NTK_LANGEVIN, .eta = 0.1, .temperature = 1.0}, 0, "generator"}};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    options = bad[i].options;
    options.rng = bad[i].rng ? rng : NULL;
    err.text[0] = '\0';
    CU_ASSERT_EQUAL(ntk_descent_run(&l.problem, &options, w, NULL, NULL, NULL, &err), NTK_EUSAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, bad[i].word));
  }
  static const ntk_descent_kind kinds[] = {NTK_NESTEROV, NTK_SGD};
  for (size_t kind = 0; kind < 2; kind++) {
    unsigned long count = 1;
    for (; count < 30; count++) {
      ntk_trajectory tr = {0};
      options = (ntk_descent_options){.kind = kinds[kind], .eta = 0.1, .steps = 1, .momentum = NAN, .batch = 1, .outputs = 1, .rng = rng};
      ntk_alloc_fail_at(count);
      const ntk_status status = ntk_descent_run(&l.problem, &options, w, &tr, NULL, NULL, &err);
      ntk_alloc_fail_at(0);
      ntk_trajectory_clear(&tr);
      if (status == NTK_OK) break;
      CU_ASSERT_EQUAL(status, NTK_ENOMEM);
    }
    CU_ASSERT(count > 5 && count < 30);
  }
  gsl_rng_free(rng);
  toy_free(l.t);
}

NTK_TESTS("descent", {"gradient descent step by step", gradient_descent}, {"Nesterov's scheme", nesterov}, {"batches: subsets alike, rescaled", batches},
          {"SGD", sgd}, {"Langevin's stationary variance", langevin}, {"callbacks, divergence, messages, memory", messages})
