/* The driver: sample times, honesty of the error estimate, cost against the condition number, path, messages. */
#include <float.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/flow.h"
#include "flow/linearised.h"
#include "harness.h"
#include "toy-maps.h"

/* The true error is to stay below this multiple of the estimate (flow.h promises 10). */
#define HONEST 1.0

static void signs(size_t N, double *y) {
  for (size_t i = 0; i < N; i++) y[i] = i % 2 ? 1.0 : -1.0;
}

static ntk_flow_stats run(const ntk_problem *problem, double T, double tolerance, double *w) {
  ntk_error err = {0};
  ntk_flow_stats stats;
  const ntk_flow_options options = {.T = T, .tolerance = tolerance};
  CU_ASSERT_EQUAL(ntk_flow_run(problem, &options, w, NULL, NULL, &stats, &err), NTK_OK);
  if (err.status != NTK_OK) puts(err.text);
  return stats;
}

/* lemma-1 with an exact closed form: A = H diag(s), H a reflection with dyadic entries, y = A e: w_i = e_i (1 - exp(-alpha^2 s_i^2 t)). */
static void linear_exact(void) {
  enum { N = 4 };
  static const double s[N] = {1.0, 0.125, 0.015625, 0.00048828125}, e[N] = {1.0, -2.0, 3.0, -4.0};
  const double alpha = 4.0, T = 2e6; /* alpha^2 s_4^2 T = 7.6, kappa 4e6 */
  double A[N * N], y[N], w0[N] = {0}, w[N], exact[N];
  for (size_t i = 0; i < N; i++) {
    y[i] = 0.0;
    for (size_t j = 0; j < N; j++) {
      A[i * N + j] = ((i == j) - 0.5) * s[j];
      y[i] += alpha * A[i * N + j] * e[j];
    }
    exact[i] = -e[i] * expm1(-alpha * alpha * s[i] * s[i] * T);
  }
  ntk_map *map = ntk_linear_map(N, N, A, NULL);
  const ntk_problem problem = {map, alpha, y, w0};
  const ntk_flow_stats stats = run(&problem, T, 1e-8, w);
  CU_ASSERT(ntk_distance(N, w, exact) <= HONEST * stats.error);
  CU_ASSERT(stats.error <= 1e-7 * ntk_norm(N, exact)); /* rounding at kappa 4e6, nothing else */
  CU_ASSERT(stats.steps <= 3);
  ntk_linear_map_free(map);
}

static void square(toy *t, const double *w) {
  t->f[0] = w[0] * w[0];
  t->J[0] = 2.0 * w[0];
}

static void product(toy *t, const double *w) {
  t->f[0] = w[0] * w[1];
  t->J[0] = w[1], t->J[1] = w[0];
}

/* f = w^2, y = 0: w' = -2 alpha^2 w^3, w = w0/sqrt(1 + 4 alpha^2 w0^2 t): algebraic decay to a singular kernel.
   f = w1 w2 from (a, a), y = 1: s = w^2 obeys s' = -2 s (s - 1): s = 1/(1 + (1/a^2 - 1) e^{-2 t}): leaves a saddle, errors grow by 1/a. */
static void closed_forms(void) {
  toy *t = toy_alloc(1, 1, square);
  double zero = 0.0, one = 1.0, w0 = 1.5, w;
  ntk_problem problem = {&t->map, 2.0, &zero, &w0};
  for (double T = 0.1; T < 1e4; T *= 10.0)
    for (double tolerance = 1e-3; tolerance > 1e-8; tolerance *= 0.1) {
      const ntk_flow_stats stats = run(&problem, T, tolerance, &w);
      CU_ASSERT(fabs(w - w0 / sqrt(1.0 + 16.0 * w0 * w0 * T)) <= HONEST * stats.error);
      CU_ASSERT(stats.error < 40.0 * pow(tolerance, 0.6) * w0);
    }
  toy_free(t);
  t = toy_alloc(1, 2, product);
  const double start[2] = {0.01, 0.01};
  problem = (ntk_problem){&t->map, 1.0, &one, start};
  for (double T = 1.0; T < 9.0; T += 1.0)
    for (double tolerance = 1e-2; tolerance > 1e-8; tolerance *= 0.1) {
      double end[2];
      const ntk_flow_stats stats = run(&problem, T, tolerance, end);
      const double s = 1.0 / (1.0 + 9999.0 * exp(-2.0 * T));
      CU_ASSERT(sqrt(2.0) * fabs(end[0] - sqrt(s)) <= HONEST * stats.error);
    }
  toy_free(t);
}

