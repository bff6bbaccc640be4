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
#include "core/size.h"
#include "core/vec.h"
#include "flow/descent.h"
#include "kernel/ntk.h"
#include "kernel/spectrum.h"
#include "model/init.h"

#include "../../spec/acsl/heap-error.h"
#include "../../spec/acsl/heap-mlp.h"
#include "../../spec/acsl/index.h"

#define SAMPLES 100
#define FIRST 1e-4        /* of the horizon: the first recorded time of the flow */
#define BATCH 10          /* sgd: rows a step, all if there are fewer */
#define TEMPERATURE 1e-4  /* langevin */

/* What a run needs and makes. */
typedef struct {
  size_t N, p, offset;            /* w is theta[offset .. offset + p) */
  double *theta, *w, *w0, *y, *K; /* all parameters; p; p; N; N x N */
  ntk_problem problem;
  ntk_recording recording;
  ntk_progress progress;
  ntk_flow_options flow;
  ntk_descent_options descent;
  ntk_trained trained;
} training;

/*@ predicate training_sized{L}(training *t) = \valid(t) && 1 <= t->N && 1 <= t->p && t->N == t->trained.n * t->trained.outputs && 1 <= t->trained.n &&
      8 * t->p <= SIZE_MAX && 8 * t->N <= SIZE_MAX && 8 * t->N * t->N <= SIZE_MAX;

    predicate training_blocks{L}(training *t) = \valid(t->w + (0 .. t->p - 1)) && \valid(t->w0 + (0 .. t->p - 1)) && \valid(t->y + (0 .. t->N - 1)) &&
      \valid(t->K + (0 .. t->N * t->N - 1));

    predicate training_owned{L}(training *t) = owned((char *)t->w) && owned((char *)t->K);

    // the point moves, nothing else
    predicate training_apart{L}(training *t) = \separated(t, t->w + (0 .. t->p - 1)) && \separated(t->w + (0 .. t->p - 1), t->y + (0 .. t->N - 1)) &&
      \separated(t->w + (0 .. t->p - 1), t->w0 + (0 .. t->p - 1)) && \separated(t, t->K + (0 .. t->N * t->N - 1));

    predicate training_valid{L}(training *t) = training_sized(t) && training_blocks(t) && training_apart(t);

    // all parameters, the trained ones a slice of them
    predicate training_of{L}(training *t, ntk_experiment *e) = \valid(t->theta + (0 .. arch_params(e->arch) - 1)) && t->offset + t->p <= arch_params(e->arch) &&
      t->p == trained_count(e->arch) && t->trained.n == e->data->x->size1 && t->trained.outputs == e->data->y->size2;

    // the run's numbers are none of the experiment's
    predicate training_away{L}(training *t, ntk_experiment *e) = \separated(e, t->w + (0 .. t->p - 1)) && \separated(e, t->K + (0 .. t->N * t->N - 1)) &&
      \separated(e, t->theta + (0 .. arch_params(e->arch) - 1)) && \separated(t->theta + (0 .. arch_params(e->arch) - 1), t->w + (0 .. t->p - 1));

    // the map of the run
    predicate map_of{L}(ntk_map *map, training *t) = \valid_read(map) && map->N == t->N && map->p == t->p && \separated(map, t);

    predicate problem_of{L}(training *t) = t->problem.y == t->y && t->problem.w0 == t->w0 && map_of(t->problem.map, t); */

/*@ requires valid: \valid(t);
    terminates \true;
    exits \false;
    assigns *t;
    ensures trajectory: trajectory_valid(&t->trained.trajectory);
    ensures none: t->theta == \null && t->w == \null && t->w0 == \null && t->y == \null && t->K == \null;
    ensures start: t->trained.integrator == \null; */
