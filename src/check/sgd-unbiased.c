/* sgd-unbiased: a mini-batch gradient over K random examples, times n/K, has the whole gradient as its mean; its variance is
   n^2 s^2 / K with replacement and n^2 s^2 (n-K) / (K (n-1)) without (s^2: variance over the examples, 1/n).
   Per-example gradients are projected on fixed random directions v: a_i = <g_i, v>; batches are drawn from these numbers by the
   thousand, and some by the SGD stepper itself. Mean: normal test with the theory's variance; variance: normal test with the
   sample's fourth moment; 1/K: fitted exponent over 5 batch sizes. All tests are one family with false alarm 1e-6. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/gradients.h"
#include "check/study.h"
#include "claim/p-value.h"
#include "claim/sgd-unbiased.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "flow/descent.h"

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"

#define FALSE_ALARM 1e-6
enum { DIRECTIONS = 3, SIZES = 5, BATCHES = 20000, STEPS = 100 };

typedef struct {
  size_t n;
  double *a;        /* a_i, n */
  size_t *index;    /* 0..n-1, then the draws */
  double sum, s2;   /* sum a_i, variance over i with 1/n */
} population;

/*@ predicate population_valid{L}(population *pop) = \valid(pop) && 2 <= pop->n && \valid_read(pop->a + (0 .. pop->n - 1)) && \valid(pop->index + (0 .. pop->n - 1)); */

/* sum and s2 from a. */
/*@ requires valid: population_valid(pop);
    requires apart: \separated(pop, pop->a + (0 .. pop->n - 1));
    terminates \true;
    exits \false;
    assigns pop->sum, pop->s2;
    ensures sum: pop->sum == (real)pop->n * mean(pop->a, pop->n);
    ensures s2: pop->s2 == spread(pop->a, mean(pop->a, pop->n), pop->n) / (pop->n - 1) * (pop->n - 1.0) / pop->n; */
static void describe(population *pop) {
  const double n = (double)pop->n;
  pop->sum = n * ntk_mean(pop->n, pop->a);
  pop->s2 = ntk_variance(pop->n, pop->a) * (n - 1.0) / n;
}

/* n^2 s^2 / K with replacement, n^2 s^2 (n - K) / (K (n - 1)) without. */
/*@ requires valid: \valid_read(pop) && 2 <= pop->n && 1 <= K <= pop->n;
    terminates \true;
    exits \false;
    assigns \result \from *pop, K, replace;
    ensures variance: \result == (replace != 0 ? sgd_variance_with(pop->n, K, pop->s2) : sgd_variance_without(pop->n, K, pop->s2)); */
static double batch_variance(const population *pop, size_t K, int replace) {
  const double n = (double)pop->n, k = (double)K;
  return replace ? ntk_sgd_variance_with(n, k, pop->s2) : ntk_sgd_variance_without(n, k, pop->s2);
}

/*@ // sum_{j<k} a_{chosen_j}
    logic real chosen_sum{L}(double *a, size_t *chosen, integer k) = k <= 0 ? 0.0 : chosen_sum(a, chosen, k - 1) + a[chosen[k - 1]]; */

/* The sum over a batch. */
/*@ requires valid: \valid_read(a + (0 .. n - 1)) && \valid_read(chosen + (0 .. K - 1));
    requires inside: \forall integer j; 0 <= j < K ==> chosen[j] < n;
    terminates \true;
    exits \false;
    assigns \result \from n, K, a[0 .. n - 1], chosen[0 .. K - 1];
    ensures sum: \result == chosen_sum(a, chosen, K); */
static double batch_sum(size_t n, const double *a, size_t K, const size_t *chosen) {
  double sum = 0.0;
  (void)n;
  /*@ loop invariant range: 0 <= j <= K;
      loop invariant sum: sum == chosen_sum(a, chosen, j);
      loop assigns j, sum;
      loop variant K - j; */
  for (size_t j = 0; j < K; j++) sum += a[chosen[j]];
  return sum;
}

