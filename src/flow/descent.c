#include "flow/descent.h"

#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/observe.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/triangle.h"

typedef struct {
  const ntk_problem *problem;
  const ntk_descent_options *options;
  size_t n;                      /* examples */
  double *w;                     /* p, the caller's */
  double *before, *x, *g;        /* p: w of the step before; nesterov's x; gradient */
  double *r, *masked;            /* N */
  size_t *all, *chosen;          /* sgd: n, batch */
  double mu, path, error;
  int stop;                      /* nothing is left to do */
  ntk_sample sample;             /* what is recorded now */
} descent;

/*@ predicate options_fit{L}(ntk_descent_options *o, integer N) =
      (o->kind == NTK_SGD ==> 0 < o->outputs && N % o->outputs == 0 && 1 <= o->batch <= N / o->outputs) &&
      (o->kind == NTK_SGD || o->kind == NTK_LANGEVIN ==> \valid(o->rng));

    // who runs: the problem, the options that check_options has passed, the caller's w
    predicate descent_valid{L}(descent *d) = \valid(d) && problem_valid(d->problem) && \valid_read(d->options) &&
      \valid(d->w + (0 .. d->problem->map->p - 1)) && options_fit(d->options, d->problem->map->N);

    // its scratch memory
    predicate descent_ready{L}(descent *d) = descent_valid(d) && d->problem->map->p <= SIZE_MAX / 8 && d->problem->map->N <= SIZE_MAX / 8 &&
      \valid(d->before + (0 .. d->problem->map->p - 1)) && \valid(d->g + (0 .. d->problem->map->p - 1)) &&
      \valid(d->r + (0 .. d->problem->map->N - 1)) &&
      (d->options->kind == NTK_NESTEROV ==> \valid(d->x + (0 .. d->problem->map->p - 1))) &&
      (d->options->kind == NTK_SGD ==> d->n * d->options->outputs == d->problem->map->N && d->options->batch <= d->n && d->n <= SIZE_MAX / 8 &&
        \valid(d->masked + (0 .. d->problem->map->N - 1)) && \valid(d->chosen + (0 .. d->options->batch - 1)) &&
        \valid(d->all + (0 .. d->n - 1)) && \forall integer i; 0 <= i < d->n ==> d->all[i] == i); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures inside: \forall integer e, o; 0 <= e < n && 0 <= o < k ==> 0 <= place(e, k, o) < n * k;
       ensures apart: \forall integer e, f, o, q; e != f && 0 <= o < k && 0 <= q < k ==> place(e, k, o) != place(f, k, q); @/
    void places(size_t n, size_t k) {
      /@ assert positive: \forall integer e; 0 <= e ==> 0 <= e * k; @/
      /@ assert below: \forall integer e; 0 <= e < n ==> 0 <= (n - e - 1) * k; @/
      /@ assert ordered: \forall integer e, f; e < f ==> 0 <= (f - e - 1) * k; @/
      /@ assert row: \forall integer e; 0 <= e < n ==> e * k + k <= n * k; @/
      /@ assert rows: \forall integer e, f; e < f ==> e * k + k <= f * k; @/
      /@ assert before: \forall integer e, f, o, q; e < f && 0 <= o < k && 0 <= q < k ==> place(e, k, o) < place(f, k, q); @/
    } */

/* The k residuals of example e, rescaled. */
/*@ requires size: e < n && n * k <= SIZE_MAX;
    requires valid: \valid_read(r + (0 .. n * k - 1)) && \valid(masked + (0 .. n * k - 1));
    requires apart: \separated(masked + (0 .. n * k - 1), r + (0 .. n * k - 1));
    terminates \true;
    exits \false;
    assigns masked[0 .. n * k - 1];
    ensures same: same{Pre, Post}(r, n * k);
    ensures example: \forall integer o; 0 <= o < k ==> masked[place(e, k, o)] == scale * r[place(e, k, o)];
    ensures rest: \forall integer f, o; f != e && 0 <= f < n && 0 <= o < k ==> masked[place(f, k, o)] == \old(masked[place(f, k, o)]); */