static void training_start(training *t) {
  t->N = 0;
  t->p = 0;
  t->offset = 0;
  t->theta = NULL;
  t->w = NULL;
  t->w0 = NULL;
  t->y = NULL;
  t->K = NULL;
  t->recording.spectrum = 1;
  t->recording.observer = NULL;
  t->recording.context = NULL;
  t->trained.dynamics = NULL;
  t->trained.integrator = NULL;
  t->trained.discrete = 0;
  t->trained.steps = 0;
  t->trained.plotted = 0;
  t->trained.trajectory.count = 0;
  t->trained.trajectory.capacity = 0;
  t->trained.trajectory.sample = NULL;
  t->trained.trajectory.p = 0;
  t->trained.trajectory.last = NULL;
}

/*@ requires valid: \valid(t);
    terminates \true;
    exits \false;
    assigns t->trained.trajectory; */
static void training_clear(training *t) {
  free(t->theta);
  free(t->w);
  free(t->w0);
  free(t->y);
  free(t->K);
  ntk_trajectory_clear(&t->trained.trajectory);
}

/* out (n k) := y, example-major. */
/*@ requires valid: matrix_readable(y) && y->size1 * y->size2 <= SIZE_MAX && \valid(out + (0 .. y->size1 * y->size2 - 1));
    requires apart: \separated(y, out + (0 .. y->size1 * y->size2 - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. y->size1 * y->size2 - 1]; */
static void flatten(double *out, const gsl_matrix *y) {
  const size_t n = y->size1, k = y->size2;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, out[0 .. n * k - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, k);
    const size_t row = i * k;
    /*@ loop invariant range: 0 <= o <= k;
        loop assigns o, out[0 .. n * k - 1];
        loop variant k - o; */
    for (size_t o = 0; o < k; o++) out[row + o] = gsl_matrix_get(y, i, o);
  }
}

/* The blocks that the sizes ask for. */
/*@ requires valid: \valid(t) && 1 <= t->p && 1 <= t->trained.n && 1 <= t->trained.outputs && \valid(err);
    requires apart: \separated(t, err);
    terminates \true;
    exits \false;
    assigns t->N, t->w, t->w0, t->y, t->K, err->status, err->text[0 .. 1023], ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> training_valid(t);
    ensures owned: \result == NTK_OK ==> training_owned(t) && owned((char *)t->w0) && owned((char *)t->y); */
