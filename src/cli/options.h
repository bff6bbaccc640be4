/* The command line: one list of options, the same name and default in every subcommand. */
#ifndef NTK_CLI_OPTIONS_H
#define NTK_CLI_OPTIONS_H

#include <stdint.h>
#include <stdio.h>
#include "core/alloc.h"
#include "data/dataset.h"
#include "flow/stepper.h"
#include "model/arch.h"

typedef enum { NTK_COMMAND_CHECK = 1, NTK_COMMAND_TRAIN = 2, NTK_COMMAND_KERNEL = 4, NTK_COMMAND_CLAIMS = 8, NTK_COMMAND_DIFF = 16 } ntk_command;
#define NTK_COMMAND_NETWORK (NTK_COMMAND_CHECK | NTK_COMMAND_TRAIN | NTK_COMMAND_KERNEL)
#define NTK_COMMAND_ANY (NTK_COMMAND_NETWORK | NTK_COMMAND_CLAIMS | NTK_COMMAND_DIFF)

/* X(NAME, "name", "VALUE" or NULL for a flag, commands that take it, commands in which it has an effect, "help") in the design's order */
#define NTK_OPTION_LIST(X)                                                                                                             \
  X(DATA, "data", "FILE|digits|iris|wine", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "data set: bundled, or CSV, NPY, IDX (.gz too); default digits") \
  X(LABELS, "labels", "FILE", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "targets of an NPY or IDX file")                                \
  X(ROWS, "rows", "N", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "the first N rows, 0: all; default: digits 50, else 0")                \
  X(TARGET, "target", "COLUMN|parity|one-vs-rest:CLASS|one-hot", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK,                              \
    "default: digits parity; iris, wine one-vs-rest:0; a file: its last column")                                                       \
  X(NORMALISE, "normalise", "sphere|standard|none", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK,                                           \
    "rows to norm sqrt d; columns to mean 0, deviation 1; default sphere")                                                             \
  X(DEPTH, "depth", "L", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "weight layers, at least 2; default 2")                              \
  X(WIDTH, "width", "M[,M...]", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "hidden widths, one serves all; default 1024")                \
  X(ACTIVATION, "activation", "tanh|erf|softplus|relu|identity", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default tanh")              \
  X(PARAMETRISATION, "parametrisation", "ntk|standard", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default ntk")                        \
  X(WEIGHT_SCALE, "weight-scale", "C", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default 1")                                           \
  X(BIAS_SCALE, "bias-scale", "C", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default 0: no biases (1 for --weights with biases)")      \
  X(TRAIN, "train", "all|hidden|first|output", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "the layers that are trained; default all")    \
  X(OUTPUT_INIT, "output-init", "gaussian|sign", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "output weights; default gaussian")          \
  X(INIT, "init", "centred|antisymmetric|plain", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default centred")                           \
  X(WEIGHTS, "weights", "FILE", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "weights from a safetensors file; fixes depth and width")     \
  X(SAVE_WEIGHTS, "save-weights", "FILE", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "write the weights: train: the trained, else the initial") \
  X(ALPHA, "alpha", "A", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "output scale; default 10 (the kernel is without it)")               \
  X(DYNAMICS, "dynamics", "flow|gd|nesterov|sgd|langevin", NTK_COMMAND_NETWORK, NTK_COMMAND_TRAIN, "default flow")                      \
  X(INTEGRATOR, "integrator", "auto|etd3|rkf45|rk8pd|msadams", NTK_COMMAND_NETWORK, NTK_COMMAND_CHECK | NTK_COMMAND_TRAIN, "of the flow; default auto") \
  X(STEP, "step", "ETA", NTK_COMMAND_NETWORK, NTK_COMMAND_TRAIN, "of gd, nesterov, sgd, langevin; default 1/Lambda")                    \
  X(TIME, "time", "T", NTK_COMMAND_NETWORK, NTK_COMMAND_CHECK | NTK_COMMAND_TRAIN, "horizon; default alpha^2 lambda_min T = 3")         \
  X(TOLERANCE, "tolerance", "TOL", NTK_COMMAND_NETWORK, NTK_COMMAND_CHECK | NTK_COMMAND_TRAIN, "of the integrator; default 1e-8")       \
  X(SEED, "seed", "S", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default 1")                                                           \
  X(INITS, "inits", "N", NTK_COMMAND_NETWORK, NTK_COMMAND_CHECK, "random initialisations; default 20")                                  \
  X(THREADS, "threads", "N", NTK_COMMAND_NETWORK, NTK_COMMAND_NETWORK, "default all")                                                   \
  X(CLAIMS, "claims", "ID[,ID...]", NTK_COMMAND_CHECK, NTK_COMMAND_CHECK, "check only these; default all")                              \
  X(LAYERS, "layers", "LAYER[,LAYER...]", NTK_COMMAND_CHECK, NTK_COMMAND_CHECK,                                                         \
    "layers that decide the exit status, of theorem, program, run, sample; default run,sample")                                        \
  X(THOROUGH, "thorough", NULL, NTK_COMMAND_CHECK, NTK_COMMAND_CHECK, "larger studies: more sizes and samples (for make verify-full)")      \
  X(TRAJECTORY, "trajectory", "FILE.csv", NTK_COMMAND_TRAIN, NTK_COMMAND_TRAIN, "write t,R,residual,drift,path,lambda_min,lambda_max")  \
  X(LIMIT, "limit", NULL, NTK_COMMAND_KERNEL, NTK_COMMAND_KERNEL, "the kernel at infinite width")                                       \
  X(OUTPUT, "output", "K.npy", NTK_COMMAND_KERNEL, NTK_COMMAND_KERNEL, "write the kernel, N x N, without alpha")                        \
  X(EIGENVALUES, "eigenvalues", "E.npy", NTK_COMMAND_KERNEL, NTK_COMMAND_KERNEL, "write its eigenvalues, ascending")                    \
  X(PREDICT, "predict", "FILE", NTK_COMMAND_KERNEL, NTK_COMMAND_KERNEL, "kernel regression on new rows (CSV or NPY: inputs only)")      \
  X(OUT, "out", "DIR", NTK_COMMAND_NETWORK, NTK_COMMAND_CHECK | NTK_COMMAND_TRAIN, "folder of reports and plots; default reports/out")  \
  X(JSON, "json", NULL, NTK_COMMAND_ANY, NTK_COMMAND_ANY, "JSON on standard output")                                                    \
  X(QUIET, "quiet", NULL, NTK_COMMAND_ANY, NTK_COMMAND_ANY, "no progress and no comments on standard error")                            \
  X(HELP, "help", NULL, NTK_COMMAND_ANY, NTK_COMMAND_ANY, "this text")

