#include "cli/options.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "cli/value.h"
#include "report/layer.h"
#include "report/words.h"

const ntk_option_entry *ntk_option_about(ntk_option option) {
#define NTK_OPTION_ENTRY(id, name, value, commands, effect, help) {name, value, commands, effect, help},
  static const ntk_option_entry table[NTK_OPTION_COUNT] = {NTK_OPTION_LIST(NTK_OPTION_ENTRY)};
#undef NTK_OPTION_ENTRY
  switch (option) {
#define NTK_OPTION_CASE(id, name, value, commands, effect, help) case NTK_OPTION_##id: return &table[NTK_OPTION_##id];
    NTK_OPTION_LIST(NTK_OPTION_CASE)
#undef NTK_OPTION_CASE
  default: return &table[NTK_OPTION_HELP];
  }
}

/* The option that argument (behind its dashes) names, up to '='; NTK_OPTION_COUNT when there is none. */
/*@ requires valid: \valid_read(argument);
    terminates \true;
    exits \false;
    assigns \result \from argument[0 ..], command;
    ensures range: \result <= NTK_OPTION_COUNT; */
static unsigned find(const char *argument, unsigned command) {
  const size_t size = strcspn(argument, "=");
  /*@ loop invariant range: 0 <= i <= NTK_OPTION_COUNT;
      loop assigns i;
      loop variant NTK_OPTION_COUNT - i; */
  for (unsigned i = 0; i < NTK_OPTION_COUNT; i++) {
    const ntk_option_entry *entry = ntk_option_about((ntk_option)i);
    if (strlen(entry->name) == size && strncmp(entry->name, argument, size) == 0) return entry->commands & command ? i : NTK_OPTION_COUNT;
  }
  return NTK_OPTION_COUNT;
}

/* Where the first '=' is; length when there is none. */
/*@ requires valid: \valid_read(argument + (0 .. length));
    terminates \true;
    exits \false;
    assigns \result \from argument[0 .. length], length;
    ensures range: \result <= length; */
static size_t equals_at(const char *argument, size_t length) {
  size_t at = 0;
  /*@ loop invariant range: 0 <= at <= length;
      loop assigns at;
      loop variant length - at; */
  while (at < length && argument[at] != '=') at++;
  return at;
}

/*@ requires valid: \valid(o) && texts_valid(o) && \valid_read(argument) && (next == \null || \valid_read(next)) && \valid_read(entry) &&
                    \valid_read(entry->name) && (entry->value == \null || \valid_read(entry->value)) && (err == \null || \valid(err)) && \separated(o, err);
    requires range: option < NTK_OPTION_COUNT && o->text[option] == \null;
    terminates \true;
    exits \false;
    assigns o->text[option], err->status, err->text[0 .. 1023], \result \from argument[0 ..], next, *entry;
    ensures valid: texts_valid(o);
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status take(ntk_options *o, unsigned option, const ntk_option_entry *entry, const char *argument, const char *next, ntk_error *err) {
  const size_t length = strlen(argument), equals = equals_at(argument, length);
  if (entry->value == NULL) {
    if (equals < length) return ntk_fail(err, NTK_EUSAGE, "--%s: expected no value, found '%.200s'", entry->name, argument + equals + 1);
    o->text[option] = "";
    return NTK_OK;
  }
  const char *value = equals < length ? argument + equals + 1 : next;
  if (value == NULL || value[0] == '\0') return ntk_fail(err, NTK_EUSAGE, "--%s: expected %s, found nothing", entry->name, entry->value);
  o->text[option] = value;
  return NTK_OK;
}

/* The argument that may be a value of the option before it. */
/*@ requires valid: next == \null || \valid_read(next);
    terminates \true;
    exits \false;
    assigns \result \from next, next[0 ..];
    ensures same: \result == \null || \result == next && next != \null; */
static const char *as_value(const char *next) { return next != NULL && strncmp(next, "--", 2) != 0 ? next : NULL; }

