/* ntkcheck train: one run, trajectory, bounds, plots. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/experiment.h"
#include "cli/machine.h"
#include "cli/progress.h"
#include "cli/train-report.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "flow/descent.h"
#include "kernel/ntk.h"
#include "kernel/spectrum.h"
#include "model/init.h"

#define SAMPLES 100
#define FIRST 1e-4        /* of the horizon: the first recorded time of the flow */
#define BATCH 10          /* sgd: rows a step, all if there are fewer */
#define TEMPERATURE 1e-4  /* langevin */

/* What a run needs and makes. */
typedef struct {
  ntk_experiment experiment;
  double *theta, *w, *w0, *y, *K; /* all parameters; p; p; N; N x N */
  ntk_mlp *mlp;
  ntk_map *map;
  ntk_trained trained;
} training;

static void training_clear(training *t) {
  ntk_mlp_map_free(t->map);
  ntk_mlp_free(t->mlp);
  free(t->theta);
  free(t->w);
  free(t->w0);
  free(t->y);
  free(t->K);
  ntk_trajectory_clear(&t->trained.trajectory);
  ntk_experiment_clear(&t->experiment);
}

static ntk_status training_alloc(training *t, const ntk_options *options, ntk_error *err) {
  const ntk_experiment *e = &t->experiment;
  size_t offset, p;
  ntk_status status = ntk_experiment_weights(e, options, &t->theta, err);
  if (status != NTK_OK) return status;
  t->mlp = ntk_mlp_alloc(&e->arch, e->data->x, t->theta, err);
  if (t->mlp == NULL) return err->status;
  ntk_trained_slice(&e->arch, &offset, &p);
  const size_t n = e->data->x->size1, k = e->data->y->size2;
  t->map = ntk_mlp_map(t->mlp);
  t->w = ntk_doubles(p, 1);
  t->w0 = ntk_doubles(p, 1);
  t->y = ntk_doubles(n, k);
  t->K = ntk_doubles(n * k, n * k);
  if (t->map == NULL || t->w == NULL || t->w0 == NULL || t->y == NULL || t->K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu parameters, %zu outputs", p, n * k);
  memcpy(t->w, t->theta + offset, p * sizeof *t->w);
  memcpy(t->w0, t->w, p * sizeof *t->w0);
  for (size_t i = 0; i < n; i++)
    for (size_t o = 0; o < k; o++) t->y[i * k + o] = gsl_matrix_get(e->data->y, i, o);
  t->trained.n = n;
  t->trained.outputs = k;
  t->trained.parameters = p;
  t->trained.alpha = options->alpha;
  return NTK_OK;
}

/* Horizon alpha^2 lambda_min T = 3 unless --time; step 1 / Lambda, Lambda = alpha^2 lambda_max, unless --step. */
static ntk_status horizon_and_step(training *t, const ntk_options *options, ntk_error *err) {
  const size_t N = t->map->N;
  ntk_trained *r = &t->trained;
  ntk_status status = ntk_kernel(t->mlp, t->K);
  if (status == NTK_OK) status = ntk_eigen_ends(N, t->K, &r->lambda_min, &r->lambda_max);
  if (status != NTK_OK) return ntk_fail(err, status, "kernel at the start: %s", ntk_status_text(status));
  const double alpha2 = options->alpha * options->alpha;
  r->singular = !(r->lambda_min > ntk_eigen_error(N, r->lambda_max));
  if (options->time == 0.0 && r->singular)
    return ntk_fail(err, NTK_ENUMERIC, "the kernel is singular (lambda_min %.3g, lambda_max %.3g), so alpha^2 lambda_min T = 3 has no solution; give --time", r->lambda_min, r->lambda_max);
  r->T = options->time > 0.0 ? options->time : 3.0 / (alpha2 * r->lambda_min);
  r->eta = options->step > 0.0 ? options->step : 1.0 / (alpha2 * r->lambda_max);
  return NTK_OK;
}

static ntk_status flow(training *t, const ntk_options *options, const ntk_problem *problem, ntk_progress *progress, ntk_error *err) {
  const ntk_flow_options how = {.stepper = options->stepper, .T = t->trained.T, .tolerance = options->tolerance, .samples = SAMPLES,
                                .geometric = 1, .first = FIRST, .progress = ntk_progress_training, .progress_context = progress};
  const ntk_recording recording = {.spectrum = 1};
  t->trained.dynamics = "flow";
  t->trained.integrator = options->stepper->name;
  return ntk_flow_run(problem, &how, t->w, &t->trained.trajectory, &recording, &t->trained.stats, err);
}

static ntk_status descent(training *t, const ntk_options *options, const ntk_problem *problem, ntk_progress *progress, ntk_error *err) {
  static const ntk_descent_kind kinds[] = {NTK_GD, NTK_GD, NTK_NESTEROV, NTK_SGD, NTK_LANGEVIN};
  ntk_trained *r = &t->trained;
  const double steps = ceil(r->T / r->eta);
  if (!(steps <= 1e9)) return ntk_fail(err, NTK_EUSAGE, "--step: expected at most 1e9 steps to the horizon %g, found %g", r->T, steps);
  gsl_rng *rng = ntk_rng(options->seed, options->dynamics == NTK_DYNAMICS_SGD ? NTK_RNG_BATCHES : NTK_RNG_NOISE, 0);
  if (rng == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: random numbers");
  const size_t count = steps < 1.0 ? 1 : (size_t)steps;
  const ntk_descent_options how = {.kind = kinds[options->dynamics], .eta = r->eta, .steps = count, .every = count > SAMPLES ? count / SAMPLES : 1,
                                   .momentum = NAN, .batch = r->n < BATCH ? r->n : BATCH, .outputs = r->outputs, .temperature = TEMPERATURE,
                                   .rng = rng, .progress = ntk_progress_training, .progress_context = progress};
  const ntk_recording recording = {.spectrum = 1};
  r->dynamics = options->text[NTK_OPTION_DYNAMICS];
  r->discrete = 1;
  const ntk_status status = ntk_descent_run(problem, &how, t->w, &r->trajectory, &recording, &r->steps, err);
  gsl_rng_free(rng);
  return status;
}

static ntk_status train(training *t, const ntk_options *options, ntk_error *err) {
  const ntk_problem problem = {.map = t->map, .alpha = options->alpha, .y = t->y, .w0 = t->w0};
  ntk_progress progress;
  ntk_progress_start(&progress, ntk_given(options, NTK_OPTION_QUIET));
  const ntk_status status = options->dynamics == NTK_DYNAMICS_FLOW ? flow(t, options, &problem, &progress, err) : descent(t, options, &problem, &progress, err);
  ntk_progress_end(&progress);
  return status;
}

static ntk_status save_weights(training *t, const ntk_options *options, ntk_error *err) {
  size_t offset, p;
  if (!ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) return NTK_OK;
  ntk_trained_slice(&t->experiment.arch, &offset, &p);
  memcpy(t->theta + offset, t->w, p * sizeof *t->w);
  return ntk_weights_save(options->text[NTK_OPTION_SAVE_WEIGHTS], &t->experiment.arch, t->theta, err);
}

static ntk_status write_files(training *t, const ntk_options *options, ntk_error *err) {
  ntk_interrupt_hold();
  ntk_status status = ntk_given(options, NTK_OPTION_TRAJECTORY) ? ntk_trajectory_write(&t->trained.trajectory, options->text[NTK_OPTION_TRAJECTORY], err) : NTK_OK;
  if (status == NTK_OK) status = save_weights(t, options, err);
  if (status == NTK_OK) status = ntk_trained_plots(&t->trained, options->out, ntk_given(options, NTK_OPTION_QUIET), err);
  ntk_interrupt_release();
  return status;
}

static ntk_status writable(const ntk_options *options, ntk_error *err) {
  ntk_status status = ntk_writable_folder(options->out, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_TRAJECTORY)) status = ntk_writable_file(options->text[NTK_OPTION_TRAJECTORY], err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) status = ntk_writable_file(options->text[NTK_OPTION_SAVE_WEIGHTS], err);
  return status;
}

static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  training t = {0};
  *exit_status = 0;
  ntk_threads(options->threads);
  ntk_status status = ntk_experiment_load(&t.experiment, options, err);
  if (status == NTK_OK) status = writable(options, err);
  if (status == NTK_OK) status = training_alloc(&t, options, err);
  if (status == NTK_OK) status = horizon_and_step(&t, options, err);
  if (status == NTK_OK) status = train(&t, options, err);
  if (status == NTK_OK) status = write_files(&t, options, err);
  if (status == NTK_OK) status = ntk_given(options, NTK_OPTION_JSON) ? ntk_trained_json(&t.trained, err) : ntk_trained_print(&t.trained, options->out);
  training_clear(&t);
  return status;
}

const ntk_subcommand ntk_subcommand_train = {
    "train", NTK_COMMAND_TRAIN, "ntkcheck train [options]",
    "one run: trajectory, bounds, plots. Without --weights: initialisation 0 of the seed. Plots loss.svg and drift.svg go into the folder of --out. "
    "sgd takes batches of 10 rows (all if there are fewer); langevin has temperature 1e-4; nesterov's momentum is (sqrt kappa - 1)/(sqrt kappa + 1), kappa at the start.",
    run};
