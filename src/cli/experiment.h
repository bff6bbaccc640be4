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

/* NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM. Free with ntk_experiment_clear, also after an error. */
ntk_status ntk_experiment_load(ntk_experiment *experiment, const ntk_options *options, ntk_error *err);
void ntk_experiment_clear(ntk_experiment *experiment);

/* *theta (owned by the caller) := the given weights, or initialisation 0 of the seed. */
ntk_status ntk_experiment_weights(const ntk_experiment *experiment, const ntk_options *options, double **theta, ntk_error *err);

/* What is checked, nothing of the machine. NULL when memory is out. */
json_t *ntk_experiment_settings(const ntk_experiment *experiment, const ntk_options *options);

/* "ntkcheck COMMAND --data ..." of the options given, but for those that do not change results, --claims and --inits. */
void ntk_experiment_command(ntk_text *out, const ntk_options *options);

/* Makes the folder and writes and removes a file in it: NTK_EWRITE before the long computation, not after. */
ntk_status ntk_writable_folder(const char *path, ntk_error *err);

/* The same for a file: it could be written. */
ntk_status ntk_writable_file(const char *path, ntk_error *err);

#endif
