#include "flow/descent.h"

#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/spectrum.h"

typedef struct {
  const ntk_problem *problem;
  const ntk_descent_options *options;
  size_t n;                      /* examples */
  double *w;                     /* p, the caller's */
  double *before, *x, *g;        /* p: w of the step before; nesterov's x; gradient */
  double *r, *masked;            /* N */
  size_t *all, *chosen;          /* sgd: n, batch */
  double mu, path, error, speed;
} descent;

void ntk_batch_residual(size_t n, size_t k, size_t batch, gsl_rng *rng, const size_t *all, size_t *chosen, const double *r, double *masked) {
  const double scale = (double)n / (double)batch;
  gsl_ran_choose(rng, chosen, batch, (void *)all, n, sizeof *chosen);
  memset(masked, 0, n * k * sizeof *masked);
  for (size_t b = 0; b < batch; b++)
    for (size_t o = 0; o < k; o++) masked[chosen[b] * k + o] = scale * r[chosen[b] * k + o];
}

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
static ntk_status kernel_momentum(descent *d, ntk_error *err) {
  const size_t N = d->problem->map->N;
  double lambda_min, lambda_max;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "descent: out of memory for the kernel of %zu", N);
  ntk_status status = d->problem->map->at(d->problem->map->context, d->w);
  if (status == NTK_OK) status = d->problem->map->kernel(d->problem->map->context, K);
  if (status == NTK_OK) status = ntk_eigen_ends(N, K, &lambda_min, &lambda_max);
  free(K);
  if (status != NTK_OK) return ntk_fail(err, status, "descent: kernel at the start: %s", ntk_status_text(status));
  if (!(lambda_min > ntk_eigen_error(N, lambda_max)))
    return ntk_fail(err, NTK_ENUMERIC, "descent: the kernel at the start is singular (lambda_min %g, lambda_max %g): kappa is infinite, the momentum must be given", lambda_min, lambda_max);
  const double root = sqrt(lambda_max / lambda_min);
  d->mu = (root - 1.0) / (root + 1.0);
  return NTK_OK;
}

static ntk_status begin(descent *d, ntk_error *err) {
  const ntk_descent_options *o = d->options;
  const size_t N = d->problem->map->N, p = d->problem->map->p;
  int whole = (d->before = ntk_doubles(p, 1)) != NULL;
  whole &= (d->g = ntk_doubles(p, 1)) != NULL;
  whole &= (d->r = ntk_doubles(N, 1)) != NULL;
  if (o->kind == NTK_NESTEROV) whole &= (d->x = ntk_doubles(p, 1)) != NULL;
  if (o->kind == NTK_SGD) {
    d->n = N / o->outputs;
    whole &= (d->masked = ntk_doubles(N, 1)) != NULL;
    whole &= (d->chosen = ntk_calloc(o->batch, 1, sizeof *d->chosen)) != NULL;
    whole &= (d->all = ntk_calloc(d->n, 1, sizeof *d->all)) != NULL;
  }
  if (!whole) return ntk_fail(err, NTK_ENOMEM, "descent: out of memory for %zu parameters", p);
  for (size_t i = 0; i < d->n; i++) d->all[i] = i;
  if (o->kind != NTK_NESTEROV) return NTK_OK;
  memcpy(d->x, d->w, p * sizeof *d->x);
  d->mu = o->momentum;
  return isnan(d->mu) ? kernel_momentum(d, err) : NTK_OK;
}

static void finish(descent *d) {
  free(d->before), free(d->x), free(d->g), free(d->r), free(d->masked), free(d->all), free(d->chosen);
}

/* The map to w, r there. */
static ntk_status look(descent *d, const double *w) {
  const ntk_status status = ntk_move(d->problem, w, d->r);
  return status == NTK_OK && !isfinite(ntk_loss(d->problem->map->N, d->r)) ? NTK_ENUMERIC : status;
}

static void add_noise(descent *d) {
  const double deviation = sqrt(2.0 * d->options->eta * d->options->temperature);
  for (size_t i = 0; i < d->problem->map->p; i++) d->w[i] += gsl_ran_gaussian_ziggurat(d->options->rng, deviation);
}

