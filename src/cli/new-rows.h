/* New inputs for predictions, normalised as the training inputs were. */
#ifndef NTK_CLI_NEW_ROWS_H
#define NTK_CLI_NEW_ROWS_H

#include "cli/experiment.h"

/* *out (owned by the caller) := the rows of the file, d columns of inputs. sphere: each row by itself; standard: by the training
   columns' mean and deviation. NTK_EDATA when the columns are not d. */
ntk_status ntk_new_rows(gsl_matrix **out, const char *path, const ntk_experiment *experiment, const ntk_options *options, ntk_error *err);

/* Column by column the affine map that took raw to normalised (n x d both) is applied to x; a constant column becomes 0. */
void ntk_normalise_like(gsl_matrix *x, const gsl_matrix *raw, const gsl_matrix *normalised);

#endif
