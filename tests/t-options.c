/* src/cli/options.c, value.c, help.c: defaults, values, conflicts, messages. The program's files are not in the library: included. */
#include "cli/help.c"
#include "cli/options.c"
#include "cli/value.c"

#include <math.h>

#include "harness.h"

#define MOST 16

/* Parses the words of line (split at blanks) for a command; options are left for the caller to clear. */
static char storage[512];
static ntk_status parse(ntk_options *o, ntk_command command, const char *line, ntk_error *err) {
  char *argv[MOST];
  int argc = 0;
  snprintf(storage, sizeof storage, "%s", line);
  for (char *word = strtok(storage, " "); word != NULL && argc < MOST; word = strtok(NULL, " ")) argv[argc++] = word;
  err->text[0] = '\0';
  return ntk_options_parse(o, command, argc, argv, err);
}

/* Is refused with 64, and says so. */
static int refused(ntk_command command, const char *line, const char *message) {
  ntk_options o;
  ntk_error err;
  const ntk_status status = parse(&o, command, line, &err);
  const int right = status == NTK_EUSAGE && strcmp(err.text, message) == 0;
  if (!right) printf("%s\n  status %s: %s\n  expected: %s\n", line, ntk_status_text(status), err.text, message);
  ntk_options_clear(&o);
  return right;
}

/* The design's table. */
static void test_defaults(void) {
  static const ntk_command commands[] = {NTK_COMMAND_CHECK, NTK_COMMAND_TRAIN, NTK_COMMAND_KERNEL};
  for (size_t i = 0; i < 3; i++) {
    ntk_options o;
    ntk_error err;
    CU_ASSERT_FATAL(parse(&o, commands[i], "", &err) == NTK_OK);
    CU_ASSERT_STRING_EQUAL(o.data.data, "digits");
    CU_ASSERT(o.data.rows == NTK_ROWS_DEFAULT && o.data.target == NULL && o.data.labels == NULL && o.data.normalise == NTK_NORMALISE_SPHERE);
    CU_ASSERT(o.arch.depth == 2 && o.arch.width[1] == 1024 && o.arch.activation == &ntk_tanh && o.arch.parametrisation == NTK_PARAM_NTK);
    CU_ASSERT(o.arch.train == NTK_TRAIN_ALL && o.arch.output_init == NTK_OUTPUT_GAUSSIAN && o.arch.init == NTK_INIT_CENTRED);
    NTK_NEAR(o.arch.weight_scale, 1.0, 0.0);
    NTK_NEAR(o.arch.bias_scale, 0.0, 0.0);
    NTK_NEAR(o.alpha, 10.0, 0.0);
    NTK_NEAR(o.tolerance, 1e-8, 0.0);
    NTK_NEAR(o.step + o.time, 0.0, 0.0);
    CU_ASSERT(o.dynamics == NTK_DYNAMICS_FLOW && o.stepper == ntk_stepper_find("auto") && o.seed == 1 && o.inits == 20 && o.threads >= 1);
    CU_ASSERT(o.layers == (NTK_LAYER_RUN | NTK_LAYER_SAMPLE));
    CU_ASSERT_STRING_EQUAL(o.out, "reports/out");
    ntk_options_clear(&o);
  }
}

static void test_values(void) {
  ntk_options o;
  ntk_error err;
  CU_ASSERT_FATAL(parse(&o, NTK_COMMAND_CHECK, "--data a.csv --rows=0 --depth 4 --width 8,16,32 --activation erf --alpha 2.5 --seed 9223372036854775807 --init antisymmetric", &err) == NTK_OK);
  CU_ASSERT_STRING_EQUAL(o.data.data, "a.csv");
  CU_ASSERT(o.data.rows == 0 && o.arch.depth == 4 && o.arch.width[1] == 8 && o.arch.width[2] == 16 && o.arch.width[3] == 32);
  CU_ASSERT(o.arch.activation == &ntk_erf && o.seed == INT64_MAX && o.arch.init == NTK_INIT_ANTISYMMETRIC);
  NTK_NEAR(o.alpha, 2.5, 0.0);
  ntk_options_clear(&o);
  CU_ASSERT_FATAL(parse(&o, NTK_COMMAND_CHECK, "--depth 3 --width 6 --layers theorem,sample --train first --normalise none --weight-scale 1.5 --bias-scale 0 --dynamics sgd", &err) == NTK_OK);
  CU_ASSERT(o.arch.width[1] == 6 && o.arch.width[2] == 6 && o.layers == (NTK_LAYER_THEOREM | NTK_LAYER_SAMPLE) && o.arch.train == NTK_TRAIN_FIRST);
  CU_ASSERT(o.data.normalise == NTK_NORMALISE_NONE && o.dynamics == NTK_DYNAMICS_SGD);
  ntk_options_clear(&o);
  CU_ASSERT_FATAL(parse(&o, NTK_COMMAND_DIFF, "a.json --json b.json", &err) == NTK_OK);
  CU_ASSERT(o.word_count == 2 && strcmp(o.words[1], "b.json") == 0 && ntk_given(&o, NTK_OPTION_JSON));
  ntk_options_clear(&o);
}

static void test_help_wins(void) {
  ntk_options o;
  ntk_error err;
  CU_ASSERT(parse(&o, NTK_COMMAND_CHECK, "--alpha 3 --help --nonsense", &err) == NTK_OK && ntk_given(&o, NTK_OPTION_HELP));
  ntk_options_clear(&o);
}