/* One rescaled batch sum. from: draw among the first `from` examples only (the control's bias; n: none). */
/*@ requires valid: population_valid(pop) && \valid_read(rng) && \valid(chosen + (0 .. K - 1)) && 1 <= K <= from <= pop->n;
    requires index: \forall integer i; 0 <= i < pop->n ==> pop->index[i] == i;
    requires apart: \separated(chosen + (0 .. K - 1), pop->index + (0 .. pop->n - 1)) && \separated(chosen + (0 .. K - 1), pop);
    terminates \true;
    exits \false;
    assigns chosen[0 .. K - 1], \result \from *pop, pop->a[0 .. pop->n - 1], pop->index[0 .. pop->n - 1], from, K, replace, rng;
    ensures inside: \forall integer j; 0 <= j < K ==> chosen[j] < from;
    ensures rescaled: \result == (real)pop->n / (real)K * chosen_sum(pop->a, chosen, K); */
static double draw(const population *pop, size_t from, size_t K, int replace, gsl_rng *rng, size_t *chosen) {
  if (replace) gsl_ran_sample(rng, chosen, K, pop->index, from, sizeof *chosen);
  else gsl_ran_choose(rng, chosen, K, pop->index, from, sizeof *chosen);
  return (double)pop->n / (double)K * batch_sum(pop->n, pop->a, K, chosen);
}

/*@ logic real fourth(real x) = square(x) * square(x);

    // sum_{i<n} (x_i - m)^2 / c and sum_{i<n} (x_i - m)^4 / c
    logic real second_moment{L}(double *x, real m, real c, integer n) = n <= 0 ? 0.0 : second_moment(x, m, c, n - 1) + square(x[n - 1] - m) / c;
    logic real fourth_moment{L}(double *x, real m, real c, integer n) = n <= 0 ? 0.0 : fourth_moment(x, m, c, n - 1) + fourth(x[n - 1] - m) / c; */

/* The second and fourth moments of x about the theory's mean. */
/*@ requires valid: 0 < count && \valid_read(x + (0 .. count - 1)) && \valid(m2) && \valid(m4);
    requires apart: \separated(m2, m4);
    terminates \true;
    exits \false;
    assigns *m2, *m4;
    ensures second: *m2 == second_moment{Pre}(x, mean, count, count);
    ensures fourth: *m4 == fourth_moment{Pre}(x, mean, count, count); */
static void about(size_t count, const double *x, double mean, double *m2, double *m4) {
  const double c = (double)count;
  double second = 0.0, fourth = 0.0;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant second: second == second_moment{Pre}(x, mean, c, i);
      loop invariant fourth: fourth == fourth_moment{Pre}(x, mean, c, i);
      loop assigns i, second, fourth;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    const double e2 = (x[i] - mean) * (x[i] - mean);
    //@ assert square: e2 == square(x[i] - mean);
    second += e2 / c;
    //@ assert fourth: e2 * e2 == fourth(x[i] - mean);
    fourth += e2 * e2 / c;
  }
  *m2 = second;
  *m4 = fourth;
}

/* p-values of the mean and of the variance over count batches x; *variance: the sample's. */
/*@ requires valid: \valid_read(pop) && 0 < count && \valid_read(x + (0 .. count - 1)) && \valid(p_mean) && \valid(p_variance) && \valid(variance);
    requires apart: \separated(p_mean, p_variance, variance) && \separated(variance, pop) && \separated(variance, x + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns *p_mean, *p_variance, *variance;
    ensures variance: *variance == second_moment{Pre}(x, \at(pop->sum, Pre), count, count); */
static void moments(const population *pop, size_t count, const double *x, double theory, double *p_mean, double *p_variance, double *variance) {
  double m2, m4;
  const double mean = ntk_mean(count, x), c = (double)count, sum = pop->sum;
  about(count, x, sum, &m2, &m4);
  *variance = m2;
  *p_mean = ntk_normal_two_sided((mean - sum) / sqrt(theory / c));
  *p_variance = theory > 0.0 ? ntk_normal_two_sided((m2 - theory) / sqrt((m4 - m2 * m2) / c)) : 1.0;
}