#define NTK_OPTION_ENUM(id, name, value, commands, effect, help) NTK_OPTION_##id,
typedef enum { NTK_OPTION_LIST(NTK_OPTION_ENUM) NTK_OPTION_COUNT } ntk_option;
#undef NTK_OPTION_ENUM

typedef enum { NTK_DYNAMICS_FLOW, NTK_DYNAMICS_GD, NTK_DYNAMICS_NESTEROV, NTK_DYNAMICS_SGD, NTK_DYNAMICS_LANGEVIN } ntk_dynamics;

/* What the command line says; texts are borrowed from argv. */
typedef struct {
  ntk_command command;
  const char *text[NTK_OPTION_COUNT]; /* as given; NULL: not given ("" for a flag) */
  ntk_data_options data;
  ntk_arch arch;                      /* widths of input and output still 0 */
  double alpha, step, time, tolerance;/* step, time: 0 when not given */
  ntk_dynamics dynamics;
  const ntk_stepper_type *stepper;
  uint64_t seed;
  size_t inits;
  int threads;
  unsigned layers;                    /* mask of ntk_layer */
  const char *out;
  const char **words;                 /* what is no option; owned (report/words.h) */
  size_t word_count;
} ntk_options;

#include "../../spec/acsl/options.h"

/* Parses argv[0..argc) (after the subcommand). NTK_EUSAGE names the option, what was expected, what was found; NTK_ENOMEM.
   With --help the rest is not looked at. */
/*@ requires valid: \valid(options) && (err == \null || \valid(err));
    requires arguments: 0 <= argc && \forall integer i; 0 <= i < argc ==> \valid_read(argv + i) && \valid_read(argv[i]);
    requires apart: \separated(options, argv + (0 .. argc - 1)) && \separated(options, err);
    terminates \true;
    exits \false;
    assigns *options, ntk_alloc_countdown, err->status, err->text[0 .. 1023];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENOMEM};
    ensures valid: \result == NTK_OK ==> options_valid(options);
    ensures command: options->command == command; */
ntk_status ntk_options_parse(ntk_options *options, ntk_command command, int argc, char **argv, ntk_error *err);
/*@ requires valid: \valid(options);
    terminates \true;
    exits \false;
    assigns options->words, options->word_count;
    ensures none: options->word_count == 0; */
void ntk_options_clear(ntk_options *options);

/*@ requires valid: \valid_read(options);
    requires range: option < NTK_OPTION_COUNT;
    terminates \true;
    exits \false;
    assigns \result \from options->text[option];
    ensures given: \result == 1 <==> options->text[option] != \null;
    ensures boolean: \result == 0 || \result == 1; */
static inline int ntk_given(const ntk_options *options, ntk_option option) { return options->text[option] != NULL; }

/* Name, placeholder, help of an option, and where it is taken and has an effect. */
typedef struct { const char *name, *value; unsigned commands, effect; const char *help; } ntk_option_entry;

/* The entry of an option (of --help for what is none). */
/*@ terminates \true;
    exits \false;
    assigns \result \from option;
    ensures valid: \valid_read(\result) && \valid_read(\result->name) && \valid_read(\result->help) && (\result->value == \null || \valid_read(\result->value)); */
const ntk_option_entry *ntk_option_about(ntk_option option);

/* Prints usage and the options of a command, 80 columns. */
/*@ requires valid: \valid(file) && \valid_read(usage) && \valid_read(about);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
void ntk_options_help(FILE *file, ntk_command command, const char *usage, const char *about);

/* Says on stderr which given options have no effect in this command (not with --quiet). */
/*@ requires valid: \valid_read(options);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_options_note(const ntk_options *options);

#endif