static void take_example(size_t n, size_t k, size_t e, double scale, const double *r, double *masked) {
  (void)n;
  //@ ghost row_inside(e, n, k);
  //@ ghost places(n, k);
  const size_t first = e * k;
  /*@ loop invariant range: 0 <= o <= k;
      loop invariant same: same{Pre, Here}(r, n * k);
      loop invariant done: \forall integer l; 0 <= l < o ==> masked[place(e, k, l)] == scale * r[place(e, k, l)];
      loop invariant rest: \forall integer f, q; f != e && 0 <= f < n && 0 <= q < k ==> masked[place(f, k, q)] == \at(masked[place(f, k, q)], Pre);
      loop assigns o, masked[0 .. n * k - 1];
      loop variant k - o; */
  for (size_t o = 0; o < k; o++) {
    //@ assert here: first + o == place(e, k, o);
    masked[first + o] = scale * r[first + o];
  }
}

void ntk_batch_residual(size_t n, size_t k, size_t batch, gsl_rng *rng, const size_t *all, size_t *chosen, const double *r, double *masked) {
  const double scale = (double)n / (double)batch;
  gsl_ran_choose(rng, chosen, batch, (void *)all, n, sizeof *chosen);
  ntk_zero(n * k, masked);
  /*@ loop invariant range: 0 <= b <= batch;
      loop invariant same: same{Pre, Here}(r, n * k);
      loop invariant masked: masked_residual(masked, r, chosen, b, scale, n, k);
      loop assigns b, masked[0 .. n * k - 1];
      loop variant batch - b; */
  for (size_t b = 0; b < batch; b++) {
    //@ ghost places(n, k);
    //@ assert next: \forall integer e; drawn(chosen, b + 1, e) <==> drawn(chosen, b, e) || e == chosen[b];
    take_example(n, k, chosen[b], scale, r, masked);
  }
}

/*@ requires valid: problem_valid(problem) && \valid_read(o) && (err == \null || \valid(err)) && (o->rng == \null || \valid(o->rng));
    requires apart: \separated(err, problem) && \separated(err, problem->map) && \separated(err, o);
    terminates \true;
    exits \false;
    assigns *err;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures fit: \result == NTK_OK ==> 0.0 < o->eta && options_fit(o, problem->map->N); */
static ntk_status check_options(const ntk_problem *problem, const ntk_descent_options *o, ntk_error *err) {
  const size_t N = problem->map->N;
  if (!(o->eta > 0.0 && isfinite(o->eta))) return ntk_fail(err, NTK_EUSAGE, "descent: the step must be positive and finite, found %g", o->eta);
  if (o->kind == NTK_NESTEROV && !isnan(o->momentum) && !(o->momentum >= 0.0 && o->momentum < 1.0))
    return ntk_fail(err, NTK_EUSAGE, "descent: the momentum must lie in [0, 1), found %g", o->momentum);
  if (o->kind == NTK_SGD && (o->outputs == 0 || N % o->outputs != 0))
    return ntk_fail(err, NTK_EUSAGE, "descent: %zu outputs an example do not divide %zu residuals", o->outputs, N);
  if (o->kind == NTK_SGD && (o->batch == 0 || o->batch > N / o->outputs))
    return ntk_fail(err, NTK_EUSAGE, "descent: the batch must hold 1 to %zu examples, found %zu", N / o->outputs, o->batch);
  if (o->kind == NTK_LANGEVIN && !(o->temperature >= 0.0 && isfinite(o->temperature)))
    return ntk_fail(err, NTK_EUSAGE, "descent: the temperature must be 0 or positive and finite, found %g", o->temperature);
  if ((o->kind == NTK_SGD || o->kind == NTK_LANGEVIN) && o->rng == NULL) return ntk_fail(err, NTK_EUSAGE, "descent: a random dynamics needs a generator");
  return NTK_OK;
}