enum { TESTS = DIRECTIONS * 4 * SIZES + 1 };

typedef struct {
  double p[TESTS];
  size_t tests;
  double variance[SIZES], K[SIZES];
} family;

/*@ predicate indices{L}(size_t *index, integer n) = \forall integer i; 0 <= i < n ==> index[i] == i; */

/* x := BATCHES rescaled batch sums. */
/*@ requires valid: population_valid(pop) && indices(pop->index, pop->n) && \valid_read(rng) && \valid(chosen + (0 .. pop->n - 1)) && 1 <= K <= from <= pop->n && \valid(x + (0 .. BATCHES - 1));
    requires apart: \separated(chosen + (0 .. pop->n - 1), pop->index + (0 .. pop->n - 1)) && \separated(chosen + (0 .. pop->n - 1), pop);
    terminates \true;
    exits \false;
    assigns chosen[0 .. pop->n - 1], x[0 .. BATCHES - 1]; */
static void draw_batches(const population *pop, size_t from, size_t K, int replace, gsl_rng *rng, size_t *chosen, double *x) {
  /*@ loop invariant range: 0 <= i <= BATCHES;
      loop invariant valid: population_valid(pop) && indices(pop->index, pop->n) && pop->n == \at(pop->n, Pre);
      loop assigns i, chosen[0 .. \at(pop->n, Pre) - 1], x[0 .. BATCHES - 1];
      loop variant BATCHES - i; */
  for (size_t i = 0; i < BATCHES; i++) x[i] = draw(pop, from, K, replace, rng, chosen);
}

/*@ requires some: 1 <= n && 1 <= parts;
    terminates \true;
    exits \false;
    assigns \result \from n, parts;
    ensures part: 1 <= \result <= n && (parts <= n ==> \result == n / parts); */
static size_t batch_size(size_t n, size_t parts) { return n / parts > 0 ? n / parts : 1; }

/* Size number b, a part of the whole, with replacement and without: two p-values each. x: BATCHES, chosen: n, scratch. */
/*@ requires valid: population_valid(pop) && indices(pop->index, pop->n) && \valid_read(rng) && \valid(chosen + (0 .. pop->n - 1)) && \valid(x + (0 .. BATCHES - 1)) && \valid(f) &&
                    b < SIZES && 1 <= parts && f->tests + 4 <= TESTS;
    requires apart: \separated(chosen + (0 .. pop->n - 1), pop->index + (0 .. pop->n - 1)) && \separated(chosen + (0 .. pop->n - 1), pop) && \separated(chosen + (0 .. pop->n - 1), f) &&
                    \separated(f, pop) && \separated(f, pop->index + (0 .. pop->n - 1));
    terminates \true;
    exits \false;
    assigns chosen[0 .. pop->n - 1], x[0 .. BATCHES - 1], *f;
    ensures tests: f->tests == \old(f->tests) + 4; */
static void test_size(const population *pop, size_t b, size_t parts, gsl_rng *rng, size_t *chosen, double *x, family *f) {
  const size_t K = batch_size(pop->n, parts), tests = f->tests;
  double p_mean, p_variance, variance;
  draw_batches(pop, pop->n, K, 0, rng, chosen, x);
  moments(pop, BATCHES, x, batch_variance(pop, K, 0), &p_mean, &p_variance, &variance);
  f->p[tests] = p_mean, f->p[tests + 1] = p_variance;
  draw_batches(pop, pop->n, K, 1, rng, chosen, x);
  moments(pop, BATCHES, x, batch_variance(pop, K, 1), &p_mean, &p_variance, &variance);
  f->p[tests + 2] = p_mean, f->p[tests + 3] = p_variance;
  f->tests = tests + 4;
  f->variance[b] = variance, f->K[b] = (double)K;
}

