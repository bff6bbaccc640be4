/* New inputs for predictions, normalised as the training inputs were. */
#ifndef NTK_CLI_NEW_ROWS_H
#define NTK_CLI_NEW_ROWS_H

#include "cli/experiment.h"

#include "../../spec/acsl/index.h"

/* *out (owned by the caller) := the rows of the file, d columns of inputs. sphere: each row by itself; standard: by the training
   columns' mean and deviation. NTK_EDATA when the columns are not d. */
/*@ requires valid: \valid(out) && \valid_read(path) && experiment_valid(experiment) && options_valid(options) && network_valid(options) && \valid(err);
    requires apart: \separated(out, experiment, options, err) && \separated(out, experiment->data) && experiment_apart(experiment, err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM};
    ensures rows: \result == NTK_OK ==> matrix_writable(*out) && (*out)->size2 == experiment->data->x->size2 && (*out)->tda <= INT_MAX;
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_new_rows(gsl_matrix **out, const char *path, const ntk_experiment *experiment, const ntk_options *options, ntk_error *err);

/* Column by column the affine map that took raw to normalised (n x d both) is applied to x; a constant column becomes 0. */
/*@ requires valid: matrix_writable(x) && matrix_readable(raw) && matrix_readable(normalised);
    requires shape: raw->size1 == normalised->size1 && raw->size2 == normalised->size2 && x->size2 == raw->size2;
    requires apart: \separated(x, x->data + (0 .. matrix_cells(x) - 1)) && \separated(raw, x->data + (0 .. matrix_cells(x) - 1)) &&
                    \separated(normalised, x->data + (0 .. matrix_cells(x) - 1)) && matrix_apart(x, raw) && matrix_apart(x, normalised);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1]; */
void ntk_normalise_like(gsl_matrix *x, const gsl_matrix *raw, const gsl_matrix *normalised);

#endif