/* One option (argv[i]); *used: the argument behind it was its value. */
/*@ requires valid: \valid(o) && texts_valid(o) && \valid_read(argument) && (next == \null || \valid_read(next)) && \valid(used) && (err == \null || \valid(err)) && \separated(o, err);
    requires apart: \separated(o, used);
    terminates \true;
    exits \false;
    assigns o->text[0 .. NTK_OPTION_COUNT - 1], *used, err->status, err->text[0 .. 1023], \result \from argument[0 ..], next;
    ensures valid: texts_valid(o);
    ensures used: *used != 0 ==> next != \null;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status one(ntk_options *o, const char *argument, const char *next, int *used, ntk_error *err) {
  const size_t size = strlen(argument);
  *used = 0;
  const unsigned option = size >= 2 && strncmp(argument, "--", 2) == 0 ? find(argument + 2, o->command) : NTK_OPTION_COUNT;
  if (option == NTK_OPTION_COUNT) return ntk_fail(err, NTK_EUSAGE, "expected an option that --help lists, found '%.200s'", argument);
  const ntk_option_entry *entry = ntk_option_about((ntk_option)option);
  if (o->text[option] != NULL) return ntk_fail(err, NTK_EUSAGE, "--%s: expected once, found again", entry->name);
  const char *value = as_value(next);
  *used = entry->value != NULL && value != NULL && strchr(argument, '=') == NULL;
  return take(o, option, entry, argument, value, err);
}

/* Texts of the options and the words; a value follows as `--name=value` or as the next argument. */
/*@ requires valid: \valid(o) && texts_valid(o) && o->words != \null && o->word_count == 0 && (err == \null || \valid(err)) && \separated(o, err);
    requires arguments: 0 <= argc && \forall integer k; 0 <= k < argc ==> \valid_read(argv + k) && \valid_read(argv[k]);
    requires apart: \separated(o, argv + (0 .. argc - 1));
    terminates \true;
    exits \false;
    assigns o->text[0 .. NTK_OPTION_COUNT - 1], o->word_count, err->status, err->text[0 .. 1023];
    ensures valid: texts_valid(o);
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status split(ntk_options *o, int argc, char **argv, ntk_error *err) {
  ntk_status status = NTK_OK;
  int used = 0;
  /*@ loop invariant range: 0 <= i <= argc && o->word_count <= i;
      loop invariant status: status == NTK_OK || status == NTK_EUSAGE;
      loop invariant valid: texts_valid(o);
      loop invariant arguments: \forall integer k; 0 <= k < argc ==> \valid_read(argv + k) && \valid_read(argv[k]);
      loop assigns i, used, status, o->text[0 .. NTK_OPTION_COUNT - 1], o->word_count, err->status, err->text[0 .. 1023];
      loop variant argc - i; */
  for (int i = 0; i < argc && status == NTK_OK; i++) {
    const size_t size = strlen(argv[i]);
    if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
      o->text[NTK_OPTION_HELP] = "";
      break;
    }
    if (size < 2 || argv[i][0] != '-') ntk_words_put(o->words, (size_t)argc, o->word_count++, argv[i]);
    else {
      status = one(o, argv[i], i + 1 < argc ? argv[i + 1] : NULL, &used, err);
      if (used) i++;
    }
  }
  return status;
}

/*@ requires valid: \valid_read(o) && texts_valid(o) && \valid(out) && (err == \null || \valid(err)) && \separated(o, err);
    requires range: option < NTK_OPTION_COUNT;
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures range: *out < count || *out == \old(*out); */
static ntk_status choice(const ntk_options *o, ntk_option option, size_t count, size_t *out, ntk_error *err) {
  const ntk_option_entry *entry = ntk_option_about(option);
  if (!ntk_given(o, option)) return NTK_OK;
  return ntk_value_choice(out, entry->name, o->text[option], entry->value == NULL ? "" : entry->value, count, err);
}

/*@ requires valid: \valid_read(o) && texts_valid(o) && \valid(out) && (err == \null || \valid(err)) && \separated(o, err);
    requires range: option < NTK_OPTION_COUNT;
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures range: least <= *out <= most || *out == \old(*out); */
static ntk_status integer(const ntk_options *o, ntk_option option, uint64_t least, uint64_t most, uint64_t *out, ntk_error *err) {
  if (!ntk_given(o, option)) return NTK_OK;
  return ntk_value_integer(out, ntk_option_about(option)->name, o->text[option], least, most, err);
}