/* All sizes, n/32 ... n/2, and the control: batches from the first half. */
/*@ requires valid: population_valid(pop) && 8 <= pop->n && indices(pop->index, pop->n) && \valid_read(rng) && \valid(chosen + (0 .. pop->n - 1)) && \valid(x + (0 .. BATCHES - 1)) && \valid(f) &&
                    f->tests + 4 * SIZES <= TESTS && \valid(p_control);
    requires apart: \separated(chosen + (0 .. pop->n - 1), pop->index + (0 .. pop->n - 1)) && \separated(chosen + (0 .. pop->n - 1), pop) && \separated(chosen + (0 .. pop->n - 1), f) &&
                    \separated(f, pop) && \separated(f, pop->index + (0 .. pop->n - 1)) && \separated(f, p_control);
    terminates \true;
    exits \false;
    assigns chosen[0 .. pop->n - 1], x[0 .. BATCHES - 1], *f, *p_control;
    ensures tests: f->tests == \old(f->tests) + 4 * SIZES; */
static void test_sizes(const population *pop, gsl_rng *rng, size_t *chosen, double *x, family *f, double *p_control) {
  size_t parts = 1 << SIZES;
  double p_mean, unused, unused2;
  /*@ loop invariant range: 0 <= b <= SIZES;
      loop invariant parts: 1 <= parts && (b < SIZES ==> 2 <= parts) && (b + 1 < SIZES ==> 4 <= parts) && (b + 2 < SIZES ==> 8 <= parts) && (b + 3 < SIZES ==> 16 <= parts) && (b + 4 < SIZES ==> 32 <= parts);
      loop invariant valid: population_valid(pop) && indices(pop->index, pop->n) && pop->n == \at(pop->n, Pre) && f->tests == \at(f->tests, Pre) + 4 * b;
      loop assigns b, parts, chosen[0 .. \at(pop->n, Pre) - 1], x[0 .. BATCHES - 1], *f;
      loop variant SIZES - b; */
  for (size_t b = 0; b < SIZES; b++, parts /= 2) test_size(pop, b, parts, rng, chosen, x, f);
  draw_batches(pop, pop->n / 2, pop->n / 4, 0, rng, chosen, x);
  moments(pop, BATCHES, x, batch_variance(pop, pop->n / 4, 0), &p_mean, &unused, &unused2);
  *p_control = p_mean;
}

/*@ requires valid: population_valid(pop) && 8 <= pop->n && indices(pop->index, pop->n) && \valid_read(rng) && \valid(f) && f->tests + 4 * SIZES <= TESTS && \valid(p_control) && \valid(err);
    requires apart: \separated(f, pop) && \separated(f, pop->index + (0 .. pop->n - 1)) && \separated(f, p_control);
    terminates \true;
    exits \false;
    assigns *f, *p_control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures tests: \result == NTK_OK ==> f->tests == \old(f->tests) + 4 * SIZES; */
static ntk_status test_batches(const population *pop, gsl_rng *rng, family *f, double *p_control, ntk_error *err) {
  const size_t n = pop->n;
  double *x = ntk_doubles(BATCHES, 1);
  size_t *chosen = ntk_calloc(n, 1, sizeof *chosen);
  ntk_status status = NTK_OK;
  if (x == NULL || chosen == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %d batches", BATCHES);
  else {
    //@ ghost heap_own(x), heap_own(chosen), heap_apart_any(chosen, n * sizeof(size_t), pop->index, n * sizeof(size_t));
    //@ ghost heap_apart_any(chosen, n * sizeof(size_t), pop, sizeof(population)), heap_apart_any(chosen, n * sizeof(size_t), f, sizeof(family));
    test_sizes(pop, rng, chosen, x, f, p_control);
  }
  free(x), free(chosen);
  return status;
}

/*@ // sum_{j<n} (w0_j - w_j) v_j
    logic real along{L}(double *w0, double *w, double *v, integer n) = n <= 0 ? 0.0 : along(w0, w, v, n - 1) + (w0[n - 1] - w[n - 1]) * v[n - 1]; */

/*@ requires valid: \valid_read(w0 + (0 .. p - 1)) && \valid_read(w + (0 .. p - 1)) && \valid_read(v + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns \result \from p, w0[0 .. p - 1], w[0 .. p - 1], v[0 .. p - 1];
    ensures sum: \result == along(w0, w, v, p); */
static double step_along(size_t p, const double *w0, const double *w, const double *v) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= p;
      loop invariant sum: sum == along(w0, w, v, j);
      loop assigns j, sum;
      loop variant p - j; */
  for (size_t j = 0; j < p; j++) sum += (w0[j] - w[j]) * v[j];
  return sum;
}

