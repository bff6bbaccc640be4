#include "cli/experiment.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "data/output.h"
#include "model/init.h"
#include "report/write.h"

ntk_status ntk_experiment_load(ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  //@ ghost heap_used(experiment, sizeof(ntk_experiment));
  //@ ghost heap_used(options, sizeof(ntk_options));
  experiment->data = NULL;
  experiment->arch = options->arch;
  experiment->theta = NULL;
  ntk_status status = ntk_dataset_load(&experiment->data, &options->data, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(experiment->data, sizeof(ntk_dataset), experiment, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(experiment->data->x, sizeof(gsl_matrix), experiment, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(experiment->data->y, sizeof(gsl_matrix), experiment, sizeof(ntk_experiment));
  ntk_arch *arch = &experiment->arch;
  if (ntk_given(options, NTK_OPTION_WEIGHTS)) {
    *arch = (ntk_arch){.depth = 2, .width = {experiment->data->x->size2, 0, experiment->data->y->size2}, .activation = options->arch.activation,
                       .parametrisation = options->arch.parametrisation, .weight_scale = options->arch.weight_scale, .bias_scale = options->arch.bias_scale,
                       .scale_power = options->arch.scale_power, .train = options->arch.train, .output_init = options->arch.output_init, .init = options->arch.init};
    status = ntk_weights_load(options->text[NTK_OPTION_WEIGHTS], arch, &experiment->theta, err);
    if (status != NTK_OK) return status;
    if (ntk_given(options, NTK_OPTION_BIAS_SCALE) && options->arch.bias_scale == 0.0 && arch->bias_scale != 0.0)
      return ntk_fail(err, NTK_EUSAGE, "--bias-scale: expected above 0, for %.300s has biases; found 0", options->text[NTK_OPTION_WEIGHTS]);
  } else {
    arch->width[0] = experiment->data->x->size2;
    arch->width[arch->depth] = experiment->data->y->size2;
  }
  return ntk_arch_check(arch, err);
}

void ntk_experiment_clear(ntk_experiment *experiment) {
  ntk_dataset_free(experiment->data);
  free(experiment->theta);
  experiment->data = NULL;
  experiment->theta = NULL;
}

ntk_status ntk_experiment_weights(const ntk_experiment *experiment, const ntk_options *options, double **theta, ntk_error *err) {
  const size_t count = ntk_arch_params(&experiment->arch);
  *theta = ntk_doubles(count, 1);
  if (*theta == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu weights", count);
  //@ ghost heap_own(*theta);
  //@ ghost heap_apart(*theta, count, experiment->theta, count);
  if (experiment->theta != NULL) {
    ntk_copy(count, experiment->theta, *theta);
    return NTK_OK;
  }
  const ntk_status status = ntk_init_weights(&experiment->arch, options->seed, 0, *theta, err);
  if (status != NTK_OK) {
    free(*theta);
    *theta = NULL;
  }
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