/* mu = (sqrt kappa - 1)/(sqrt kappa + 1), kappa of the kernel at the start (agd-rate) */
/*@ requires valid: descent_valid(d) && (err == \null || \valid(err));
    requires apart: \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, err) && \separated(err, d->problem) &&
                    \separated(err, d->problem->map);
    terminates \true;
    exits \false;
    assigns d->mu, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures momentum: \result == NTK_OK ==> \exists real kappa; d->mu == momentum_of(kappa); */
static ntk_status kernel_momentum(descent *d, ntk_error *err) {
  const size_t N = d->problem->map->N;
  double lambda_min, lambda_max;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "descent: out of memory for the kernel of %zu", N);
  //@ ghost heap_own(K);
  ntk_status status = ntk_map_at(d->problem->map, d->w);
  if (status == NTK_OK) status = ntk_map_kernel(d->problem->map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(N, K, &lambda_min, &lambda_max);
  free(K);
  if (status != NTK_OK) return ntk_fail(err, status, "descent: kernel at the start: %s", ntk_status_text(status));
  if (!(lambda_min > ntk_eigen_error(N, lambda_max)))
    return ntk_fail(err, NTK_ENUMERIC, "descent: the kernel at the start is singular (lambda_min %g, lambda_max %g): kappa is infinite, the momentum must be given", lambda_min, lambda_max);
  const double kappa = lambda_max / lambda_min, root = sqrt(kappa);
  //@ assert positive: 0.0 <= kappa;
  d->mu = (root - 1.0) / (root + 1.0);
  //@ assert momentum: d->mu == momentum_of(kappa);
  return NTK_OK;
}

/* all_i := i */
/*@ requires valid: \valid(all + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns all[0 .. n - 1];
    ensures count: \forall integer i; 0 <= i < n ==> all[i] == i; */
static void count_up(size_t n, size_t *all) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant count: \forall integer j; 0 <= j < i ==> all[j] == j;
      loop assigns i, all[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) all[i] = i;
}

/* The scratch memory; some of it is NULL where memory is out. */
/*@ requires valid: descent_valid(d);
    requires apart: \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, d->options);
    requires fresh: d->n == 0;
    terminates \true;
    exits \false;
    assigns d->before, d->g, d->r, d->x, d->n, d->masked, d->chosen, d->all, ntk_alloc_countdown;
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: descent_valid(d);
    ensures room: \result == 1 ==> d->problem->map->p <= SIZE_MAX / 8 && d->problem->map->N <= SIZE_MAX / 8 &&
      \valid(d->before + (0 .. d->problem->map->p - 1)) && \valid(d->g + (0 .. d->problem->map->p - 1)) &&
      \valid(d->r + (0 .. d->problem->map->N - 1));
    ensures room_nesterov: \result == 1 && d->options->kind == NTK_NESTEROV ==> \valid(d->x + (0 .. d->problem->map->p - 1)) && d->x != \null;
    ensures examples: d->options->kind == NTK_SGD ==> d->n * d->options->outputs == d->problem->map->N && d->options->batch <= d->n;
    ensures room_sgd: \result == 1 && d->options->kind == NTK_SGD ==> d->n <= SIZE_MAX / 8 && \valid(d->masked + (0 .. d->problem->map->N - 1)) &&
      \valid(d->chosen + (0 .. d->options->batch - 1)) && \valid(d->all + (0 .. d->n - 1)); */
static int make_room(descent *d) {
  const ntk_descent_options *o = d->options;
  const size_t N = d->problem->map->N, p = d->problem->map->p;
  d->before = ntk_doubles(p, 1);
  d->g = ntk_doubles(p, 1);
  d->r = ntk_doubles(N, 1);
  if (o->kind == NTK_NESTEROV) d->x = ntk_doubles(p, 1);
  if (o->kind == NTK_SGD) {
    d->n = N / o->outputs;
    d->masked = ntk_doubles(N, 1);
    d->chosen = ntk_calloc(o->batch, 1, sizeof *d->chosen);
    d->all = ntk_calloc(d->n, 1, sizeof *d->all);
  }
  if (d->before == NULL || d->g == NULL || d->r == NULL) return 0;
  if (o->kind == NTK_NESTEROV) return d->x != NULL;
  return o->kind != NTK_SGD || (d->masked != NULL && d->chosen != NULL && d->all != NULL);
}