/* What the stepper itself does: *x := -(w1 - w0) . v for one step of eta 1. w: p, scratch. */
/*@ requires valid: problem_valid(problem) && \valid_read(options) && \valid(w + (0 .. problem->map->p - 1)) && \valid_read(v + (0 .. problem->map->p - 1)) && \valid(x) && \valid(err) &&
                    (options->rng == \null || \valid(options->rng));
    requires apart: \separated(w + (0 .. problem->map->p - 1), problem) && \separated(w + (0 .. problem->map->p - 1), options) &&
                    \separated(w + (0 .. problem->map->p - 1), problem->y + (0 .. problem->map->N - 1)) && \separated(w + (0 .. problem->map->p - 1), problem->w0 + (0 .. problem->map->p - 1)) &&
                    \separated(err, problem) && \separated(err, problem->map) && \separated(err, options) && \separated(err, w + (0 .. problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. problem->map->p - 1], *x, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status one_step(const ntk_problem *problem, const ntk_descent_options *options, const double *v, double *w, double *x, ntk_error *err) {
  ntk_copy(problem->map->p, problem->w0, w);
  const ntk_status status = ntk_descent_run(problem, options, w, NULL, NULL, NULL, err);
  if (status == NTK_OK) *x = step_along(problem->map->p, problem->w0, w, v);
  return status;
}

/* The SGD stepper itself: -(w1 - w0) . v / eta over STEPS single steps of n/4 examples. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid_read(pop) && 8 <= pop->n && \valid_read(v + (0 .. net->p - 1)) &&
                    \valid(rng) && \valid(p) && \valid(w + (0 .. net->p - 1)) && \valid(err);
    requires apart: \separated(w + (0 .. net->p - 1), y + (0 .. net->N - 1)) && \separated(w + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) && \separated(err, net->map) &&
                    \separated(err, w + (0 .. net->p - 1)) && \separated(err, pop);
    terminates \true;
    exits \false;
    assigns w[0 .. net->p - 1], *p, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status test_stepper(double alpha, const ntk_net *net, const double *y, const population *pop, size_t outputs, const double *v, gsl_rng *rng, double *p, double *w, ntk_error *err) {
  const size_t K = pop->n / 4;
  const ntk_problem problem = {net->map, alpha, y, net->w0};
  const ntk_descent_options options = {.kind = NTK_SGD, .eta = 1.0, .steps = 1, .batch = K, .outputs = outputs, .rng = rng};
  double x[STEPS];
  /*@ loop invariant range: 0 <= i <= STEPS;
      loop assigns i, x[0 .. STEPS - 1], w[0 .. net->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant STEPS - i; */
  for (size_t i = 0; i < STEPS; i++) {
    const ntk_status status = one_step(&problem, &options, v, w, &x[i], err);
    if (status != NTK_OK) return status;
  }
  const double z = (ntk_mean(STEPS, x) - pop->sum) / sqrt(batch_variance(pop, K, 0) / (double)STEPS);
  *p = ntk_normal_two_sided(z);
  return NTK_OK;
}

/* Column i of a: example i's gradient along the rows of v. */
/*@ requires valid: \valid_read(v + (0 .. DIRECTIONS * p - 1)) && DIRECTIONS * p <= SIZE_MAX && \valid_read(g + (0 .. p - 1)) && i < n && DIRECTIONS * n <= SIZE_MAX &&
                    \valid(a + (0 .. DIRECTIONS * n - 1));
    terminates \true;
    exits \false;
    assigns a[0 .. DIRECTIONS * n - 1]; */
