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

typedef struct {
  double p[DIRECTIONS * 4 * SIZES + 1];
  size_t tests;
  double variance[SIZES], K[SIZES];
} family;

static ntk_status test_batches(const population *pop, gsl_rng *rng, family *f, double *p_control, ntk_error *err) {
  double *x = ntk_doubles(BATCHES, 1);
  size_t *chosen = ntk_calloc(pop->n, 1, sizeof *chosen);
  if (x == NULL || chosen == NULL) {
    free(x), free(chosen);
    return ntk_fail(err, NTK_ENOMEM, "out of memory for %d batches", BATCHES);
  }
  for (size_t b = 0; b < SIZES; b++) {
    const size_t K = pop->n >> (SIZES - b) > 0 ? pop->n >> (SIZES - b) : 1;
    for (int replace = 0; replace < 2; replace++) {
      double variance;
      for (size_t i = 0; i < BATCHES; i++) x[i] = draw(pop, pop->n, K, replace, rng, chosen);
      moments(pop, BATCHES, x, batch_variance(pop, K, replace), &f->p[f->tests], &f->p[f->tests + 1], &variance);
      f->tests += 2;
      if (replace) f->variance[b] = variance, f->K[b] = (double)K;
    }
  }
  for (size_t i = 0; i < BATCHES; i++) x[i] = draw(pop, pop->n / 2, pop->n / 4, 0, rng, chosen);
  double unused, unused2;
  moments(pop, BATCHES, x, batch_variance(pop, pop->n / 4, 0), p_control, &unused, &unused2);
  free(x), free(chosen);
  return NTK_OK;
}

/* The SGD stepper itself: -(w1 - w0) . v / eta over STEPS single steps of n/4 examples. */
static ntk_status test_stepper(const ntk_setting *s, const ntk_net *net, const double *y, const population *pop, const double *v, gsl_rng *rng, double *p, double *w, ntk_error *err) {
  const size_t K = pop->n / 4;
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  double x[STEPS];
  for (size_t i = 0; i < STEPS; i++) {
    const ntk_descent_options options = {.kind = NTK_SGD, .eta = 1.0, .steps = 1, .batch = K, .outputs = s->data->y->size2, .rng = rng};
    for (size_t j = 0; j < net->p; j++) w[j] = net->w0[j];
    const ntk_status status = ntk_descent_run(&problem, &options, w, NULL, NULL, NULL, err);
    if (status != NTK_OK) return status;
    x[i] = 0.0;
    for (size_t j = 0; j < net->p; j++) x[i] += (net->w0[j] - w[j]) * v[j];
  }
  const double z = (ntk_mean(STEPS, x) - pop->sum) / sqrt(batch_variance(pop, K, 0) / (double)STEPS);
  *p = ntk_normal_two_sided(z);
  return NTK_OK;
}

/* a (DIRECTIONS x n): the examples' gradients projected on the rows of v (DIRECTIONS x p). g: p, scratch. */
static ntk_status project(const ntk_setting *s, const ntk_net *net, const double *y, const double *v, double *g, double *a, ntk_error *err) {
  const size_t k = s->data->y->size2, n = net->N / k;
  double *r = ntk_doubles(net->N, 2);
  if (r == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for residuals");
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  ntk_residual(&problem, r);
  for (size_t i = 0; i < n; i++) {
    ntk_example_gradient(net->map, s->alpha, r, k, i, r + net->N, g);
    for (size_t q = 0; q < DIRECTIONS; q++) a[q * n + i] = ntk_dot(net->p, g, v + q * net->p);
  }
  free(r);
  return NTK_OK;
}

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

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t n = s->data->x->size1;
  if (n < 8) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "too-few-rows: %zu, batches need at least 8", n);
    return NTK_OK;
  }
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, s->data->x, s->theta, s->seed, 0, err);
  if (status != NTK_OK) return status;
  double *y = ntk_study_targets(s->data), *a = ntk_doubles(DIRECTIONS, n), *v = ntk_doubles(DIRECTIONS, net.p), *w = ntk_doubles(net.p, 1);
  size_t *index = ntk_calloc(n, 1, sizeof *index);
  gsl_rng *rng = ntk_rng(s->seed, NTK_RNG_BATCHES, 0);
  family f = {.tests = 0};
  double p_biased[DIRECTIONS];
  if (y == NULL || a == NULL || v == NULL || w == NULL || index == NULL || rng == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu gradients", n);
  for (size_t i = 0; status == NTK_OK && i < n; i++) index[i] = i;
  for (size_t j = 0; status == NTK_OK && j < DIRECTIONS * net.p; j++) v[j] = gsl_ran_gaussian_ziggurat(rng, 1.0);
  if (status == NTK_OK) status = project(s, &net, y, v, w, a, err);
  for (size_t q = 0; status == NTK_OK && q < DIRECTIONS; q++) {
    population pop = {.n = n, .a = a + q * n, .index = index};
    describe(&pop);
    status = test_batches(&pop, rng, &f, &p_biased[q], err);
    if (status == NTK_OK && q == 0) status = test_stepper(s, &net, y, &pop, v, rng, &f.p[f.tests++], w, err);
    ntk_study_progress(s, "sgd-unbiased", (double)(q + 1) / DIRECTIONS);
  }
  if (status == NTK_OK) decide(result, &f, ntk_study_family(DIRECTIONS, p_biased));
  free(y), free(a), free(v), free(w), free(index);
  if (rng != NULL) gsl_rng_free(rng);
  ntk_net_clear(&net);
  return status;
}

const ntk_check ntk_check_sgd_unbiased = {.id = "sgd-unbiased", .study = study};