/*@ requires valid: descent_valid(d) && (err == \null || \valid(err));
    requires apart: \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, d->options) && \separated(d, err) &&
                    \separated(err, d->problem) && \separated(err, d->problem->map) && \separated(err, d->options);
    requires fresh: d->n == 0;
    terminates \true;
    exits \false;
    assigns d->before, d->g, d->r, d->x, d->n, d->masked, d->chosen, d->all, d->mu, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures ready: \result == NTK_OK ==> descent_ready(d); */
static ntk_status begin(descent *d, ntk_error *err) {
  const ntk_descent_options *o = d->options;
  const size_t p = d->problem->map->p;
  if (!make_room(d)) return ntk_fail(err, NTK_ENOMEM, "descent: out of memory for %zu parameters", p);
  if (o->kind == NTK_SGD) {
    /*@ ghost
        heap_own(d->all);
        heap_apart_any(d->all, d->n * sizeof *d->all, d, sizeof *d);
        heap_apart_any(d->all, d->n * sizeof *d->all, d->problem->map, sizeof *d->problem->map);
        heap_apart_any(d->all, d->n * sizeof *d->all, d->options, sizeof *d->options); */
    count_up(d->n, d->all);
  }
  if (o->kind != NTK_NESTEROV) return NTK_OK;
  /*@ ghost
      heap_own(d->x);
      heap_apart(d->x, p, d->w, p); */
  ntk_copy(p, d->w, d->x);
  d->mu = o->momentum;
  return isnan(d->mu) ? kernel_momentum(d, err) : NTK_OK;
}

/*@ requires valid: \valid_read(d);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void finish(descent *d) {
  free(d->before), free(d->x), free(d->g), free(d->r), free(d->masked), free(d->all), free(d->chosen);
}

/* The map to w, r there. */
/*@ requires valid: descent_ready(d) && \valid_read(w + (0 .. d->problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns d->r[0 .. d->problem->map->N - 1];
    ensures status: map_status(\result);
    ensures finite: \result == NTK_OK ==> all_finite(d->r, d->problem->map->N); */
static ntk_status look(descent *d, const double *w) {
  /*@ ghost
      heap_apart_any(d->r, d->problem->map->N * sizeof *d->r, d->problem, sizeof *d->problem);
      heap_apart(d->r, d->problem->map->N, d->problem->y, d->problem->map->N); */
  const ntk_status status = ntk_move(d->problem, w, d->r);
  return status == NTK_OK && !isfinite(ntk_loss(d->problem->map->N, d->r)) ? NTK_ENUMERIC : status;
}

/* w := w + deviation N(0, I) */
/*@ requires valid: \valid_read(rng) && \valid(w + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. p - 1]; */
static void add_noise(size_t p, const gsl_rng *rng, double deviation, double *w) {
  /*@ loop invariant range: 0 <= i <= p;
      loop assigns i, w[0 .. p - 1];
      loop variant p - i; */
  for (size_t i = 0; i < p; i++) w[i] += gsl_ran_gaussian_ziggurat(rng, deviation);
}

/* w := x - eta g */
/*@ requires valid: \valid(w + (0 .. p - 1)) && \valid_read(x + (0 .. p - 1)) && \valid_read(g + (0 .. p - 1));
    requires apart: \separated(w + (0 .. p - 1), x + (0 .. p - 1)) && \separated(w + (0 .. p - 1), g + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. p - 1];
    ensures step: \forall integer i; 0 <= i < p ==> w[i] == gd_step(x[i], eta, g[i]); */
