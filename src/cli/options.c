#include "cli/options.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "cli/value.h"
#include "core/alloc.h"
#include "report/build.h"

#define NTK_OPTION_ENTRY(id, name, value, commands, effect, help) {name, value, commands, effect, help},
const ntk_option_entry ntk_option_table[NTK_OPTION_COUNT] = {NTK_OPTION_LIST(NTK_OPTION_ENTRY)};
#undef NTK_OPTION_ENTRY

/* The option that argument (behind its dashes) names, up to '='; NTK_OPTION_COUNT when there is none. */
static size_t find(const char *argument, unsigned command) {
  const size_t size = strcspn(argument, "=");
  for (size_t i = 0; i < NTK_OPTION_COUNT; i++)
    if (strlen(ntk_option_table[i].name) == size && memcmp(ntk_option_table[i].name, argument, size) == 0)
      return ntk_option_table[i].commands & command ? i : NTK_OPTION_COUNT;
  return NTK_OPTION_COUNT;
}

/* Texts of the options and the words; a value follows as `--name=value` or as the next argument. */
static ntk_status split(ntk_options *o, int argc, char **argv, ntk_error *err) {
  for (int i = 0; i < argc; i++) {
    if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
      o->text[NTK_OPTION_HELP] = "";
      return NTK_OK;
    }
    if (argv[i][0] != '-' || argv[i][1] == '\0') {
      o->words[o->word_count++] = argv[i];
      continue;
    }
    const size_t option = strncmp(argv[i], "--", 2) == 0 ? find(argv[i] + 2, o->command) : NTK_OPTION_COUNT;
    if (option == NTK_OPTION_COUNT) return ntk_fail(err, NTK_EUSAGE, "expected an option that --help lists, found '%.200s'", argv[i]);
    const ntk_option_entry *entry = &ntk_option_table[option];
    const char *equals = strchr(argv[i], '=');
    if (o->text[option] != NULL) return ntk_fail(err, NTK_EUSAGE, "--%s: expected once, found again", entry->name);
    if (entry->value == NULL) {
      if (equals != NULL) return ntk_fail(err, NTK_EUSAGE, "--%s: expected no value, found '%.200s'", entry->name, equals + 1);
      o->text[option] = "";
    } else if (equals != NULL) o->text[option] = equals + 1;
    else if (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0) o->text[option] = argv[++i];
    else return ntk_fail(err, NTK_EUSAGE, "--%s: expected %s, found nothing", entry->name, entry->value);
    if (entry->value != NULL && o->text[option][0] == '\0') return ntk_fail(err, NTK_EUSAGE, "--%s: expected %s, found nothing", entry->name, entry->value);
  }
  return NTK_OK;
}

static ntk_status choice(const ntk_options *o, ntk_option option, size_t *out, ntk_error *err) {
  if (!ntk_given(o, option)) return NTK_OK;
  return ntk_value_choice(out, ntk_option_table[option].name, o->text[option], ntk_option_table[option].value, err);
}

static ntk_status integer(const ntk_options *o, ntk_option option, uint64_t least, uint64_t most, uint64_t *out, ntk_error *err) {
  if (!ntk_given(o, option)) return NTK_OK;
  return ntk_value_integer(out, ntk_option_table[option].name, o->text[option], least, most, err);
}

static ntk_status real(const ntk_options *o, ntk_option option, int zero_too, double *out, ntk_error *err) {
  if (!ntk_given(o, option)) return NTK_OK;
  return ntk_value_positive(out, ntk_option_table[option].name, o->text[option], zero_too, err);
}

/* --depth and --width: one width serves all, or there are L - 1. */
static ntk_status widths(ntk_options *o, ntk_error *err) {
  uint64_t depth = o->arch.depth, width;
  size_t count = 0, size;
  ntk_status status = integer(o, NTK_OPTION_DEPTH, 2, NTK_MAX_DEPTH, &depth, err);
  if (status != NTK_OK) return status;
  o->arch.depth = (size_t)depth;
  ntk_arch_set_width(&o->arch, 1024);
  for (const char *rest = o->text[NTK_OPTION_WIDTH]; rest != NULL;) {
    char number[32] = "";
    const char *item = ntk_value_item(&rest, &size);
    if (size < sizeof number) memcpy(number, item, size);
    status = ntk_value_integer(&width, "width", number, 1, (uint64_t)1 << 31, err);
    if (status != NTK_OK) return status;
    if (++count >= o->arch.depth)
      return ntk_fail(err, NTK_EUSAGE, "--width: expected 1 or depth - 1 = %zu widths, found more in '%.200s'", o->arch.depth - 1, o->text[NTK_OPTION_WIDTH]);
    o->arch.width[count] = (size_t)width;
  }
  if (count == 1) ntk_arch_set_width(&o->arch, o->arch.width[1]);
  else if (count != 0 && count + 1 != o->arch.depth)
    return ntk_fail(err, NTK_EUSAGE, "--width: expected 1 or depth - 1 = %zu widths, found %zu", o->arch.depth - 1, count);
  return NTK_OK;
}