/*@ requires valid: \valid_read(o) && texts_valid(o) && \valid(out) && (err == \null || \valid(err)) && \separated(o, err);
    requires range: option < NTK_OPTION_COUNT;
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures range: 0.0 < *out || zero_too != 0 && 0.0 <= *out || *out == \old(*out); */
static ntk_status real(const ntk_options *o, ntk_option option, int zero_too, double *out, ntk_error *err) {
  if (!ntk_given(o, option)) return NTK_OK;
  return ntk_value_positive(out, ntk_option_about(option)->name, o->text[option], zero_too, err);
}

/* The width that the list's item names. */
/*@ requires valid: \valid_read(item + (0 .. size)) && \valid(width) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *width, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status one_width(uint64_t *width, const char *item, size_t size, ntk_error *err) {
  char number[32] = "";
  if (size < sizeof number) memcpy(number, item, size);
  return ntk_value_integer(width, "width", number, 1, (uint64_t)1 << 31, err);
}

/* The widths of the list; *count: how many. */
/*@ requires valid: \valid(o) && texts_valid(o) && (err == \null || \valid(err)) && \separated(o, err) && \valid_read(list) && \valid(count) && o->arch.depth <= NTK_MAX_DEPTH && \separated(o, count);
    terminates \true;
    exits \false;
    assigns o->arch.width[0 .. NTK_MAX_DEPTH], *count, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures count: *count < o->arch.depth || *count == 0; */
static ntk_status listed_widths(ntk_options *o, const char *list, size_t *count, ntk_error *err) {
  const size_t length = strlen(list);
  size_t at = 0, size = 0, found = 0;
  int more = 1;
  ntk_status status = NTK_OK;
  *count = 0;
  /*@ loop invariant range: 0 <= at <= length && (more == 0 || more == 1) && (found < o->arch.depth || found == 0);
      loop invariant status: status == NTK_OK || status == NTK_EUSAGE;
      loop assigns at, more, size, found, status, o->arch.width[0 .. NTK_MAX_DEPTH], err->status, err->text[0 .. 1023];
      loop variant length - at + more; */
  while (more && status == NTK_OK) {
    uint64_t width = 0;
    const char *item = NULL;
    more = ntk_value_item(list, length, &at, &item, &size);
    status = one_width(&width, item, size, err);
    if (status != NTK_OK) return status;
    if (found + 1 >= o->arch.depth)
      return ntk_fail(err, NTK_EUSAGE, "--width: expected 1 or depth - 1 = %zu widths, found more in '%.200s'", o->arch.depth - 1, list);
    found++;
    o->arch.width[found] = (size_t)width;
  }
  *count = found;
  return status;
}

/* --depth and --width: one width serves all, or there are L - 1. */
/*@ requires valid: \valid(o) && texts_valid(o) && (err == \null || \valid(err)) && \separated(o, err);
    terminates \true;
    exits \false;
    assigns o->arch.depth, o->arch.width[0 .. NTK_MAX_DEPTH], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures depth: \result == NTK_OK ==> 1 <= o->arch.depth <= NTK_MAX_DEPTH; */
static ntk_status widths(ntk_options *o, ntk_error *err) {
  uint64_t depth = 2;
  size_t count = 0;
  ntk_status status = integer(o, NTK_OPTION_DEPTH, 2, NTK_MAX_DEPTH, &depth, err);
  if (status != NTK_OK) return status;
  o->arch.depth = (size_t)depth;
  ntk_arch_set_width(&o->arch, 1024);
  if (o->text[NTK_OPTION_WIDTH] == NULL) return NTK_OK;
  status = listed_widths(o, o->text[NTK_OPTION_WIDTH], &count, err);
  if (status != NTK_OK) return status;
  if (count == 1) ntk_arch_set_width(&o->arch, o->arch.width[1]);
  else if (count + 1 != o->arch.depth)
    return ntk_fail(err, NTK_EUSAGE, "--width: expected 1 or depth - 1 = %zu widths, found %zu", o->arch.depth - 1, count);
  return NTK_OK;
}

/*@ requires valid: \valid(o) && texts_valid(o) && (err == \null || \valid(err)) && \separated(o, err) && activation_known(o->arch.activation);
    terminates \true;
    exits \false;
    assigns o->data, o->arch, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures data: \result == NTK_OK ==> \valid_read(o->data.data) && (o->data.labels == \null || \valid_read(o->data.labels)) && (o->data.target == \null || \valid_read(o->data.target));
    ensures depth: \result == NTK_OK ==> 1 <= o->arch.depth <= NTK_MAX_DEPTH && activation_known(o->arch.activation); */
