/* Output files that are whole or absent: written to a temporary in the same folder, then renamed. */
#ifndef NTK_DATA_OUTPUT_H
#define NTK_DATA_OUTPUT_H

#include <stdio.h>
#include "core/alloc.h"
#include "core/error.h"

typedef struct { FILE *file; char *path, *temporary; } ntk_output;

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/output.h"

/* Opens PATH.tmp.PID; NTK_EWRITE with the reason of the system. */
/*@ requires valid: \valid(out);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM;
    ensures open: \result == NTK_OK ==> output_open(out);
    ensures none: \result != NTK_OK ==> output_none(out); */
ntk_status ntk_output_open(ntk_output *out, const char *path, ntk_error *err);
/* Flushes, closes, renames. On any earlier or present write error: removes the temporary and returns NTK_EWRITE. */
/*@ requires valid: \valid(out) && (output_open(out) || output_none(out));
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_EINTERNAL;
    ensures none: output_none(out);
    ensures closed: \old(out->file) != \null ==> \result != NTK_EINTERNAL; */
ntk_status ntk_output_commit(ntk_output *out, ntk_error *err);
/* Gives up: removes the temporary. Safe after a commit. */
/*@ requires valid: \valid(out) && (output_open(out) || output_none(out));
    terminates \true;
    exits \false;
    assigns *out;
    ensures none: output_none(out); */
void ntk_output_discard(ntk_output *out);

/* Makes a folder and its parents. */
/*@ requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM; */
ntk_status ntk_make_folder(const char *path, ntk_error *err);

#endif