static ntk_status blocks(training *t, ntk_error *err) {
  if (!ntk_size_mul(t->trained.n, t->trained.outputs, &t->N)) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu rows", t->trained.n);
  t->w = ntk_doubles(t->p, 1);
  t->w0 = ntk_doubles(t->p, 1);
  t->y = ntk_doubles(t->N, 1);
  t->K = ntk_doubles(t->N, t->N);
  //@ ghost product_room(t->trained.n, t->trained.outputs);
  if (t->w == NULL || t->w0 == NULL || t->y == NULL || t->K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu parameters, %zu outputs", t->p, t->N);
  //@ ghost heap_own(t->w);
  //@ ghost heap_own(t->w0);
  //@ ghost heap_own(t->y);
  //@ ghost heap_own(t->K);
  //@ ghost heap_apart_any(t->w, 8 * t->p, t, sizeof(training));
  //@ ghost heap_apart_any(t->K, 8 * t->N * t->N, t, sizeof(training));
  //@ ghost heap_apart(t->w, t->p, t->y, t->N);
  //@ ghost heap_apart(t->w, t->p, t->w0, t->p);
  return NTK_OK;
}

/*@ requires valid: \valid(t) && experiment_valid(e) && options_valid(options) && \valid(err);
    requires apart: \separated(t, err) && experiment_apart(e, err) && \separated(t, e) && \separated(t, e->data) && \separated(t, e->data->x) && \separated(t, e->data->y);
    terminates \true;
    exits \false;
    assigns t->theta, t->offset, t->p, t->N, t->w, t->w0, t->y, t->K, t->trained.n, t->trained.outputs, t->trained.parameters, t->trained.alpha, err->status, err->text[0 .. 1023],
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> training_valid(t);
    ensures of: \result == NTK_OK ==> training_of(t, e);
    ensures away: \result == NTK_OK ==> training_away(t, e);
    ensures owned: \result == NTK_OK ==> training_owned(t) && owned((char *)t->theta);
    ensures experiment: \result == NTK_OK ==> experiment_valid(e); */
static ntk_status training_alloc(training *t, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  const double alpha = options->alpha;
  ntk_status status = ntk_experiment_weights(e, options, &t->theta, err);
  if (status != NTK_OK) return status;
  ntk_trained_slice(&e->arch, &t->offset, &t->p);
  t->trained.n = e->data->x->size1;
  t->trained.outputs = e->data->y->size2;
  t->trained.parameters = t->p;
  t->trained.alpha = alpha;
  status = blocks(t, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own(t->theta);
  //@ ghost heap_apart_any(t->w, 8 * t->p, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(t->w0, 8 * t->p, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(t->y, 8 * t->N, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(t->K, 8 * t->N * t->N, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(t->theta, SIZE_MAX, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(t->w, 8 * t->p, t->theta, SIZE_MAX);
  //@ ghost heap_apart_any(t->y, 8 * t->N, e->data->y, sizeof(gsl_matrix));
  ntk_copy(t->p, t->theta + t->offset, t->w);
  ntk_copy(t->p, t->w, t->w0);
  flatten(t->y, e->data->y);
  return NTK_OK;
}

/* Horizon alpha^2 lambda_min T = 3 unless --time; step 1 / Lambda, Lambda = alpha^2 lambda_max, unless --step. */
/*@ requires valid: training_valid(t) && \valid_read(options) && mlp_valid(mlp) && mlp_outputs(mlp) == t->N && \valid(err);
    requires apart: kernel_outside(mlp, t->K, t->N * t->N) && \separated(t, err);
    terminates \true;
    exits \false;
    assigns t->K[0 .. t->N * t->N - 1], t->trained.lambda_min, t->trained.lambda_max, t->trained.singular, t->trained.T, t->trained.eta, err->status, err->text[0 .. 1023],
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL}; */
static ntk_status horizon_and_step(training *t, ntk_mlp *mlp, const ntk_options *options, ntk_error *err) {
  const double time = options->time, step = options->step, alpha2 = options->alpha * options->alpha;
  ntk_trained *r = &t->trained;
  ntk_status status = ntk_kernel(mlp, t->K);
  if (status == NTK_OK) status = ntk_eigen_ends(t->N, t->K, &r->lambda_min, &r->lambda_max);
  if (status != NTK_OK) return ntk_fail(err, status, "kernel at the start: %s", ntk_status_text(status));
  r->singular = !(r->lambda_min > ntk_eigen_error(t->N, r->lambda_max));
  if (time == 0.0 && r->singular)
    return ntk_fail(err, NTK_ENUMERIC, "the kernel is singular (lambda_min %.3g, lambda_max %.3g), so alpha^2 lambda_min T = 3 has no solution; give --time", r->lambda_min, r->lambda_max);
  r->T = time > 0.0 ? time : 3.0 / (alpha2 * r->lambda_min);
  r->eta = step > 0.0 ? step : 1.0 / (alpha2 * r->lambda_max);
  return NTK_OK;
}

/* The stepper's name: the option's text, but that "auto" is etd3. */
/*@ requires valid: \valid_read(options) && texts_valid(options);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures valid: \valid_read(\result); */
static const char *integrator(const ntk_options *options) {
  const char *text = options->text[NTK_OPTION_INTEGRATOR];
  return text != NULL && strcmp(text, "auto") != 0 ? text : "etd3";
}

/*@ requires valid: training_valid(t) && problem_of(t) && trajectory_valid(&t->trained.trajectory) && \valid_read(options) && texts_valid(options) && \valid_read(options->stepper) &&
                    \valid(err);
    requires apart: \separated(t, err) && \separated(t, options) && \separated(t->problem.map, err) && \separated(err, t->w + (0 .. t->p - 1));
    terminates \true;
    exits \false;
    assigns t->flow, t->trained, t->w[0 .. t->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures trajectory: trajectory_valid(&t->trained.trajectory);
    ensures same: t->trained.n == \old(t->trained.n) && t->trained.outputs == \old(t->trained.outputs);
    ensures names: \valid_read(t->trained.dynamics) && \valid_read(t->trained.integrator); */
static ntk_status flow(training *t, const ntk_options *options, ntk_error *err) {
  t->flow.stepper = options->stepper;
  t->flow.T = t->trained.T;
  t->flow.tolerance = options->tolerance;
  t->flow.samples = SAMPLES;
  t->flow.geometric = 1;
  t->flow.first = FIRST;
  t->flow.max_steps = 0;
  t->flow.progress = ntk_progress_training;
  t->flow.progress_context = &t->progress;
  t->trained.dynamics = "flow";
  t->trained.integrator = integrator(options);
  return ntk_flow_run(&t->problem, &t->flow, t->w, &t->trained.trajectory, &t->recording, &t->trained.stats, err);
}

/*@ requires valid: training_valid(t) && problem_of(t) && trajectory_valid(&t->trained.trajectory) && \valid_read(options) && \valid(rng) && \valid(err);
    requires dynamics: options->dynamics <= NTK_DYNAMICS_LANGEVIN && 1 <= count;
    requires apart: \separated(t, err) && \separated(t, options) && \separated(t->problem.map, err) && \separated(err, t->w + (0 .. t->p - 1));
    terminates \true;
    exits \false;
    assigns t->descent, t->trained, t->w[0 .. t->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures trajectory: trajectory_valid(&t->trained.trajectory);
    ensures same: t->trained.n == \old(t->trained.n) && t->trained.outputs == \old(t->trained.outputs);
    ensures names: t->trained.dynamics == \old(t->trained.dynamics) && t->trained.integrator == \old(t->trained.integrator); */
static ntk_status steps(training *t, const ntk_options *options, gsl_rng *rng, size_t count, ntk_error *err) {
  static const ntk_descent_kind kinds[] = {NTK_GD, NTK_GD, NTK_NESTEROV, NTK_SGD, NTK_LANGEVIN};
  ntk_trained *r = &t->trained;
  t->descent.kind = kinds[options->dynamics];
  t->descent.eta = r->eta;
  t->descent.steps = count;
  t->descent.every = count > SAMPLES ? count / SAMPLES : 1;
  t->descent.momentum = NAN;
  t->descent.batch = r->n < BATCH ? r->n : BATCH;
  t->descent.outputs = r->outputs;
  t->descent.temperature = TEMPERATURE;
  t->descent.rng = rng;
  t->descent.stop_residual = 0.0;
  t->descent.progress = ntk_progress_training;
  t->descent.progress_context = &t->progress;
  r->discrete = 1;
  return ntk_descent_run(&t->problem, &t->descent, t->w, &r->trajectory, &t->recording, &r->steps, err);
}

/*@ requires valid: training_valid(t) && problem_of(t) && trajectory_valid(&t->trained.trajectory) && \valid_read(options) && texts_valid(options) && \valid(err);
    requires dynamics: options->dynamics <= NTK_DYNAMICS_LANGEVIN;
    requires apart: \separated(t, err) && \separated(t, options) && \separated(t->problem.map, err) && \separated(err, t->w + (0 .. t->p - 1));
    terminates \true;
    exits \false;
    assigns t->descent, t->trained, t->w[0 .. t->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures trajectory: trajectory_valid(&t->trained.trajectory);
    ensures same: t->trained.n == \old(t->trained.n) && t->trained.outputs == \old(t->trained.outputs);
    ensures names: \result == NTK_OK ==> \valid_read(t->trained.dynamics) && t->trained.integrator == \old(t->trained.integrator); */
static ntk_status descent(training *t, const ntk_options *options, ntk_error *err) {
  ntk_trained *r = &t->trained;
  const double wanted = ceil(r->T / r->eta);
  if (!(wanted <= 1e9)) return ntk_fail(err, NTK_EUSAGE, "--step: expected at most 1e9 steps to the horizon %g, found %g", r->T, wanted);
  gsl_rng *rng = ntk_rng(options->seed, options->dynamics == NTK_DYNAMICS_SGD ? NTK_RNG_BATCHES : NTK_RNG_NOISE, 0);
  if (rng == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: random numbers");
  r->dynamics = ntk_given(options, NTK_OPTION_DYNAMICS) ? options->text[NTK_OPTION_DYNAMICS] : "gd";
  const ntk_status status = steps(t, options, rng, wanted < 1.0 ? 1 : (size_t)wanted, err);
  gsl_rng_free(rng);
  return status;
}

/*@ requires valid: training_valid(t) && map_of(map, t) && trajectory_valid(&t->trained.trajectory) && \valid_read(options) && texts_valid(options) && \valid(err);
    requires choice: options->dynamics <= NTK_DYNAMICS_LANGEVIN && \valid_read(options->stepper) && t->trained.integrator == \null;
    requires apart: \separated(t, err) && \separated(t, options) && \separated(options, err) && \separated(map, err) && \separated(err, t->w + (0 .. t->p - 1));
    terminates \true;
    exits \false;
    assigns t->problem, t->progress, t->flow, t->descent, t->trained, t->w[0 .. t->p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures trajectory: trajectory_valid(&t->trained.trajectory);
    ensures same: t->trained.n == \old(t->trained.n) && t->trained.outputs == \old(t->trained.outputs);
    ensures trained: \result == NTK_OK ==> trained_valid(&t->trained); */
static ntk_status train(training *t, ntk_map *map, const ntk_options *options, ntk_error *err) {
  t->problem.map = map;
  t->problem.alpha = options->alpha;
  t->problem.y = t->y;
  t->problem.w0 = t->w0;
  ntk_progress_start(&t->progress, ntk_given(options, NTK_OPTION_QUIET));
  const ntk_status status = options->dynamics == NTK_DYNAMICS_FLOW ? flow(t, options, err) : descent(t, options, err);
  ntk_progress_end(&t->progress);
  if (status == NTK_OK && t->trained.trajectory.count == 0) return ntk_fail(err, NTK_EINTERNAL, "expected samples of the run, found none");
  return status;
}

/*@ requires valid: training_valid(t) && experiment_valid(e) && training_of(t, e) && \valid_read(options) && texts_valid(options) && \valid(err);
    requires apart: training_away(t, e) && \separated(t, err) && experiment_apart(e, err) && \separated(options, err);
    terminates \true;
    exits \false;
    assigns t->theta[0 .. arch_params(e->arch) - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status save_weights(const training *t, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  if (!ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) return NTK_OK;
  ntk_copy(t->p, t->w, t->theta + t->offset);
  return ntk_weights_save(options->text[NTK_OPTION_SAVE_WEIGHTS], &e->arch, t->theta, err);
}

/* Trajectory, weights, plots, while an interrupt waits. */
/*@ requires valid: training_valid(t) && experiment_valid(e) && training_of(t, e) && trained_valid(&t->trained) && trajectory_valid(&t->trained.trajectory) && \valid_read(options) &&
                    texts_valid(options) && \valid_read(options->out) && \valid(err);
    requires apart: training_away(t, e) && \separated(t, err) && experiment_apart(e, err) && \separated(options, err) && \separated(t, options) &&
                    \separated(t, t->theta + (0 .. arch_params(e->arch) - 1));
    terminates \true;
    exits \false;
    assigns t->theta[0 .. arch_params(e->arch) - 1], t->trained.plotted, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EWRITE, NTK_ENOMEM};
    ensures trained: trained_valid(&t->trained); */
static ntk_status write_files(training *t, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  ntk_status status = NTK_OK;
  //@ ghost heap_apart_any(t->trained.trajectory.sample, SIZE_MAX, err, sizeof(ntk_error));
  ntk_interrupt_hold();
  if (ntk_given(options, NTK_OPTION_TRAJECTORY)) status = ntk_trajectory_write(&t->trained.trajectory, options->text[NTK_OPTION_TRAJECTORY], err);
  if (status == NTK_OK) status = save_weights(t, e, options, err);
  if (status == NTK_OK) status = ntk_trained_plots(&t->trained, options->out, ntk_given(options, NTK_OPTION_QUIET), err);
  ntk_interrupt_release();
  return status;
}

/*@ requires valid: \valid_read(options) && texts_valid(options) && \valid_read(options->out) && \valid(err);
    requires apart: \separated(options, err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status writable(const ntk_options *options, ntk_error *err) {
  ntk_status status = ntk_writable_folder(options->out, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_TRAJECTORY)) status = ntk_writable_file(options->text[NTK_OPTION_TRAJECTORY], err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) status = ntk_writable_file(options->text[NTK_OPTION_SAVE_WEIGHTS], err);
  return status;
}

/* The run itself, from the kernel at the start to the report. */
/*@ requires valid: training_valid(t) && experiment_valid(e) && training_of(t, e) && mlp_valid(mlp) && mlp_outputs(mlp) == t->N && map_of(map, t) &&
                    trajectory_valid(&t->trained.trajectory) && \valid_read(options) && texts_valid(options) && network_valid(options) && \valid(err);
    requires start: t->trained.integrator == \null;
    requires apart: training_away(t, e) && \separated(t, err) && experiment_apart(e, err) && \separated(t, e) && \separated(options, err) && \separated(t, options) && \separated(map, err) &&
                    \separated(t, e->data) && \separated(t, e->data->x) && \separated(t, e->data->y) &&
                    \separated(t, t->theta + (0 .. arch_params(e->arch) - 1)) && \separated(err, t->w + (0 .. t->p - 1)) && kernel_outside(mlp, t->K, t->N * t->N);
    terminates \true;
    exits \false;
    assigns t->K[0 .. t->N * t->N - 1], t->w[0 .. t->p - 1], t->theta[0 .. arch_params(e->arch) - 1], t->problem, t->progress, t->flow, t->descent, t->trained, *err,
            ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures trajectory: \valid(&t->trained.trajectory); */
static ntk_status run_on(training *t, const ntk_experiment *e, ntk_mlp *mlp, ntk_map *map, const ntk_options *options, ntk_error *err) {
  ntk_status status = horizon_and_step(t, mlp, options, err);
  if (status == NTK_OK) status = train(t, map, options, err);
  if (status == NTK_OK) status = write_files(t, e, options, err);
  if (status != NTK_OK) return status;
  return ntk_given(options, NTK_OPTION_JSON) ? ntk_trained_json(&t->trained, err) : ntk_trained_print(&t->trained, options->out);
}

/* What ntk_mlp_alloc says where it fails. */
/*@ requires valid: \valid_read(err);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures status: \result \in {NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM}; */
static ntk_status refused(const ntk_error *err) { return err->status == NTK_EUSAGE || err->status == NTK_ENUMERIC ? err->status : NTK_ENOMEM; }

/*@ requires valid: training_valid(t) && experiment_valid(e) && training_of(t, e) && trajectory_valid(&t->trained.trajectory) && \valid_read(options) && texts_valid(options) &&
                    network_valid(options) && \valid(err);
    requires start: t->trained.integrator == \null;
    requires apart: training_away(t, e) && \separated(t, err) && experiment_apart(e, err) && \separated(t, e) && \separated(options, err) && \separated(t, options) &&
                    \separated(t, e->data) && \separated(t, e->data->x) && \separated(t, e->data->y) &&
                    \separated(t, t->theta + (0 .. arch_params(e->arch) - 1)) && \separated(err, t->w + (0 .. t->p - 1));
    terminates \true;
    exits \false;
    assigns t->K[0 .. t->N * t->N - 1], t->w[0 .. t->p - 1], t->theta[0 .. arch_params(e->arch) - 1], t->problem, t->progress, t->flow, t->descent, t->trained, *err,
            ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status with_network(training *t, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  ntk_status status;
  ntk_mlp *mlp = ntk_mlp_alloc(&e->arch, e->data->x, t->theta, err);
  if (mlp == NULL) return refused(err);
  ntk_map *map = ntk_mlp_map(mlp);
  //@ ghost heap_apart_mlp(t->K, t->N * t->N, mlp);
  //@ ghost heap_apart_any(mlp, sizeof(ntk_mlp), t, sizeof(training));
  //@ ghost heap_apart_any(mlp, sizeof(ntk_mlp), err, sizeof(ntk_error));
  //@ ghost heap_apart_any(mlp->H, 65 * sizeof(gsl_matrix *), t, sizeof(training));
  //@ ghost heap_apart_any(mlp->D, 65 * sizeof(gsl_matrix *), t, sizeof(training));
  //@ ghost heap_apart_any(mlp->scratch, 65 * sizeof(gsl_matrix *), t, sizeof(training));
  //@ ghost heap_apart_any(map, sizeof(ntk_map), t, sizeof(training));
  //@ ghost heap_apart_any(map, sizeof(ntk_map), err, sizeof(ntk_error));
  if (map == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory: %zu parameters, %zu outputs", t->p, t->N);
  else status = run_on(t, e, mlp, map, options, err);
  ntk_mlp_map_free(map);
  ntk_mlp_free(mlp);
  return status;
}

/*@ requires valid: options_valid(options) && network_valid(options) && \valid(e) && e->data == \null && \valid(t) && \valid(err);
    requires start: trajectory_valid(&t->trained.trajectory) && t->trained.integrator == \null;
    requires apart: \separated(options, e, err) && \separated(options, t) && \separated(e, t) && \separated(t, err);
    terminates \true;
    exits \false;
    assigns *e, *t, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures some: e->data == \null || \valid_read(e->data); */
static ntk_status load_and_train(training *t, ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  ntk_status status = ntk_experiment_load(e, options, err);
  if (status == NTK_OK) status = writable(options, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(e->data, sizeof(ntk_dataset), t, sizeof(training));
  //@ ghost heap_apart_any(e->data->x, sizeof(gsl_matrix), t, sizeof(training));
  //@ ghost heap_apart_any(e->data->y, sizeof(gsl_matrix), t, sizeof(training));
  status = training_alloc(t, e, options, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(t->theta, SIZE_MAX, t, sizeof(training));
  //@ ghost heap_apart_any(t->w, 8 * t->p, err, sizeof(ntk_error));
  return with_network(t, e, options, err);
}

/*@ requires valid: options_valid(options) && \valid(exit_status) && \valid(err);
    requires network: network_valid(options);
    requires apart: \separated(options, exit_status, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: 0 <= \result < NTK_STATUS_COUNT;
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  ntk_experiment e;
  training t;
  e.data = NULL;
  e.theta = NULL;
  training_start(&t);
  *exit_status = 0;
  ntk_threads(options->threads);
  const ntk_status status = load_and_train(&t, &e, options, err);
  training_clear(&t);
  ntk_experiment_clear(&e);
  return status;
}

const ntk_subcommand ntk_subcommand_train = {
    "train", NTK_COMMAND_TRAIN, "ntkcheck train [options]",
    "one run: trajectory, bounds, plots. Without --weights: initialisation 0 of the seed. Plots loss.svg and drift.svg go into the folder of --out. "
    "sgd takes batches of 10 rows (all if there are fewer); langevin has temperature 1e-4; nesterov's momentum is (sqrt kappa - 1)/(sqrt kappa + 1), kappa at the start.",
    run};