static void step_from(size_t p, const double *x, double eta, const double *g, double *w) {
  ntk_copy(p, x, w);
  ntk_gd_step(p, eta, g, w);
}

/* x := w + mu (w - w before) */
/*@ requires valid: \valid_read(w + (0 .. p - 1)) && \valid_read(before + (0 .. p - 1)) && \valid(x + (0 .. p - 1));
    requires apart: \separated(x + (0 .. p - 1), w + (0 .. p - 1)) && \separated(x + (0 .. p - 1), before + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. p - 1];
    ensures momentum: \forall integer i; 0 <= i < p ==> x[i] == momentum_step(w[i], mu, before[i]); */
static void extrapolate(size_t p, const double *w, double mu, const double *before, double *x) {
  /*@ loop invariant range: 0 <= i <= p;
      loop invariant same: same{Pre, Here}(w, p) && same{Pre, Here}(before, p);
      loop invariant momentum: \forall integer j; 0 <= j < i ==> x[j] == momentum_step(w[j], mu, before[j]);
      loop assigns i, x[0 .. p - 1];
      loop variant p - i; */
  for (size_t i = 0; i < p; i++) x[i] = w[i] + mu * (w[i] - before[i]);
}

/* g at the point to step from: of the whole residual, or of a batch of it (sgd). */
/*@ requires valid: descent_ready(d);
    terminates \true;
    exits \false;
    assigns ntk_heap[0 .. SIZE_MAX]; */
static void find_gradient(descent *d) {
  const ntk_descent_options *o = d->options;
  const double *residual = d->r;
  if (o->kind == NTK_SGD) {
    /*@ ghost
        heap_own(d->chosen);
        heap_own(d->masked);
        heap_apart(d->masked, d->n * o->outputs, d->r, d->n * o->outputs);
        heap_apart_any(d->chosen, o->batch * sizeof *d->chosen, d->all, d->n * sizeof *d->all);
        heap_apart_any(d->chosen, o->batch * sizeof *d->chosen, d, sizeof *d);
        heap_apart_any(d->chosen, o->batch * sizeof *d->chosen, o->rng, sizeof *o->rng);
        heap_apart_any(d->chosen, o->batch * sizeof *d->chosen, d->problem, sizeof *d->problem);
        heap_apart_any(d->chosen, o->batch * sizeof *d->chosen, d->problem->map, sizeof *d->problem->map); */
    ntk_batch_residual(d->n, o->outputs, o->batch, o->rng, d->all, d->chosen, d->r, d->masked);
    residual = d->masked;
  }
  /*@ ghost
      heap_own(d->g);
      heap_apart_any(d->g, d->problem->map->p * sizeof *d->g, d->problem, sizeof *d->problem);
      heap_apart(d->g, d->problem->map->p, residual, d->problem->map->N); */
  ntk_gradient(d->problem, residual, d->g);
}

/* gd, sgd, langevin: w := w - eta g, the last with noise; before := w as it was. */
/*@ requires valid: \valid_read(o) && \valid_read(g + (0 .. p - 1)) && \valid(before + (0 .. p - 1)) && \valid(w + (0 .. p - 1));
    requires valid_generator: o->kind == NTK_LANGEVIN ==> \valid(o->rng);
    requires apart: \separated(w + (0 .. p - 1), g + (0 .. p - 1)) && \separated(w + (0 .. p - 1), before + (0 .. p - 1)) &&
                    \separated(before + (0 .. p - 1), g + (0 .. p - 1));
    requires apart_options: \separated(w + (0 .. p - 1), o) && \separated(before + (0 .. p - 1), o);
    terminates \true;
    exits \false;
    assigns w[0 .. p - 1], before[0 .. p - 1];
    ensures before: \forall integer i; 0 <= i < p ==> before[i] == \old(w[i]);
    ensures gd: o->kind != NTK_LANGEVIN ==> \forall integer i; 0 <= i < p ==> w[i] == gd_step(\old(w[i]), o->eta, g[i]); */