/* Small networks, lazy to not at all, against a run at a tolerance 1e4 times smaller; in each sample, too. */
static void networks_are_honest(void) {
  enum { N = 6, SAMPLES = 5 };
  for (uint64_t seed = 1; seed <= 4; seed++) {
    double y[N], *w0;
    toy *t = toy_net(N, 3, 12, seed, &w0);
    signs(N, y);
    double *w = calloc(t->map.p, sizeof(double)), *reference = calloc(t->map.p, sizeof(double));
    for (double alpha = 0.2; alpha < 30.0; alpha *= 5.0) {
      const ntk_problem problem = {&t->map, alpha, y, w0};
      const double T = 40.0 / (alpha * alpha);
      const ntk_flow_stats tight = run(&problem, T, 1e-9, reference);
      for (double tolerance = 1e-2; tolerance > 1e-6; tolerance *= 0.1) {
        const ntk_flow_stats stats = run(&problem, T, tolerance, w);
        const double error = ntk_distance(t->map.p, w, reference), drift = ntk_distance(t->map.p, reference, w0);
        CU_ASSERT(error <= HONEST * stats.error + tight.error);
        if (error > HONEST * stats.error) printf("seed %u alpha %g tolerance %g: error %g estimate %g\n", (unsigned)seed, alpha, tolerance, error, stats.error);
        /* Not absurdly large: lazy, within the steps' allowances twice over. */
        if (alpha >= 5.0) CU_ASSERT(stats.error <= 2.0 * (double)stats.steps * tolerance * 1.1 * drift);
      }
    }
    free(w), free(reference), free(w0), toy_free(t);
  }
}

/* Evaluations on a lazy stiff problem: growing like log kappa at most, where an explicit stepper's grow like kappa. */
static void cost_against_kappa(void) {
  enum { N = 8, P = 12 };
  size_t first = 0, explicit_first = 0;
  for (double kappa = 1e2; kappa <= 1.1e6; kappa *= 1e2) {
    double y[N], w0[P] = {0}, w[P];
    toy *t = toy_stiff(N, P, kappa, 0.1, 2, y);
    const ntk_problem problem = {&t->map, 1.0, y, w0};
    const ntk_flow_stats stats = run(&problem, 3.0 * kappa, 1e-4, w);
    if (first == 0) first = stats.rhs;
    CU_ASSERT(stats.rhs <= 250);
    CU_ASSERT(stats.rhs <= 3 * first);
    if (kappa < 1e5) {
      ntk_error err;
      ntk_flow_stats e;
      const ntk_flow_options options = {.stepper = &ntk_stepper_rkf45, .T = 3.0 * kappa, .tolerance = 1e-4};
      CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, NULL, NULL, &e, &err), NTK_OK);
      if (explicit_first == 0) explicit_first = e.rhs;
      else CU_ASSERT(e.rhs > 20 * explicit_first);
    }
    toy_free(t);
  }
}

static void sample_times(void) {
  enum { N = 6 };
  double y[N], *w0;
  toy *t = toy_net(N, 3, 12, 1, &w0);
  signs(N, y);
  double *w = calloc(t->map.p, sizeof(double)), last_r[N];
  const ntk_problem problem = {&t->map, 4.0, y, w0};
  for (int geometric = 0; geometric <= 1; geometric++) {
    ntk_trajectory tr = {0};
    const ntk_recording how = {.spectrum = 1};
    ntk_flow_stats stats;
    const ntk_flow_options options = {.T = 3.0, .tolerance = 1e-4, .samples = 9, .geometric = geometric, .first = 1e-3};
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, &tr, &how, &stats, NULL), NTK_OK);
    CU_ASSERT_EQUAL_FATAL(tr.count, 11);
    CU_ASSERT(tr.sample[0].t == 0.0 && tr.sample[10].t == 3.0);
    for (size_t i = 1; i < 11; i++) {
      const double expected = geometric ? 3.0 * pow(1e-3, 1.0 - ((double)i - 1.0) / 9.0) : 0.3 * (double)i;
      const ntk_sample *s = &tr.sample[i], *before = s - 1;
      NTK_NEAR(s->t, expected, 4.0 * DBL_EPSILON * expected);
      CU_ASSERT(s->R < before->R && s->path > before->path && s->error > before->error && s->path >= s->drift);
      NTK_NEAR(s->R, 0.5 * s->residual * s->residual, 4.0 * DBL_EPSILON * s->R);
      CU_ASSERT(s->lambda_min > 0.0 && s->lambda_max > s->lambda_min);
    }
    CU_ASSERT_EQUAL(tr.sample[10].error, stats.error);
    CU_ASSERT_EQUAL(tr.sample[10].drift, ntk_distance(t->map.p, w, w0));
    ntk_move(&problem, w, last_r);
    CU_ASSERT_EQUAL(tr.sample[10].residual, ntk_norm(N, last_r));
    /* The recorder's kernel serves the stepper: one kernel a visited point, T included. */
    CU_ASSERT_EQUAL(stats.kernels, stats.steps + 1);
    CU_ASSERT_EQUAL(stats.jvp, 2 * (stats.steps + stats.rejected));
    ntk_trajectory_clear(&tr);
  }
  free(w), free(w0), toy_free(t);
}