static ntk_status network(ntk_options *o, ntk_error *err) {
  size_t parametrisation = 0, train = 0, output_init = 0, init = 0, normalise = 0, unused = 0;
  uint64_t rows = NTK_ROWS_DEFAULT;
  ntk_status status = integer(o, NTK_OPTION_ROWS, 0, SIZE_MAX - 1, &rows, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_NORMALISE, 3, &normalise, err);
  if (status == NTK_OK) status = widths(o, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_PARAMETRISATION, 2, &parametrisation, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_WEIGHT_SCALE, 0, &o->arch.weight_scale, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_BIAS_SCALE, 1, &o->arch.bias_scale, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_TRAIN, 4, &train, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_OUTPUT_INIT, 2, &output_init, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_INIT, 3, &init, err);
  if (status != NTK_OK) return status;
  if (ntk_given(o, NTK_OPTION_ACTIVATION)) {
    status = choice(o, NTK_OPTION_ACTIVATION, 5, &unused, err);
    const ntk_activation *found = ntk_activation_find(o->text[NTK_OPTION_ACTIVATION]);
    if (status != NTK_OK) return status;
    if (found != NULL) o->arch.activation = found;
  }
  o->data.data = ntk_given(o, NTK_OPTION_DATA) ? o->text[NTK_OPTION_DATA] : "digits";
  o->data.labels = o->text[NTK_OPTION_LABELS];
  o->data.rows = (size_t)rows;
  o->data.target = o->text[NTK_OPTION_TARGET];
  o->data.normalise = (ntk_normalise)normalise;
  o->arch.parametrisation = (ntk_parametrisation)parametrisation;
  o->arch.train = (ntk_train)train;
  o->arch.output_init = (ntk_output_init)output_init;
  o->arch.init = (ntk_init)init;
  return NTK_OK;
}

/*@ requires valid: \valid(o) && texts_valid(o) && (err == \null || \valid(err)) && \separated(o, err) && 0.0 < o->alpha && 0.0 < o->tolerance && 0.0 <= o->step && 0.0 <= o->time;
    terminates \true;
    exits \false;
    assigns o->alpha, o->step, o->time, o->tolerance, o->dynamics, o->stepper, o->seed, o->inits, o->threads, o->out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures valid: \result == NTK_OK ==> o->dynamics <= NTK_DYNAMICS_LANGEVIN && \valid_read(o->stepper) && \valid_read(o->out) && 1 <= o->inits <= 1000000 && 1 <= o->threads &&
                   0.0 < o->alpha && 0.0 <= o->step && 0.0 <= o->time && 0.0 < o->tolerance; */
static ntk_status dynamics(ntk_options *o, ntk_error *err) {
  size_t kind = 0, unused = 0;
  uint64_t inits = 20, threads = (uint64_t)omp_get_num_procs();
  o->seed = 1;
  ntk_status status = real(o, NTK_OPTION_ALPHA, 0, &o->alpha, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_DYNAMICS, 5, &kind, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_INTEGRATOR, 5, &unused, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_STEP, 0, &o->step, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_TIME, 0, &o->time, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_TOLERANCE, 0, &o->tolerance, err);
  if (status == NTK_OK) status = integer(o, NTK_OPTION_SEED, 0, INT64_MAX, &o->seed, err);
  if (status == NTK_OK) status = integer(o, NTK_OPTION_INITS, 1, 1000000, &inits, err);
  if (status == NTK_OK) status = integer(o, NTK_OPTION_THREADS, 1, 4096, &threads, err);
  o->dynamics = (ntk_dynamics)kind;
  o->stepper = ntk_stepper_find(ntk_given(o, NTK_OPTION_INTEGRATOR) ? o->text[NTK_OPTION_INTEGRATOR] : "auto");
  if (o->stepper == NULL) o->stepper = &ntk_stepper_etd3;
  o->inits = (size_t)inits;
  o->threads = (int)threads;
  o->out = ntk_given(o, NTK_OPTION_OUT) ? o->text[NTK_OPTION_OUT] : "reports/out";
  return status;
}