static void project_one(size_t p, const double *v, const double *g, size_t n, size_t i, double *a) {
  /*@ loop invariant range: 0 <= q <= DIRECTIONS;
      loop assigns q, a[0 .. DIRECTIONS * n - 1];
      loop variant DIRECTIONS - q; */
  for (size_t q = 0; q < DIRECTIONS; q++) {
    //@ ghost row_inside(q, DIRECTIONS, n), row_inside(q, DIRECTIONS, p);
    a[q * n + i] = ntk_dot(p, g, v + q * p);
  }
}

/* a (DIRECTIONS x n): the gradients of n examples of k outputs projected on the rows of v (DIRECTIONS x p). g: p, scratch. */
/*@ requires valid: \valid_read(net) && net_map(net) && 1 <= k && \valid_read(y + (0 .. net->N - 1)) && \valid_read(v + (0 .. DIRECTIONS * net->p - 1)) && DIRECTIONS * net->p <= SIZE_MAX &&
                    \valid(g + (0 .. net->p - 1)) && DIRECTIONS * n <= SIZE_MAX && \valid(a + (0 .. DIRECTIONS * n - 1)) && \valid(err);
    terminates \true;
    exits \false;
    assigns g[0 .. net->p - 1], a[0 .. DIRECTIONS * n - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status project(double alpha, size_t n, size_t k, const ntk_net *net, const double *y, const double *v, double *g, double *a, ntk_error *err) {
  const size_t N = net->N, p = net->p;
  const ntk_problem problem = {net->map, alpha, y, net->w0};
  double *r = ntk_doubles(N, 2);
  if (r == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for residuals");
  //@ ghost heap_own(r), heap_apart(r, 2 * N, y, N), heap_apart(r, 2 * N, g, p), heap_apart_any(r, 2 * N * sizeof(double), net->map, sizeof(ntk_map));
  ntk_residual(&problem, r);
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, r[0 .. 2 * N - 1], g[0 .. p - 1], a[0 .. DIRECTIONS * n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    ntk_example_gradient(net->map, alpha, r, k, i, r + N, g);
    project_one(p, v, g, n, i, a);
  }
  free(r);
  return NTK_OK;
}

/*@ requires valid: result_valid(result) && \valid_read(f) && f->tests <= TESTS;
    requires apart: \separated(result, f);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: result_valid(result); */
static void decide(ntk_result *result, const family *f, double p_control) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  const ntk_fit fit = ntk_fit_power(SIZES, f->K, f->variance, 0.95);
  const double p = ntk_study_family(f->tests, f->p);
  ntk_decide_p_value(&out, "mean and variance of mini-batch gradients", ntk_p_value_passes(p, FALSE_ALARM), p, FALSE_ALARM);
  ntk_result_fold(result, &out);
  ntk_decide_slope(&out, "variance in the batch size", ntk_sgd_unbiased(fit.low, fit.high), &fit, -1.0, -2.0);
  ntk_result_fold(result, &out);
  ntk_decide_p_value(&out, "mean of batches drawn from the first half only", ntk_p_value_passes(p_control, FALSE_ALARM), p_control, FALSE_ALARM);
  ntk_study_control(result, &out);
  ntk_fact(result, "tests", (double)f->tests);
  ntk_fact(result, "false_alarm", FALSE_ALARM);
  ntk_fact_fit(result, "exponent_batch", &fit);
  ntk_series(result, "variance of the mini-batch gradient", "batch size K", "variance", SIZES, f->K, f->variance);
  snprintf(result->control_what, sizeof result->control_what, "batches are drawn from the first half of the examples only");
}