/* The path: exact in closed form on a linear map however far the samples lie apart; for a network the same with few and many samples. */
static void path(void) {
  enum { N = 10, P = 15 };
  double y[N], w0[P] = {0}, w[P];
  toy *t = toy_stiff(N, P, 1e6, 0.0, 5, y);
  const ntk_problem problem = {&t->map, 1.0, y, w0};
  double lengths[2];
  for (size_t few = 0; few < 2; few++) {
    ntk_trajectory tr = {0};
    const ntk_flow_options options = {.T = 3e6, .tolerance = 1e-6, .samples = few ? 1 : 400, .geometric = !few, .first = 1e-9};
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, &tr, NULL, NULL, NULL), NTK_OK);
    lengths[few] = tr.sample[tr.count - 1].path;
    CU_ASSERT(lengths[few] >= tr.sample[tr.count - 1].drift);
    ntk_trajectory_clear(&tr);
  }
  NTK_NEAR(lengths[0], lengths[1], 1e-4 * lengths[0]);
  toy_free(t);

  double signs_y[6], *start;
  t = toy_net(6, 3, 12, 2, &start);
  signs(6, signs_y);
  double *end = calloc(t->map.p, sizeof(double));
  for (double alpha = 0.5; alpha < 10.0; alpha *= 4.0) {
    const ntk_problem net = {&t->map, alpha, signs_y, start};
    double chords = 0.0;
    for (size_t few = 0; few < 2; few++) {
      ntk_trajectory tr = {0};
      const ntk_flow_options options = {.T = 40.0 / (alpha * alpha), .tolerance = few ? 1e-4 : 1e-7, .samples = few ? 0 : 300, .geometric = !few, .first = 1e-4};
      CU_ASSERT_EQUAL(ntk_flow_run(&net, &options, end, &tr, NULL, NULL, NULL), NTK_OK);
      lengths[few] = tr.sample[tr.count - 1].path;
      chords = tr.sample[tr.count - 1].drift;
      ntk_trajectory_clear(&tr);
    }
    CU_ASSERT(lengths[1] >= chords);
    NTK_NEAR(lengths[1], lengths[0], 2e-3 * lengths[0]);
  }
  free(end), free(start), toy_free(t);
}

static size_t calls;
static double fraction;
static void on_progress(void *context, double f) {
  CU_ASSERT(context == &calls && f > fraction && f <= 1.0);
  fraction = f;
  calls++;
}
static ntk_status on_sample(void *context, const ntk_sample *s, const double *w, const double *r) {
  size_t *left = context;
  CU_ASSERT(w != NULL && r != NULL && s->t >= 0.0);
  return (*left)-- == 0 ? NTK_EWRITE : NTK_OK;
}

static void callbacks(void) {
  enum { N = 6 };
  double y[N], *w0;
  toy *t = toy_net(N, 3, 12, 1, &w0);
  signs(N, y);
  double *w = calloc(t->map.p, sizeof(double));
  const ntk_problem problem = {&t->map, 4.0, y, w0};
  ntk_flow_options options = {.T = 1.0, .tolerance = 1e-4, .samples = 4, .progress = on_progress, .progress_context = &calls};
  ntk_flow_stats stats;
  calls = 0, fraction = 0.0;
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, NULL, NULL, &stats, NULL), NTK_OK);
  CU_ASSERT(calls == stats.steps && fraction == 1.0);
  size_t left = 2;
  const ntk_recording how = {.observer = on_sample, .context = &left};
  ntk_error err;
  options.progress = NULL;
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, NULL, &how, &stats, &err), NTK_EWRITE);
  CU_ASSERT_EQUAL(err.status, NTK_EWRITE);
  CU_ASSERT(strstr(err.text, "t = 0.4") != NULL);
  free(w), free(w0), toy_free(t);
}

