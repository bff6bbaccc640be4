#include "cli/experiment.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/output.h"
#include "model/init.h"
#include "report/json.h"
#include "report/write.h"

ntk_status ntk_experiment_load(ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  *experiment = (ntk_experiment){.arch = options->arch};
  ntk_status status = ntk_dataset_load(&experiment->data, &options->data, err);
  if (status != NTK_OK) return status;
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
  *experiment = (ntk_experiment){0};
}

ntk_status ntk_experiment_weights(const ntk_experiment *experiment, const ntk_options *options, double **theta, ntk_error *err) {
  const size_t count = ntk_arch_params(&experiment->arch);
  *theta = ntk_doubles(count, 1);
  if (*theta == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu weights", count);
  if (experiment->theta != NULL) {
    memcpy(*theta, experiment->theta, count * sizeof **theta);
    return NTK_OK;
  }
  const ntk_status status = ntk_init_weights(&experiment->arch, options->seed, 0, *theta, err);
  if (status != NTK_OK) {
    free(*theta);
    *theta = NULL;
  }
  return status;
}

static const char *given_or(const ntk_options *o, ntk_option option, const char *otherwise) { return ntk_given(o, option) ? o->text[option] : otherwise; }

static void put_text(json_t *out, const char *key, const char *text) { json_object_set_new(out, key, text == NULL ? json_null() : ntk_json_text(text)); }

static json_t *hidden_widths(const ntk_arch *arch) {
  json_t *out = json_array();
  for (size_t l = 1; l < arch->depth; l++) json_array_append_new(out, json_integer((json_int_t)arch->width[l]));
  return out;
}

json_t *ntk_experiment_settings(const ntk_experiment *e, const ntk_options *o) {
  const ntk_arch *arch = &e->arch;
  json_t *out = json_object();
  put_text(out, "data", o->data.data);
  put_text(out, "labels", o->data.labels);
  json_object_set_new(out, "rows", json_integer((json_int_t)e->data->x->size1));
  json_object_set_new(out, "inputs", json_integer((json_int_t)arch->width[0]));
  json_object_set_new(out, "outputs", json_integer((json_int_t)arch->width[arch->depth]));
  put_text(out, "target", given_or(o, NTK_OPTION_TARGET, "default"));
  put_text(out, "normalise", given_or(o, NTK_OPTION_NORMALISE, "sphere"));
  json_object_set_new(out, "depth", json_integer((json_int_t)arch->depth));
  json_object_set_new(out, "widths", hidden_widths(arch));
  put_text(out, "activation", arch->activation->name);
  put_text(out, "parametrisation", given_or(o, NTK_OPTION_PARAMETRISATION, "ntk"));
  json_object_set_new(out, "weight_scale", json_real(arch->weight_scale));
  json_object_set_new(out, "bias_scale", json_real(arch->bias_scale));
  put_text(out, "train", given_or(o, NTK_OPTION_TRAIN, "all"));
  put_text(out, "output_init", given_or(o, NTK_OPTION_OUTPUT_INIT, "gaussian"));
  put_text(out, "init", given_or(o, NTK_OPTION_INIT, "centred"));
  put_text(out, "weights", o->text[NTK_OPTION_WEIGHTS]);
  json_object_set_new(out, "alpha", json_real(o->alpha));
  put_text(out, "integrator", given_or(o, NTK_OPTION_INTEGRATOR, "auto"));
  json_object_set_new(out, "tolerance", json_real(o->tolerance));
  json_object_set_new(out, "horizon", o->time > 0.0 ? json_real(o->time) : json_string("alpha^2 lambda_min T = 3"));
  json_object_set_new(out, "thorough", json_boolean(ntk_given(o, NTK_OPTION_THOROUGH)));
  json_object_set_new(out, "seed", json_integer((json_int_t)o->seed));
  json_object_set_new(out, "inits", json_integer(e->theta != NULL ? 1 : (json_int_t)o->inits));
  return out;
}

/* As a shell reads it back. */
static void shell(ntk_text *out, const char *text) {
  if (text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./,:=+@%-")] == '\0') {
    ntk_text_add(out, text);
    return;
  }
  ntk_text_add(out, "'");
  for (; *text != '\0'; text++) {
    if (*text == '\'') ntk_text_add(out, "'\\''");
    else ntk_text_bytes(out, text, 1);
  }
  ntk_text_add(out, "'");
}

void ntk_experiment_command(ntk_text *out, const ntk_options *options) {
  static const ntk_option without[] = {NTK_OPTION_CLAIMS, NTK_OPTION_LAYERS, NTK_OPTION_INITS, NTK_OPTION_THREADS, NTK_OPTION_SAVE_WEIGHTS,
                                       NTK_OPTION_OUT, NTK_OPTION_JSON, NTK_OPTION_QUIET, NTK_OPTION_HELP};
  ntk_text_add(out, "ntkcheck check");
  for (size_t i = 0; i < NTK_OPTION_COUNT; i++) {
    int left_out = options->text[i] == NULL || !(ntk_option_table[i].effect & NTK_COMMAND_CHECK);
    for (size_t j = 0; j < sizeof without / sizeof without[0]; j++) left_out |= without[j] == (ntk_option)i;
    if (left_out) continue;
    ntk_text_add(out, " --");
    ntk_text_add(out, ntk_option_table[i].name);
    if (ntk_option_table[i].value == NULL) continue;
    ntk_text_add(out, " ");
    shell(out, options->text[i]);
  }
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