/* Puts the layer that the list's item names into the mask. */
/*@ requires valid: \valid_read(item + (0 .. size)) && \valid(mask) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *mask, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status one_layer(unsigned *mask, const char *item, size_t size, ntk_error *err) {
  char name[32] = "";
  size_t index = 0;
  if (size < sizeof name) memcpy(name, item, size);
  const ntk_status status = ntk_value_choice(&index, "layers", name, "theorem|program|run|sample", NTK_LAYERS, err);
  if (status == NTK_OK) *mask |= 1u << index;
  return status;
}

/*@ requires valid: \valid(o) && texts_valid(o) && (err == \null || \valid(err)) && \separated(o, err);
    terminates \true;
    exits \false;
    assigns o->layers, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status layers(ntk_options *o, ntk_error *err) {
  const char *list = o->text[NTK_OPTION_LAYERS];
  size_t at = 0, size = 0;
  int more = list != NULL;
  unsigned mask = list == NULL ? NTK_LAYER_RUN | NTK_LAYER_SAMPLE : 0;
  ntk_status status = NTK_OK;
  const size_t length = list == NULL ? 0 : strlen(list);
  /*@ loop invariant range: 0 <= at <= length && (more == 0 || more == 1 && list != \null);
      loop invariant status: status == NTK_OK || status == NTK_EUSAGE;
      loop assigns at, more, size, mask, status, err->status, err->text[0 .. 1023];
      loop variant length - at + more; */
  while (more && status == NTK_OK) {
    const char *item = NULL;
    more = ntk_value_item(list, length, &at, &item, &size);
    status = one_layer(&mask, item, size, err);
  }
  o->layers = mask;
  return status;
}

/* Two options that cannot both be meant. */
/*@ requires valid: options_valid(o) && network_valid(o) && (err == \null || \valid(err)) && \separated(o, err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status conflicts(const ntk_options *o, ntk_error *err) {
  static const ntk_option fixed[] = {NTK_OPTION_DEPTH, NTK_OPTION_WIDTH, NTK_OPTION_OUTPUT_INIT, NTK_OPTION_LIMIT};
  const char *dynamics_name = ntk_given(o, NTK_OPTION_DYNAMICS) ? o->text[NTK_OPTION_DYNAMICS] : "flow";
  /*@ loop invariant range: 0 <= i <= 4;
      loop assigns i;
      loop variant 4 - i; */
  for (size_t i = 0; ntk_given(o, NTK_OPTION_WEIGHTS) && i < sizeof fixed / sizeof fixed[0]; i++)
    if (ntk_given(o, fixed[i]))
      return ntk_fail(err, NTK_EUSAGE, "--weights: expected without --%s, for the file fixes the network; found both", ntk_option_about(fixed[i])->name);
  if (ntk_given(o, NTK_OPTION_WEIGHTS) && o->arch.init == NTK_INIT_ANTISYMMETRIC)
    return ntk_fail(err, NTK_EUSAGE, "--weights: expected --init centred or plain, found antisymmetric, which is a way to draw weights");
  if (ntk_given(o, NTK_OPTION_WEIGHTS) && ntk_given(o, NTK_OPTION_INITS) && o->inits != 1)
    return ntk_fail(err, NTK_EUSAGE, "--weights: expected --inits 1 or none, for there is one network; found %zu", o->inits);
  if (!ntk_given(o, NTK_OPTION_WEIGHTS) && o->arch.init == NTK_INIT_ANTISYMMETRIC && o->arch.width[o->arch.depth - 1] % 2 != 0)
    return ntk_fail(err, NTK_EUSAGE, "--init: antisymmetric: expected an even last hidden width, for it counts both copies; found %zu", o->arch.width[o->arch.depth - 1]);
  if (ntk_given(o, NTK_OPTION_LABELS) && (strcmp(o->data.data, "digits") == 0 || strcmp(o->data.data, "iris") == 0 || strcmp(o->data.data, "wine") == 0))
    return ntk_fail(err, NTK_EUSAGE, "--labels: expected with an NPY or IDX file, found with --data %s", o->data.data);
  if (ntk_given(o, NTK_OPTION_LIMIT) && ntk_given(o, NTK_OPTION_SAVE_WEIGHTS))
    return ntk_fail(err, NTK_EUSAGE, "--limit: expected without --save-weights, for there are no weights at infinite width; found both");
  if (o->command == NTK_COMMAND_TRAIN && o->dynamics == NTK_DYNAMICS_FLOW && ntk_given(o, NTK_OPTION_STEP))
    return ntk_fail(err, NTK_EUSAGE, "--step: expected with --dynamics gd, nesterov, sgd or langevin, found with flow");
  if (o->command == NTK_COMMAND_TRAIN && o->dynamics != NTK_DYNAMICS_FLOW && (ntk_given(o, NTK_OPTION_INTEGRATOR) || ntk_given(o, NTK_OPTION_TOLERANCE)))
    return ntk_fail(err, NTK_EUSAGE, "--%s: expected with --dynamics flow, found with %s", ntk_given(o, NTK_OPTION_INTEGRATOR) ? "integrator" : "tolerance", dynamics_name);
  return NTK_OK;
}