static void poisoned(toy *t, const double *w) {
  square(t, w);
  if (w[0] < 1.2) t->f[0] = (double)NAN;
}
static void kinked(toy *t, const double *w) { /* f' jumps at every multiple of 1e-3: no step is accurate to 1e-14 */
  t->f[0] = w[0] * w[0];
  t->J[0] = 2.0 * w[0] * (1.0 + 0.5 * (fmod(floor(w[0] * 1e3), 2.0) == 0.0));
}

static void messages(void) {
  toy *t = toy_alloc(1, 1, square);
  double zero = 0.0, w0 = 1.5, w, nan = (double)NAN;
  const ntk_problem problem = {&t->map, 2.0, &zero, &w0};
  ntk_error err;
  ntk_flow_stats stats;
  const ntk_flow_options good = {.T = 1.0, .tolerance = 1e-6};
  static const double bad[] = {0.0, -1.0, INFINITY, NAN};
  for (size_t i = 0; i < 4; i++) {
    ntk_flow_options options = good;
    options.T = bad[i];
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, &w, NULL, NULL, &stats, &err), NTK_EUSAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "time"));
    options = good, options.tolerance = bad[i];
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, &w, NULL, NULL, &stats, &err), NTK_EUSAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "tolerance"));
    options = good, options.samples = 3, options.geometric = 1, options.first = bad[i];
    CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, &w, NULL, NULL, &stats, &err), NTK_EUSAGE);
    const ntk_problem odd = {&t->map, bad[i], &zero, &w0};
    CU_ASSERT_EQUAL(ntk_flow_run(&odd, &good, &w, NULL, NULL, &stats, &err), NTK_EUSAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "alpha"));
  }
  ntk_flow_options options = good;
  options.max_steps = 5, options.tolerance = 1e-10;
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, &w, NULL, NULL, &stats, &err), NTK_ESTEPS);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "step limit reached: 5 steps of etd3"));
  CU_ASSERT_EQUAL(stats.steps + stats.rejected, 5);
  const ntk_problem at_nan = {&t->map, 2.0, &nan, &w0};
  CU_ASSERT_EQUAL(ntk_flow_run(&at_nan, &good, &w, NULL, NULL, &stats, &err), NTK_ENUMERIC);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "at the start"));
  t->evaluate = poisoned;
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &good, &w, NULL, NULL, &stats, &err), NTK_ENUMERIC);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "not finite"));

  CU_ASSERT(w >= 1.2 && w < 1.201); /* followed up to where f ends */
  t->evaluate = kinked;
  options.max_steps = 1000, options.tolerance = 1e-12;
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, &w, NULL, NULL, &stats, &err), NTK_ESTEPS);
  /* At rest: r = 0. */
  t->evaluate = square;
  double y = 4.5;
  const ntk_problem rest = {&t->map, 2.0, &y, &w0};
  CU_ASSERT_EQUAL(ntk_flow_run(&rest, &good, &w, NULL, NULL, &stats, &err), NTK_OK);
  CU_ASSERT_EQUAL(w, w0);
  toy_free(t);
}

static void memory(void) {
  enum { N = 6 };
  double y[N], *w0;
  toy *t = toy_net(N, 3, 12, 1, &w0);
  signs(N, y);
  double *w = calloc(t->map.p, sizeof(double));
  const ntk_problem problem = {&t->map, 4.0, y, w0};
  const ntk_recording how = {.spectrum = 1};
  const ntk_flow_options options = {.T = 1.0, .tolerance = 1e-3, .samples = 2};
  unsigned long count = 1;
  for (; count < 1000; count++) {
    ntk_trajectory tr = {0};
    ntk_error err;
    ntk_alloc_fail_at(count);
    const ntk_status status = ntk_flow_run(&problem, &options, w, &tr, &how, NULL, &err);
    ntk_alloc_fail_at(0);
    ntk_trajectory_clear(&tr);
    if (status == NTK_OK) break;
    CU_ASSERT_EQUAL(status, NTK_ENOMEM);
    CU_ASSERT_EQUAL(err.status, NTK_ENOMEM);
  }
  CU_ASSERT(count > 30 && count < 1000);
  free(w), free(w0), toy_free(t);
}

NTK_TESTS("flow", {"linear map: lemma 1 exactly", linear_exact}, {"nonlinear closed forms, error below the estimate", closed_forms},
          {"networks, error below the estimate", networks_are_honest}, {"cost does not grow with kappa", cost_against_kappa},
          {"samples at their times", sample_times}, {"path length", path}, {"progress and observer", callbacks},
          {"statuses and messages", messages}, {"memory", memory})
