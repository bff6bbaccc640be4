#include "cli/experiment.h"

#include <limits.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "data/output.h"
#include "model/init.h"
#include "report/write.h"

/*@ requires valid: \valid_read(arch);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures boolean: \result == 0 || \result == 1; */
static int has_biases(const ntk_arch *arch) { return arch->bias_scale != 0.0; }

/* The weights' file fixes depth and widths; inputs and outputs must be those of the data. */
/*@ requires valid: \valid(experiment) && \valid_read(options) && \valid(err);
    requires data: dataset_valid(experiment->data) && experiment->data->x->tda <= INT_MAX;
    requires given: texts_valid(options) && options->text[NTK_OPTION_WEIGHTS] != \null;
    requires activation: activation_known(experiment->arch.activation);
    requires apart: \separated(experiment, options, err) && experiment_apart(experiment, err) &&
                    \separated(experiment->data, experiment) && \separated(experiment->data->x, experiment) && \separated(experiment->data->y, experiment);
    terminates \true;
    exits \false;
    assigns experiment->arch, experiment->theta, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM};
    ensures data: \result == NTK_OK ==> dataset_valid(experiment->data) && experiment->data->x->tda <= INT_MAX;
    ensures arch: \result == NTK_OK ==> arch_ok(experiment->arch);
    ensures ends: \result == NTK_OK ==> experiment->data->x->size2 == experiment->arch.width[0] && experiment->data->y->size2 == experiment->arch.width[experiment->arch.depth];
    ensures theta: \result == NTK_OK ==> \valid_read(experiment->theta + (0 .. arch_params(experiment->arch) - 1)); */
static ntk_status load_weights(ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  ntk_arch *arch = &experiment->arch;
  arch->depth = 2;
  arch->width[0] = experiment->data->x->size2;
  arch->width[2] = experiment->data->y->size2;
  const ntk_status status = ntk_weights_load(options->text[NTK_OPTION_WEIGHTS], arch, &experiment->theta, err);
  if (status != NTK_OK) return status;
  //@ assert set: experiment->data == \at(experiment->data, Pre) && *experiment->data == \at(*experiment->data, Pre);
  //@ assert x: *experiment->data->x == \at(*experiment->data->x, Pre);
  //@ assert y: *experiment->data->y == \at(*experiment->data->y, Pre);
  //@ assert data: dataset_valid(experiment->data);
  if (ntk_given(options, NTK_OPTION_BIAS_SCALE) && !has_biases(&options->arch) && has_biases(arch))
    return ntk_fail(err, NTK_EUSAGE, "--bias-scale: expected above 0, for %.300s has biases; found 0", options->text[NTK_OPTION_WEIGHTS]);
  return NTK_OK;
}

/* The architecture for the data that are there. */
/*@ requires valid: \valid(experiment) && \valid_read(options) && \valid(err);
    requires data: dataset_valid(experiment->data) && experiment->theta == \null;
    requires texts: texts_valid(options) && network_valid(options);
    requires apart: \separated(experiment, options, err) && experiment_apart(experiment, err) &&
                    \separated(experiment->data, experiment) && \separated(experiment->data->x, experiment) && \separated(experiment->data->y, experiment);
    terminates \true;
    exits \false;
    assigns experiment->arch, experiment->theta, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM};
    ensures loaded: \result == NTK_OK ==> experiment_valid(experiment); */
static ntk_status fit_network(ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  experiment->arch = options->arch;
  //@ assert set: experiment->data == \at(experiment->data, Pre) && *experiment->data == \at(*experiment->data, Pre);
  //@ assert x: *experiment->data->x == \at(*experiment->data->x, Pre);
  //@ assert y: *experiment->data->y == \at(*experiment->data->y, Pre);
  //@ assert data: dataset_valid(experiment->data);
  if (experiment->data->x->tda > INT_MAX)
    return ntk_fail(err, NTK_EUSAGE, "%.300s: expected at most %d inputs, found %zu", options->data.data, INT_MAX, experiment->data->x->size2);
  if (ntk_given(options, NTK_OPTION_WEIGHTS)) return load_weights(experiment, options, err);
  experiment->arch.width[0] = experiment->data->x->size2;
  experiment->arch.width[experiment->arch.depth] = experiment->data->y->size2;
  //@ assert ends_set: experiment->data == \at(experiment->data, Pre) && *experiment->data == \at(*experiment->data, Pre);
  //@ assert ends_x: *experiment->data->x == \at(*experiment->data->x, Pre);
  //@ assert ends_y: *experiment->data->y == \at(*experiment->data->y, Pre);
  //@ assert ends_data: dataset_valid(experiment->data);
  const ntk_status status = ntk_arch_check(&experiment->arch, err);
  //@ assert end_set: experiment->data == \at(experiment->data, Pre) && *experiment->data == \at(*experiment->data, Pre);
  //@ assert end_x: *experiment->data->x == \at(*experiment->data->x, Pre);
  //@ assert end_y: *experiment->data->y == \at(*experiment->data->y, Pre);
  //@ assert end_data: dataset_valid(experiment->data);
  return status;
}

ntk_status ntk_experiment_load(ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  experiment->data = NULL;
  experiment->theta = NULL;
  const ntk_status status = ntk_dataset_load(&experiment->data, &options->data, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(experiment->data, sizeof(ntk_dataset), experiment, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(experiment->data->x, sizeof(gsl_matrix), experiment, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(experiment->data->y, sizeof(gsl_matrix), experiment, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(experiment->data, sizeof(ntk_dataset), err, sizeof(ntk_error));
  //@ ghost heap_apart_any(experiment->data->x, sizeof(gsl_matrix), err, sizeof(ntk_error));
  //@ ghost heap_apart_any(experiment->data->y, sizeof(gsl_matrix), err, sizeof(ntk_error));
  return fit_network(experiment, options, err);
}

void ntk_experiment_clear(ntk_experiment *experiment) {
  ntk_dataset_free(experiment->data);
  free(experiment->theta);
  experiment->data = NULL;
  experiment->theta = NULL;
}

ntk_status ntk_experiment_weights(const ntk_experiment *experiment, const ntk_options *options, double **theta, ntk_error *err) {
  ntk_status status = NTK_OK;
  const size_t count = ntk_arch_params(&experiment->arch);
  double *made = ntk_doubles(count, 1);
  *theta = NULL;
  if (made == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu weights", count);
  //@ ghost heap_own(made);
  //@ ghost heap_apart(made, count, experiment->theta, count);
  //@ ghost heap_apart_any(made, count * sizeof(double), &experiment->arch, sizeof(ntk_arch));
  if (experiment->theta != NULL) ntk_copy(count, experiment->theta, made);
  else status = ntk_init_weights(&experiment->arch, options->seed, 0, made, err);
  if (status == NTK_OK) *theta = made;
  else free(made);
  return status;
}

ntk_status ntk_writable_file(const char *path, ntk_error *err) {
  ntk_output output;
  const ntk_status status = ntk_output_open(&output, path, err);
  if (status == NTK_OK) ntk_output_discard(&output);
  return status;
}

ntk_status ntk_writable_folder(const char *path, ntk_error *err) {
  char probe[4096];
  ntk_status status = ntk_make_folder(path, err);
  if (status == NTK_OK) status = ntk_report_path(probe, path, "report.json", err);
  return status == NTK_OK ? ntk_writable_file(probe, err) : status;
}