/* What the options of a command about networks say. */
/*@ requires valid: \valid(o) && texts_valid(o) && (err == \null || \valid(err)) && \separated(o, err);
    requires start: activation_known(o->arch.activation) && 0.0 < o->alpha && 0.0 < o->tolerance && 0.0 <= o->step && 0.0 <= o->time && o->word_count == 0;
    terminates \true;
    exits \false;
    assigns o->data, o->arch, o->alpha, o->step, o->time, o->tolerance, o->dynamics, o->stepper, o->seed, o->inits, o->threads, o->out, o->layers,
            err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures valid: \result == NTK_OK ==> options_valid(o); */
static ntk_status network_options(ntk_options *o, ntk_error *err) {
  ntk_status status = network(o, err);
  if (status == NTK_OK) status = dynamics(o, err);
  if (status == NTK_OK) status = layers(o, err);
  return status == NTK_OK ? conflicts(o, err) : status;
}

/*@ requires valid: \valid(o);
    terminates \true;
    exits \false;
    assigns *o;
    ensures command: o->command == command;
    ensures texts: texts_valid(o) && o->word_count == 0;
    ensures start: activation_known(o->arch.activation) && 0.0 < o->alpha && 0.0 < o->tolerance && 0.0 <= o->step && 0.0 <= o->time; */
static void start(ntk_options *o, ntk_command command) {
  /*@ loop invariant range: 0 <= i <= NTK_OPTION_COUNT;
      loop invariant none: \forall integer k; 0 <= k < i ==> o->text[k] == \null;
      loop assigns i, o->text[0 .. NTK_OPTION_COUNT - 1];
      loop variant NTK_OPTION_COUNT - i; */
  for (size_t i = 0; i < NTK_OPTION_COUNT; i++) o->text[i] = NULL;
  o->command = command;
  o->data.data = NULL;
  o->data.labels = NULL;
  o->data.rows = 0;
  o->data.target = NULL;
  o->data.normalise = NTK_NORMALISE_SPHERE;
  o->arch = ntk_arch_default(0, 0);
  o->alpha = 10.0;
  o->step = 0.0;
  o->time = 0.0;
  o->tolerance = 1e-8;
  o->dynamics = NTK_DYNAMICS_FLOW;
  o->stepper = NULL;
  o->seed = 0;
  o->inits = 0;
  o->threads = 0;
  o->layers = 0;
  o->out = NULL;
  o->words = NULL;
  o->word_count = 0;
}

ntk_status ntk_options_parse(ntk_options *options, ntk_command command, int argc, char **argv, ntk_error *err) {
  start(options, command);
  options->words = ntk_words_alloc((size_t)argc);
  if (options->words == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while reading the options");
  const ntk_status status = split(options, argc, argv, err);
  if (status != NTK_OK || ntk_given(options, NTK_OPTION_HELP) || !(command & NTK_COMMAND_NETWORK)) return status;
  if (options->word_count > 0) return ntk_fail(err, NTK_EUSAGE, "expected an option, found '%.200s'", ntk_words_at(options->words, options->word_count, 0));
  return network_options(options, err);
}

void ntk_options_clear(ntk_options *options) {
  free(options->words);
  options->words = NULL;
  options->word_count = 0;
}