/* One step; the map and r are at w (nesterov: wherever). */
static ntk_status move_on(descent *d) {
  const ntk_descent_options *o = d->options;
  const size_t N = d->problem->map->N, p = d->problem->map->p;
  if (o->kind == NTK_NESTEROV) {
    const ntk_status status = look(d, d->x);
    if (status != NTK_OK) return status;
  }
  if (o->kind == NTK_SGD) ntk_batch_residual(d->n, o->outputs, o->batch, o->rng, d->all, d->chosen, d->r, d->masked);
  ntk_gradient(d->problem, o->kind == NTK_SGD ? d->masked : d->r, d->g);
  memcpy(d->before, d->w, p * sizeof *d->w);
  if (o->kind == NTK_NESTEROV) memcpy(d->w, d->x, p * sizeof *d->w);
  ntk_gd_step(p, o->eta, d->g, d->w);
  if (o->kind == NTK_LANGEVIN) add_noise(d);
  if (o->kind == NTK_NESTEROV)
    for (size_t i = 0; i < p; i++) d->x[i] = d->w[i] + d->mu * (d->w[i] - d->before[i]);
  const double length = ntk_distance(p, d->w, d->before);
  d->path += length;
  d->error += DBL_EPSILON * (ntk_norm(p, d->w) + (double)N * length);
  return isfinite(d->path + d->error) ? NTK_OK : NTK_ENUMERIC;
}

static ntk_status record(descent *d, size_t k, ntk_trajectory *tr, const ntk_recording *how) {
  ntk_gradient(d->problem, d->r, d->g);
  const ntk_sample s = {.t = d->options->eta * (double)k, .path = d->path, .error = d->error, .speed = ntk_norm(d->problem->map->p, d->g)};
  return ntk_record_sample(tr, how, d->problem, &s, d->w, d->r);
}

/* Looks at w after k steps where somebody wants to know: to record it, to stop, to step from it. *stop: nothing is left to do. */
static ntk_status observe(descent *d, size_t k, int recording, ntk_trajectory *tr, const ntk_recording *how, int *stop) {
  const ntk_descent_options *o = d->options;
  int due = k == 0 || k == o->steps || (o->every != 0 && k % o->every == 0);
  *stop = k == o->steps;
  if (o->kind == NTK_NESTEROV && !(due && recording) && o->stop_residual <= 0.0 && !*stop) return NTK_OK;
  ntk_status status = look(d, d->w);
  if (status != NTK_OK) return status;
  if (o->stop_residual > 0.0 && ntk_norm(d->problem->map->N, d->r) <= o->stop_residual) due = *stop = 1;
  return due && recording ? record(d, k, tr, how) : NTK_OK;
}

static void report(const ntk_descent_options *o, size_t k) {
  const size_t stride = o->steps > 100 ? o->steps / 100 : 1;
  if (o->progress != NULL && k > 0 && (k % stride == 0 || k == o->steps)) o->progress(o->progress_context, (double)k / (double)o->steps);
}

ntk_status ntk_descent_run(const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, size_t *done, ntk_error *err) {
  descent d = {.problem = problem, .options = options, .w = w};
  const int recording = tr != NULL || how != NULL;
  size_t k = 0;
  int stop = 0;
  if (done != NULL) *done = 0;
  ntk_status status = check_options(problem, options, err);
  if (status != NTK_OK) return status;
  status = begin(&d, err);
  if (status != NTK_OK) {
    finish(&d);
    return status;
  }
  status = observe(&d, k, recording, tr, how, &stop);
  while (status == NTK_OK && !stop) {
    status = move_on(&d);
    if (status != NTK_OK) break;
    k++;
    status = observe(&d, k, recording, tr, how, &stop);
    if (status == NTK_OK) report(options, k);
  }
  finish(&d);
  if (done != NULL) *done = k;
  if (status == NTK_ENUMERIC)
    return ntk_fail(err, status, "descent: not finite after %zu steps of %g (t = %g): it diverges where the step exceeds 2/Lambda", k, options->eta, options->eta * (double)k);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "descent: %s after %zu steps", ntk_status_text(status), k);
}