static void plain_step(const ntk_descent_options *o, size_t p, const double *g, double *before, double *w) {
  ntk_copy(p, w, before);
  ntk_gd_step(p, o->eta, g, w);
  if (o->kind == NTK_LANGEVIN) add_noise(p, o->rng, sqrt(2.0 * o->eta * o->temperature), w);
}

/* nesterov: w := x - eta g, x := w + mu (w - before), before := w as it was. */
/*@ requires valid: \valid_read(g + (0 .. p - 1)) && \valid(before + (0 .. p - 1)) && \valid(x + (0 .. p - 1)) && \valid(w + (0 .. p - 1));
    requires apart: \separated(w + (0 .. p - 1), g + (0 .. p - 1)) && \separated(w + (0 .. p - 1), before + (0 .. p - 1)) &&
                    \separated(w + (0 .. p - 1), x + (0 .. p - 1)) && \separated(before + (0 .. p - 1), x + (0 .. p - 1)) &&
                    \separated(before + (0 .. p - 1), g + (0 .. p - 1)) && \separated(x + (0 .. p - 1), g + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. p - 1], before[0 .. p - 1], x[0 .. p - 1];
    ensures before: \forall integer i; 0 <= i < p ==> before[i] == \old(w[i]);
    ensures step: \forall integer i; 0 <= i < p ==> w[i] == gd_step(\old(x[i]), eta, \old(g[i]));
    ensures momentum: \forall integer i; 0 <= i < p ==> x[i] == momentum_step(w[i], mu, before[i]); */
static void nesterov_step(double eta, double mu, size_t p, const double *g, double *before, double *x, double *w) {
  ntk_copy(p, w, before);
  step_from(p, x, eta, g, w);
  extrapolate(p, w, mu, before, x);
}

/* The step that the gradient g makes, from w (nesterov: from x, which moves too). */
/*@ requires valid: descent_ready(d);
    requires apart: \separated(d->w + (0 .. d->problem->map->p - 1), d) &&
                    \separated(d->w + (0 .. d->problem->map->p - 1), d->options);
    terminates \true;
    exits \false;
    assigns d->w[0 .. d->problem->map->p - 1], d->before[0 .. d->problem->map->p - 1], ntk_heap[0 .. SIZE_MAX];
    ensures before: \forall integer i; 0 <= i < d->problem->map->p ==> d->before[i] == \old(d->w[i]); */
static void apply(descent *d) {
  const ntk_descent_options *o = d->options;
  const size_t p = d->problem->map->p;
  /*@ ghost
      heap_apart(d->before, p, d->w, p);
      heap_apart(d->g, p, d->w, p);
      heap_apart(d->before, p, d->g, p);
      heap_apart_any(d->before, p * sizeof *d->before, o, sizeof *o); */
  if (o->kind == NTK_NESTEROV) {
    /*@ ghost
        heap_own(d->x);
        heap_apart(d->x, p, d->w, p);
        heap_apart(d->x, p, d->before, p);
        heap_apart(d->x, p, d->g, p); */
    nesterov_step(o->eta, d->mu, p, d->g, d->before, d->x, d->w);
  } else plain_step(o, p, d->g, d->before, d->w);
}

/* One step; the map and r are at w (nesterov: wherever). */
/*@ requires valid: descent_ready(d);
    requires apart: \separated(d->w + (0 .. d->problem->map->p - 1), d) && \separated(d->w + (0 .. d->problem->map->p - 1), d->options) &&
                    \separated(d->w + (0 .. d->problem->map->p - 1), d->problem) &&
                    \separated(d->w + (0 .. d->problem->map->p - 1), d->problem->w0 + (0 .. d->problem->map->p - 1)) &&
                    \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, d->options);
    terminates \true;
    exits \false;
    assigns d->w[0 .. d->problem->map->p - 1], d->path, d->error, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result);
    ensures valid: descent_ready(d);
    ensures longer: \old(d->path) <= d->path;
    ensures drift: \result == NTK_OK ==> \sqrt(square_distance(d->w, d->problem->w0, d->problem->map->p)) - d->path <=
                                         \old(\sqrt(square_distance(d->w, d->problem->w0, d->problem->map->p)) - d->path); */
