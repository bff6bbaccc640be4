/* What the options name, loaded: data, architecture, weights. */
#ifndef NTK_CLI_EXPERIMENT_H
#define NTK_CLI_EXPERIMENT_H

#include <jansson.h>
#include "cli/options.h"
#include "report/text.h"

typedef struct {
  ntk_dataset *data;
  ntk_arch arch;    /* complete */
  double *theta;    /* given weights, or NULL */
} ntk_experiment;

#include "../../spec/acsl/experiment.h"

/* NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM. Free with ntk_experiment_clear, also after an error. */
/*@ requires valid: \valid(experiment) && options_valid(options) && network_valid(options) && \valid(err);
    requires apart: \separated(experiment, options, err);
    terminates \true;
    exits \false;
    assigns *experiment, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM};
    ensures loaded: \result == NTK_OK ==> experiment_valid(experiment) && experiment_apart(experiment, err);
    ensures some: experiment->data == \null || \valid_read(experiment->data); */
ntk_status ntk_experiment_load(ntk_experiment *experiment, const ntk_options *options, ntk_error *err);
/*@ requires valid: \valid(experiment) && (experiment->data == \null || \valid_read(experiment->data));
    terminates \true;
    exits \false;
    assigns *experiment;
    ensures none: experiment->data == \null && experiment->theta == \null; */
void ntk_experiment_clear(ntk_experiment *experiment);

/* *theta (owned by the caller) := the given weights, or initialisation 0 of the seed. */
/*@ requires valid: experiment_valid(experiment) && options_valid(options) && \valid(theta) && \valid(err);
    requires apart: \separated(theta, experiment) && \separated(theta, err) && \separated(experiment, err);
    terminates \true;
    exits \false;
    assigns *theta, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures weights: \result == NTK_OK ==> \valid(*theta + (0 .. arch_params(experiment->arch) - 1));
    ensures none: \result != NTK_OK ==> *theta == \null; */
ntk_status ntk_experiment_weights(const ntk_experiment *experiment, const ntk_options *options, double **theta, ntk_error *err);

/* What is checked, nothing of the machine. NULL when memory is out. */
/*@ requires valid: experiment_valid(experiment) && options_valid(options) && network_valid(options);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from *experiment, *options, ntk_alloc_countdown;
    ensures valid: json(\result); */
json_t *ntk_experiment_settings(const ntk_experiment *experiment, const ntk_options *options);

/* "ntkcheck COMMAND --data ..." of the options given, but for those that do not change results, --claims and --inits. */
/*@ requires valid: text_valid(out) && options_valid(options) && \separated(out, options);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_experiment_command(ntk_text *out, const ntk_options *options);

/* Makes the folder and writes and removes a file in it: NTK_EWRITE before the long computation, not after. */
/*@ requires valid: \valid_read(path) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_writable_folder(const char *path, ntk_error *err);

/* The same for a file: it could be written. */
/*@ requires valid: \valid_read(path) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_writable_file(const char *path, ntk_error *err);

#endif