/* One direction: a are the gradients of n examples of k outputs along it; the first, v, is tried with the stepper too. w: p, scratch. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && 8 <= n && \valid_read(a + (0 .. n - 1)) && \valid(index + (0 .. n - 1)) &&
                    indices(index, n) && \valid_read(v + (0 .. net->p - 1)) && \valid(rng) && \valid(f) && f->tests + 4 * SIZES + 1 <= TESTS + (first != 0 ? 0 : 1) && \valid(p_control) &&
                    \valid(w + (0 .. net->p - 1)) && \valid(err);
    requires apart: \separated(f, net) && \separated(f, index + (0 .. n - 1)) && \separated(f, p_control) && \separated(f, err) && \separated(f, w + (0 .. net->p - 1)) &&
                    \separated(w + (0 .. net->p - 1), y + (0 .. net->N - 1)) && \separated(w + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) && \separated(err, net->map) &&
                    \separated(err, w + (0 .. net->p - 1)) && \separated(f, net->map);
    terminates \true;
    exits \false;
    assigns *f, *p_control, w[0 .. net->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures tests: \result == NTK_OK ==> f->tests == \old(f->tests) + 4 * SIZES + (first != 0 ? 1 : 0); */
static ntk_status test_direction(double alpha, const ntk_net *net, const double *y, size_t n, size_t k, double *a, size_t *index, const double *v, int first, gsl_rng *rng, family *f, double *p_control,
                                 double *w, ntk_error *err) {
  population pop = {.n = n, .a = a, .index = index};
  double p;
  describe(&pop);
  ntk_status status = test_batches(&pop, rng, f, p_control, err);
  if (status != NTK_OK || !first) return status;
  status = test_stepper(alpha, net, y, &pop, k, v, rng, &p, w, err);
  if (status == NTK_OK) f->p[f->tests++] = p;
  return status;
}

/* index := 0, 1, ...; v := random directions. */
/*@ requires valid: \valid(index + (0 .. n - 1)) && \valid(v + (0 .. cells - 1)) && \valid_read(rng);
    terminates \true;
    exits \false;
    assigns index[0 .. n - 1], v[0 .. cells - 1];
    ensures index: indices(index, n); */
static void set_up(size_t n, size_t *index, size_t cells, double *v, gsl_rng *rng) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant set: indices(index, i);
      loop assigns i, index[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) index[i] = i;
  /*@ loop invariant range: 0 <= j <= cells;
      loop assigns j, v[0 .. cells - 1];
      loop variant cells - j; */
  for (size_t j = 0; j < cells; j++) v[j] = gsl_ran_gaussian_ziggurat(rng, 1.0);
}

/* All directions, n examples of k outputs. a: DIRECTIONS x n, v: DIRECTIONS x p, w: p, index: n, scratch. */
/*@ requires valid: \valid_read(s) && 8 <= n && 1 <= k && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && DIRECTIONS * n <= SIZE_MAX &&
                    \valid(a + (0 .. DIRECTIONS * n - 1)) && DIRECTIONS * net->p <= SIZE_MAX && \valid(v + (0 .. DIRECTIONS * net->p - 1)) && \valid(w + (0 .. net->p - 1)) &&
                    \valid(index + (0 .. n - 1)) && \valid(rng) && result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(index + (0 .. n - 1), net) && \separated(index + (0 .. n - 1), net->map) && \separated(index + (0 .. n - 1), result) &&
                    \separated(w + (0 .. net->p - 1), y + (0 .. net->N - 1)) && \separated(w + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) && \separated(err, net->map) &&
                    \separated(err, w + (0 .. net->p - 1));
    terminates \true;
    exits \false;
    assigns index[0 .. n - 1], v[0 .. DIRECTIONS * net->p - 1], a[0 .. DIRECTIONS * n - 1], w[0 .. net->p - 1], result->sample, result->held, result->tried,
            result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status examine(const ntk_setting *s, size_t n, size_t k, const ntk_net *net, const double *y, double *a, double *v, double *w, size_t *index, gsl_rng *rng, ntk_result *result, ntk_error *err) {
  const size_t p = net->p;
  const double alpha = s->alpha;
  family f;
  double p_biased[DIRECTIONS];
  f.tests = 0;
  set_up(n, index, DIRECTIONS * p, v, rng);
  ntk_status status = project(alpha, n, k, net, y, v, w, a, err);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= q <= DIRECTIONS;
      loop invariant tests: f.tests <= 4 * SIZES * q + 1 && (q == 0 ==> f.tests == 0);
      loop invariant index: indices(index, n);
      loop assigns q, status, f, p_biased[0 .. DIRECTIONS - 1], w[0 .. p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant DIRECTIONS - q; */
  for (size_t q = 0; q < DIRECTIONS; q++) {
    //@ ghost row_inside(q, DIRECTIONS, n);
    status = test_direction(alpha, net, y, n, k, a + q * n, index, v, q == 0, rng, &f, &p_biased[q], w, err);
    if (status != NTK_OK) return status;
    ntk_study_progress(s, "sgd-unbiased", (double)(q + 1) / DIRECTIONS);
  }
  decide(result, &f, ntk_study_family(DIRECTIONS, p_biased));
  return NTK_OK;
}

