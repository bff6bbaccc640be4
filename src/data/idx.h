/* IDX, the format of MNIST: two zero bytes, the item type, the rank, then rank big-endian sizes of four bytes, then the items. */
#ifndef NTK_DATA_IDX_H
#define NTK_DATA_IDX_H

#include <gsl/gsl_matrix.h>

#include "core/error.h"
#include "data/array.h"

/*@ predicate idx_type(integer type) = type == 0x08 || type == 0x09 || 0x0b <= type <= 0x0e; */

/* 1 if the bytes begin as an IDX file does: 0 0, a type of the format, a rank from 1 to 3. */
/*@ requires valid: \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1));
    terminates \true;
    exits \false;
    assigns \result \from *bytes, bytes->at[0 .. bytes->size - 1];
    ensures boolean: \result == 0 || \result == 1;
    ensures begins: \result == 1 ==> 4 <= bytes->size && 1 <= bytes->at[3] <= 3 && idx_type(bytes->at[2]); */
int ntk_idx_is(const ntk_bytes *bytes);

/* What the header says; rank 1 to 3, the first size is the rows, the others are flattened into columns.
   NTK_EDATA with the byte. Allocates nothing. */
/*@ requires valid: \valid(out) && \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1));
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, bytes) && \separated(out, err) && \separated(bytes, err);
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures begins: \result == NTK_OK ==> array_begins(out, bytes->size); */
ntk_status ntk_idx_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err);

/* *out: rows x cols, row-major, owned by the caller. Errors as ntk_array_read. */
/*@ requires valid: \valid(out);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(*out);
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_idx_read(gsl_matrix **out, const char *path, ntk_error *err);

#endif
