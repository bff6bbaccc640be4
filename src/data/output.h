/* Output files that are whole or absent: written to a temporary in the same folder, then renamed. */
#ifndef NTK_DATA_OUTPUT_H
#define NTK_DATA_OUTPUT_H

#include <stdio.h>
#include "core/error.h"

typedef struct { FILE *file; char *path, *temporary; } ntk_output;

/* Opens PATH.tmp.PID; NTK_EWRITE with the reason of the system. */
ntk_status ntk_output_open(ntk_output *out, const char *path, ntk_error *err);
/* Flushes, closes, renames. On any earlier or present write error: removes the temporary and returns NTK_EWRITE. */
ntk_status ntk_output_commit(ntk_output *out, ntk_error *err);
/* Gives up: removes the temporary. Safe after a commit. */
void ntk_output_discard(ntk_output *out);

/* Makes a folder and its parents. */
ntk_status ntk_make_folder(const char *path, ntk_error *err);

#endif