/* Room for the network at hand. */
/*@ requires valid: \valid_read(s) && 8 <= n && 1 <= k && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status one_net(const ntk_setting *s, size_t n, size_t k, const ntk_net *net, const double *y, ntk_result *result, ntk_error *err) {
  const size_t p = net->p;
  double *a = ntk_doubles(DIRECTIONS, n), *v = ntk_doubles(DIRECTIONS, p), *w = ntk_doubles(p, 1);
  size_t *index = ntk_calloc(n, 1, sizeof *index);
  gsl_rng *rng = ntk_rng(s->seed, NTK_RNG_BATCHES, 0);
  ntk_status status;
  if (a == NULL || v == NULL || w == NULL || index == NULL || rng == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu gradients", n);
  else {
    //@ ghost heap_own(a), heap_own(v), heap_own(w), heap_own(index), heap_apart(w, p, y, net->N), heap_apart(w, p, net->w0, p), heap_apart_any(w, p * sizeof(double), err, sizeof(ntk_error));
    //@ ghost heap_apart_any(index, n * sizeof(size_t), net, sizeof(ntk_net)), heap_apart_any(index, n * sizeof(size_t), net->map, sizeof(ntk_map));
    //@ ghost heap_apart_any(index, n * sizeof(size_t), result, sizeof(ntk_result));
    status = examine(s, n, k, net, y, a, v, w, index, rng, result, err);
  }
  free(a), free(v), free(w), free(index);
  if (rng != NULL) gsl_rng_free(rng);
  return status;
}

/* x: n x d; y: its targets, k a row. */
/*@ requires valid: setting_seeds(s) && matrix_readable(x) && x->tda <= INT_MAX && 8 <= x->size1 && 1 <= k && k == s->arch.width[s->arch.depth] && \valid_read(y + (0 .. x->size1 * k - 1)) &&
                    result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const gsl_matrix *x, size_t k, const double *y, ntk_result *result, ntk_error *err) {
  const size_t n = x->size1;
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, x, s->theta, s->seed, 0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(net.map, sizeof(ntk_map), err, sizeof(ntk_error));
  status = one_net(s, n, k, &net, y, result, err);
  ntk_net_clear(&net);
  return status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t n = s->data->x->size1;
  if (n < 8) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "too-few-rows: %zu, batches need at least 8", n);
    return NTK_OK;
  }
  //@ assert rows: s->data->y->size1 == s->data->x->size1 && s->data->y->size2 == s->arch.width[s->arch.depth];
  double *y = ntk_study_targets(s->data);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  const size_t k = s->data->y->size2;
  //@ assert seeds: setting_seeds(s);
  //@ assert inputs: matrix_readable(s->data->x) && s->data->x->tda <= INT_MAX;
  //@ assert outputs: 1 <= k && k == s->arch.width[s->arch.depth] && s->data->y->size1 == n;
  const ntk_status status = on_rows(s, s->data->x, k, y, result, err);
  free(y);
  return status;
}

const ntk_check ntk_check_sgd_unbiased = {.id = "sgd-unbiased", .study = study};
