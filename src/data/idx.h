/* IDX, the format of MNIST: two zero bytes, the item type, the rank, then rank big-endian sizes of four bytes, then the items. */
#ifndef NTK_DATA_IDX_H
#define NTK_DATA_IDX_H

#include <gsl/gsl_matrix.h>

#include "core/error.h"
#include "data/array.h"

/* 1 if the bytes begin as an IDX file does: 0 0, a type of the format, a rank from 1 to 3. */
int ntk_idx_is(const ntk_bytes *bytes);

/* What the header says; rank 1 to 3, the first size is the rows, the others are flattened into columns.
   NTK_EDATA with the byte. Allocates nothing. */
ntk_status ntk_idx_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err);

/* *out: rows x cols, row-major, owned by the caller. Errors as ntk_array_read. */
ntk_status ntk_idx_read(gsl_matrix **out, const char *path, ntk_error *err);

#endif