static ntk_status move_on(descent *d) {
  const ntk_descent_options *o = d->options;
  const size_t N = d->problem->map->N, p = d->problem->map->p;
  //@ ghost heap_own(d->r);
  if (o->kind == NTK_NESTEROV) {
    const ntk_status status = look(d, d->x);
    if (status != NTK_OK) return status;
  }
  find_gradient(d);
  /*@ ghost
      heap_own(d->before);
      heap_apart_any(d->before, p * sizeof *d->before, d, sizeof *d);
      heap_apart(d->before, p, d->problem->w0, p); */
  apply(d);
  const double length = ntk_distance(p, d->w, d->before);
  //@ ghost Measured: ;
  d->path += length;
  d->error += DBL_EPSILON * (ntk_norm(p, d->w) + (double)N * length);
  /*@ ghost
      size_t i = 0;
      /@ loop invariant range: 0 <= i <= p;
         loop invariant start: square_distance(d->before, d->problem->w0, i) == square_distance{Pre}(d->w, d->problem->w0, i);
         loop invariant step: square_distance(d->w, d->before, i) == square_distance{Measured}(d->w, d->before, i);
         loop assigns i;
         loop variant p - i; @/
      while (i < p) i = i + 1;
      triangle(p, d->w, d->before, d->problem->w0); */
  return isfinite(d->path + d->error) ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: descent_ready(d);
    requires valid_optional: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how));
    requires apart: \separated(tr, d) && \separated(tr, d->problem) && \separated(tr, d->problem->map) && \separated(tr, d->options) &&
                    (tr == \null || \separated(tr, how)) && \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, d->options);
    terminates \true;
    exits \false;
    assigns d->sample, *tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: descent_ready(d) && (tr != \null ==> trajectory_valid(tr) && \old(tr->count) <= tr->count); */
static ntk_status record(descent *d, size_t k, ntk_trajectory *tr, const ntk_recording *how) {
  /*@ ghost
      heap_own(d->g);
      heap_apart_any(d->g, d->problem->map->p * sizeof *d->g, d->problem, sizeof *d->problem);
      heap_apart(d->g, d->problem->map->p, d->r, d->problem->map->N); */
  ntk_gradient(d->problem, d->r, d->g);
  d->sample.t = d->options->eta * (double)k;
  d->sample.path = d->path;
  d->sample.error = d->error;
  d->sample.speed = ntk_norm(d->problem->map->p, d->g);
  return ntk_record_sample(tr, how, d->problem, &d->sample, d->w, d->r);
}

/* Looks at w after k steps where somebody wants to know: to record it, to stop, to step from it. */
/*@ requires valid: descent_ready(d) && k <= d->options->steps;
    requires valid_optional: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how));
    requires apart: \separated(tr, d) && \separated(tr, d->problem) && \separated(tr, d->problem->map) && \separated(tr, d->options) &&
                    (tr == \null || \separated(tr, how)) && \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, d->options) &&
                    \separated(d, how);
    terminates \true;
    exits \false;
    assigns d->stop, d->sample, *tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: descent_ready(d) && (tr != \null ==> trajectory_valid(tr) && \old(tr->count) <= tr->count);
    ensures end: k == d->options->steps && \result == NTK_OK ==> d->stop != 0; */
static ntk_status observe(descent *d, size_t k, int recording, ntk_trajectory *tr, const ntk_recording *how) {
  const ntk_descent_options *o = d->options;
  int due = k == 0 || k == o->steps || (o->every != 0 && k % o->every == 0);
  d->stop = k == o->steps;
  if (o->kind == NTK_NESTEROV && !(due && recording) && o->stop_residual <= 0.0 && !d->stop) return NTK_OK;
  //@ ghost heap_own(d->r);
  ntk_status status = look(d, d->w);
  if (status != NTK_OK) return status;
  if (o->stop_residual > 0.0 && ntk_norm(d->problem->map->N, d->r) <= o->stop_residual) due = d->stop = 1;
  return due && recording ? record(d, k, tr, how) : NTK_OK;
}

