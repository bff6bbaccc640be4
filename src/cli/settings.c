/* An experiment in words: settings for the report, the command that replays it. */
#include <string.h>

#include "cli/experiment.h"
#include "report/json.h"

/*@ requires valid: \valid_read(o) && texts_valid(o) && option < NTK_OPTION_COUNT && \valid_read(otherwise);
    terminates \true;
    exits \false;
    assigns \result \from o->text[option], otherwise;
    ensures valid: \valid_read(\result); */
static const char *given_or(const ntk_options *o, ntk_option option, const char *otherwise) { return ntk_given(o, option) ? o->text[option] : otherwise; }

/*@ requires valid: json(out) && \valid_read(key) && (text == \null || \valid_read(text));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void put_text(json_t *out, const char *key, const char *text) { json_object_set_new(out, key, text == NULL ? json_null() : ntk_json_text(text)); }

/*@ requires valid: \valid_read(arch) && arch->depth <= NTK_MAX_DEPTH;
    terminates \true;
    exits \false;
    assigns \result \from *arch;
    ensures valid: json(\result); */
static json_t *hidden_widths(const ntk_arch *arch) {
  json_t *out = json_array();
  /*@ loop invariant range: 1 <= l;
      loop assigns l;
      loop variant arch->depth - l; */
  for (size_t l = 1; l < arch->depth; l++) json_array_append_new(out, json_integer((json_int_t)arch->width[l]));
  return out;
}

json_t *ntk_experiment_settings(const ntk_experiment *e, const ntk_options *o) {
  const ntk_arch *arch = &e->arch;
  char activation[32];
  json_t *out = json_object();
  snprintf(activation, sizeof activation, "%s", arch->activation->name);
  put_text(out, "data", o->data.data);
  put_text(out, "labels", o->data.labels);
  json_object_set_new(out, "rows", json_integer((json_int_t)e->data->x->size1));
  json_object_set_new(out, "inputs", json_integer((json_int_t)arch->width[0]));
  json_object_set_new(out, "outputs", json_integer((json_int_t)arch->width[arch->depth]));
  put_text(out, "target", given_or(o, NTK_OPTION_TARGET, "default"));
  put_text(out, "normalise", given_or(o, NTK_OPTION_NORMALISE, "sphere"));
  json_object_set_new(out, "depth", json_integer((json_int_t)arch->depth));
  json_object_set_new(out, "widths", hidden_widths(arch));
  put_text(out, "activation", activation);
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
/*@ requires valid: text_valid(out) && \valid_read(text);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void shell(ntk_text *out, const char *text) {
  const size_t size = strlen(text);
  if (strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./,:=+@%-") == size) {
    ntk_text_add(out, text);
    return;
  }
  ntk_text_add(out, "'");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    if (text[i] == '\'') ntk_text_add(out, "'\\''");
    else ntk_text_bytes(out, text + i, 1);
  }
  ntk_text_add(out, "'");
}

/* Is the option no part of a replay? It does not change results, or is given there anew. */
/*@ terminates \true;
    exits \false;
    assigns \result \from option;
    ensures boolean: \result == 0 || \result == 1; */
static int is_left_out(ntk_option option) {
  return option == NTK_OPTION_CLAIMS || option == NTK_OPTION_LAYERS || option == NTK_OPTION_INITS || option == NTK_OPTION_THREADS ||
         option == NTK_OPTION_SAVE_WEIGHTS || option == NTK_OPTION_OUT || option == NTK_OPTION_JSON || option == NTK_OPTION_QUIET || option == NTK_OPTION_HELP;
}

/*@ requires valid: text_valid(out) && \valid_read(name) && \valid_read(text);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void put_option(ntk_text *out, const char *name, int has_value, const char *text) {
  ntk_text_add(out, " --");
  ntk_text_add(out, name);
  if (!has_value) return;
  ntk_text_add(out, " ");
  shell(out, text);
}

void ntk_experiment_command(ntk_text *out, const ntk_options *options) {
  ntk_text_add(out, "ntkcheck check");
  /*@ loop invariant range: 0 <= i <= NTK_OPTION_COUNT;
      loop invariant valid: text_valid(out) && texts_valid(options);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant NTK_OPTION_COUNT - i; */
  for (unsigned i = 0; i < NTK_OPTION_COUNT; i++) {
    const ntk_option_entry *entry = ntk_option_about((ntk_option)i);
    if (options->text[i] != NULL && (entry->effect & NTK_COMMAND_CHECK) != 0 && !is_left_out((ntk_option)i)) put_option(out, entry->name, entry->value != NULL, options->text[i]);
  }
}