static void test_messages(void) {
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha abc", "--alpha: expected a finite number above 0, found 'abc'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha -1", "--alpha: expected a finite number above 0, found '-1'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha 0", "--alpha: expected a finite number above 0, found '0'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha 1e999", "--alpha: expected a finite number above 0, found '1e999'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha nan", "--alpha: expected a finite number above 0, found 'nan'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha 1x", "--alpha: expected a finite number above 0, found '1x'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--bias-scale -0.5", "--bias-scale: expected a finite number of at least 0, found '-0.5'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--depth 1", "--depth: expected an integer from 2 to 64, found '1'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--seed -3", "--seed: expected an integer of at least 0, found '-3'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--seed 99999999999999999999", "--seed: expected an integer of at least 0, found '99999999999999999999'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--inits 0", "--inits: expected an integer from 1 to 1000000, found '0'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--activation gelu", "--activation: expected tanh|erf|softplus|relu|identity, found 'gelu'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--activation tan", "--activation: expected tanh|erf|softplus|relu|identity, found 'tan'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha", "--alpha: expected A, found nothing"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha --json", "--alpha: expected A, found nothing"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha=", "--alpha: expected A, found nothing"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--json=yes", "--json: expected no value, found 'yes'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alpha 1 --alpha 2", "--alpha: expected once, found again"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--alhpa 1", "expected an option that --help lists, found '--alhpa'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "-x", "expected an option that --help lists, found '-x'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "extra", "expected an option, found 'extra'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--limit", "expected an option that --help lists, found '--limit'")); /* kernel's */
  CU_ASSERT(refused(NTK_COMMAND_DIFF, "--alpha 1", "expected an option that --help lists, found '--alpha'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--layers run,proof", "--layers: expected theorem|program|run|sample, found 'proof'"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--width 8,,8", "--width: expected an integer from 1 to 2147483648, found ''"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--width 8,8", "--width: expected 1 or depth - 1 = 1 widths, found more in '8,8'"));
}

static void test_conflicts(void) {
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--weights w --depth 3", "--weights: expected without --depth, for the file fixes the network; found both"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--weights w --width 3", "--weights: expected without --width, for the file fixes the network; found both"));
  CU_ASSERT(refused(NTK_COMMAND_KERNEL, "--weights w --limit", "--weights: expected without --limit, for the file fixes the network; found both"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--weights w --inits 2", "--weights: expected --inits 1 or none, for there is one network; found 2"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--init antisymmetric --width 7", "--init: antisymmetric: expected an even last hidden width, for it counts both copies; found 7"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--depth 4 --width 1,2", "--width: expected 1 or depth - 1 = 3 widths, found 2"));
  CU_ASSERT(refused(NTK_COMMAND_CHECK, "--labels y.npy", "--labels: expected with an NPY or IDX file, found with --data digits"));
  CU_ASSERT(refused(NTK_COMMAND_TRAIN, "--step 0.1", "--step: expected with --dynamics gd, nesterov, sgd or langevin, found with flow"));
  CU_ASSERT(refused(NTK_COMMAND_TRAIN, "--dynamics gd --integrator rkf45", "--integrator: expected with --dynamics flow, found with gd"));
  CU_ASSERT(refused(NTK_COMMAND_KERNEL, "--limit --save-weights w", "--limit: expected without --save-weights, for there are no weights at infinite width; found both"));
}

/* Every option of the design's table is there, in each of the three commands; help fits. */
static void test_help(void) {
  static const char *const common[] = {"data", "labels", "rows", "target", "normalise", "depth", "width", "activation", "parametrisation", "weight-scale", "bias-scale",
                                       "train", "output-init", "init", "weights", "save-weights", "alpha", "dynamics", "integrator", "step", "time", "tolerance",
                                       "seed", "inits", "threads", "out", "json", "quiet", "help"};
  for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
    for (unsigned command = NTK_COMMAND_CHECK; command <= NTK_COMMAND_KERNEL; command *= 2) CU_ASSERT(find(common[i], command) < NTK_OPTION_COUNT);
  FILE *file = tmpfile();
  char line_of[512];
  size_t lines = 0;
  CU_ASSERT_FATAL(file != NULL);
  ntk_options_help(file, NTK_COMMAND_ANY, "ntkcheck x", "about this, at some length, so that it must be broken somewhere before it reaches the edge of the terminal");
  rewind(file);
  while (fgets(line_of, sizeof line_of, file) != NULL) {
    CU_ASSERT(strlen(line_of) <= 81);
    lines++;
  }
  fclose(file);
  CU_ASSERT(lines > NTK_OPTION_COUNT);
}

static void test_memory_out(void) {
  ntk_options o;
  ntk_error err;
  ntk_alloc_fail_at(1);
  CU_ASSERT(parse(&o, NTK_COMMAND_CHECK, "--alpha 1", &err) == NTK_ENOMEM);
  ntk_alloc_fail_at(0);
  ntk_options_clear(&o);
}

NTK_TESTS("options", {"defaults", test_defaults}, {"values", test_values}, {"help wins", test_help_wins}, {"messages", test_messages},
          {"conflicts", test_conflicts}, {"help", test_help}, {"memory out", test_memory_out})