/*@ requires valid: \valid_read(o) && k <= o->steps;
    terminates \true;
    exits \false;
    assigns \nothing; */
static void report(const ntk_descent_options *o, size_t k) {
  const size_t stride = o->steps > 100 ? o->steps / 100 : 1;
  if (k > 0 && (k % stride == 0 || k == o->steps)) ntk_show_progress(o->progress, o->progress_context, (double)k / (double)o->steps);
}

/* The run itself; d->stop says that the end is reached. *steps: taken. */
/*@ requires valid: descent_ready(d) && \valid(steps);
    requires valid_optional: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how));
    requires apart: \separated(tr, d) && \separated(tr, d->problem) && \separated(tr, d->problem->map) && \separated(tr, d->options) &&
                    (tr == \null || \separated(tr, how)) && \separated(d, d->problem) && \separated(d, d->problem->map) && \separated(d, d->options) &&
                    \separated(d, how);
    requires apart_w: \separated(d->w + (0 .. d->problem->map->p - 1), d) && \separated(d->w + (0 .. d->problem->map->p - 1), d->options) &&
                    \separated(d->w + (0 .. d->problem->map->p - 1), d->problem) &&
                    \separated(d->w + (0 .. d->problem->map->p - 1), d->problem->w0 + (0 .. d->problem->map->p - 1));
    requires apart_steps: \separated(steps, d) && \separated(steps, d->problem) && \separated(steps, d->problem->map) &&
                    \separated(steps, d->options) && \separated(steps, tr) && \separated(steps, how);
    terminates \true;
    exits \false;
    assigns *steps, d->w[0 .. d->problem->map->p - 1], d->path, d->error, d->stop, d->sample, *tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures steps: *steps <= d->options->steps;
    ensures valid: tr != \null ==> trajectory_valid(tr) && \old(tr->count) <= tr->count; */
static ntk_status go(descent *d, ntk_trajectory *tr, const ntk_recording *how, size_t *steps) {
  const int recording = tr != NULL || how != NULL;
  size_t k = 0;
  ntk_status status = observe(d, k, recording, tr, how);
  /*@ loop invariant steps: k <= d->options->steps && (status == NTK_OK && !d->stop ==> k < d->options->steps);
      loop invariant status: any_status(status);
      loop invariant ready: descent_ready(d);
      loop invariant valid: tr != \null ==> trajectory_valid(tr) && \at(tr->count, Pre) <= tr->count;
      loop assigns k, status, d->w[0 .. d->problem->map->p - 1], d->path, d->error, d->stop, d->sample, *tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant d->options->steps - k; */
  while (status == NTK_OK && !d->stop) {
    status = move_on(d);
    if (status != NTK_OK) break;
    k++;
    status = observe(d, k, recording, tr, how);
    if (status == NTK_OK) report(d->options, k);
  }
  *steps = k;
  return status;
}

ntk_status ntk_descent_run(const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, size_t *done, ntk_error *err) {
  descent d = {.problem = problem, .options = options, .w = w};
  size_t k = 0;
  if (done != NULL) *done = 0;
  ntk_status status = check_options(problem, options, err);
  if (status != NTK_OK) return status;
  status = begin(&d, err);
  if (status != NTK_OK) {
    finish(&d);
    return status;
  }
  status = go(&d, tr, how, &k);
  finish(&d);
  if (done != NULL) *done = k;
  if (status == NTK_ENUMERIC)
    return ntk_fail(err, status, "descent: not finite after %zu steps of %g (t = %g): it diverges where the step exceeds 2/Lambda", k, options->eta, options->eta * (double)k);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "descent: %s after %zu steps", ntk_status_text(status), k);
}