static ntk_status network(ntk_options *o, ntk_error *err) {
  size_t parametrisation = 0, train = 0, output_init = 0, init = 0, normalise = 0;
  uint64_t rows = NTK_ROWS_DEFAULT;
  ntk_status status = integer(o, NTK_OPTION_ROWS, 0, SIZE_MAX - 1, &rows, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_NORMALISE, &normalise, err);
  if (status == NTK_OK) status = widths(o, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_PARAMETRISATION, &parametrisation, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_WEIGHT_SCALE, 0, &o->arch.weight_scale, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_BIAS_SCALE, 1, &o->arch.bias_scale, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_TRAIN, &train, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_OUTPUT_INIT, &output_init, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_INIT, &init, err);
  if (status != NTK_OK) return status;
  if (ntk_given(o, NTK_OPTION_ACTIVATION)) {
    size_t unused;
    status = choice(o, NTK_OPTION_ACTIVATION, &unused, err);
    if (status != NTK_OK) return status;
    o->arch.activation = ntk_activation_find(o->text[NTK_OPTION_ACTIVATION]);
  }
  o->data = (ntk_data_options){.data = ntk_given(o, NTK_OPTION_DATA) ? o->text[NTK_OPTION_DATA] : "digits", .labels = o->text[NTK_OPTION_LABELS],
                               .rows = (size_t)rows, .target = o->text[NTK_OPTION_TARGET], .normalise = (ntk_normalise)normalise};
  o->arch.parametrisation = (ntk_parametrisation)parametrisation;
  o->arch.train = (ntk_train)train;
  o->arch.output_init = (ntk_output_init)output_init;
  o->arch.init = (ntk_init)init;
  return NTK_OK;
}

static ntk_status dynamics(ntk_options *o, ntk_error *err) {
  size_t kind = 0, unused;
  uint64_t inits = 20, threads = (uint64_t)omp_get_num_procs();
  o->seed = 1;
  ntk_status status = real(o, NTK_OPTION_ALPHA, 0, &o->alpha, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_DYNAMICS, &kind, err);
  if (status == NTK_OK) status = choice(o, NTK_OPTION_INTEGRATOR, &unused, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_STEP, 0, &o->step, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_TIME, 0, &o->time, err);
  if (status == NTK_OK) status = real(o, NTK_OPTION_TOLERANCE, 0, &o->tolerance, err);
  if (status == NTK_OK) status = integer(o, NTK_OPTION_SEED, 0, INT64_MAX, &o->seed, err);
  if (status == NTK_OK) status = integer(o, NTK_OPTION_INITS, 1, 1000000, &inits, err);
  if (status == NTK_OK) status = integer(o, NTK_OPTION_THREADS, 1, 4096, &threads, err);
  o->dynamics = (ntk_dynamics)kind;
  o->stepper = ntk_stepper_find(ntk_given(o, NTK_OPTION_INTEGRATOR) ? o->text[NTK_OPTION_INTEGRATOR] : "auto");
  o->inits = (size_t)inits;
  o->threads = (int)threads;
  o->out = ntk_given(o, NTK_OPTION_OUT) ? o->text[NTK_OPTION_OUT] : "reports/out";
  return status;
}

static ntk_status layers(ntk_options *o, ntk_error *err) {
  size_t size, index;
  o->layers = ntk_given(o, NTK_OPTION_LAYERS) ? 0 : NTK_LAYER_RUN | NTK_LAYER_SAMPLE;
  for (const char *rest = o->text[NTK_OPTION_LAYERS]; rest != NULL;) {
    char name[32] = "";
    const char *item = ntk_value_item(&rest, &size);
    if (size < sizeof name) memcpy(name, item, size);
    const ntk_status status = ntk_value_choice(&index, "layers", name, "theorem|program|run|sample", err);
    if (status != NTK_OK) return status;
    o->layers |= 1u << index;
  }
  return NTK_OK;
}

/* Two options that cannot both be meant. */
static ntk_status conflicts(const ntk_options *o, ntk_error *err) {
  static const ntk_option fixed[] = {NTK_OPTION_DEPTH, NTK_OPTION_WIDTH, NTK_OPTION_OUTPUT_INIT, NTK_OPTION_LIMIT};
  const char *dynamics_name = ntk_given(o, NTK_OPTION_DYNAMICS) ? o->text[NTK_OPTION_DYNAMICS] : "flow";
  for (size_t i = 0; ntk_given(o, NTK_OPTION_WEIGHTS) && i < sizeof fixed / sizeof fixed[0]; i++)
    if (ntk_given(o, fixed[i]))
      return ntk_fail(err, NTK_EUSAGE, "--weights: expected without --%s, for the file fixes the network; found both", ntk_option_table[fixed[i]].name);
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

ntk_status ntk_options_parse(ntk_options *options, ntk_command command, int argc, char **argv, ntk_error *err) {
  *options = (ntk_options){.command = command, .alpha = 10.0, .tolerance = 1e-8, .arch = ntk_arch_default(0, 0)};
  options->words = ntk_calloc((size_t)argc, 1, sizeof *options->words);
  if (options->words == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while reading the options");
  ntk_status status = split(options, argc, argv, err);
  if (status != NTK_OK || ntk_given(options, NTK_OPTION_HELP) || !(command & NTK_COMMAND_NETWORK)) return status;
  if (options->word_count > 0) return ntk_fail(err, NTK_EUSAGE, "expected an option, found '%.200s'", options->words[0]);
  status = network(options, err);
  if (status == NTK_OK) status = dynamics(options, err);
  if (status == NTK_OK) status = layers(options, err);
  return status == NTK_OK ? conflicts(options, err) : status;
}

void ntk_options_clear(ntk_options *options) {
  free(options->words);
  options->words = NULL;
}
