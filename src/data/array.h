/* Arrays of numbers inside a file's bytes (NPY, IDX, safetensors): what an item is, where item (i, j) lies, and decoding. */
#ifndef NTK_DATA_ARRAY_H
#define NTK_DATA_ARRAY_H

#include <gsl/gsl_matrix.h>
#include "data/bytes.h"

typedef enum { NTK_UNSIGNED, NTK_SIGNED, NTK_FLOAT } ntk_item_kind;

/* size in bytes: 1, 2, 4, 8; floats 4, 8 (IEEE 754 binary32, binary64). */
typedef struct { ntk_item_kind kind; size_t size; int big_endian; } ntk_item;

/* rows x cols items from byte `offset` on, row after row, or column after column (fortran). */
typedef struct { ntk_item item; size_t offset, rows, cols; int fortran; } ntk_array;

/* The unsigned integer in size <= 8 bytes. */
unsigned long long ntk_decode_unsigned(const unsigned char *at, size_t size, int big_endian);

/* The item at `at`, as double: exact for floats and for integers up to 2^53, else rounded. */
double ntk_decode(const unsigned char *at, ntk_item item);

/* The eight bytes of a binary64, little-endian. */
void ntk_encode_double(unsigned char out[8], double value);

/* rows * cols * item size; returns 0 when that overflows, else 1. */
int ntk_array_bytes(const ntk_array *array, size_t *bytes);

/* The offset of item (i, j) in the file; array lies within a file, so nothing overflows. */
size_t ntk_array_offset(const ntk_array *array, size_t i, size_t j);

/* *out := the array, rows x cols, owned by the caller. Checked before anything is allocated: rows, cols > 0, and the file ends exactly
   where the array does. NTK_EDATA with the byte: that, NaN, infinity, an integer beyond 2^53 (not a double). NTK_ENOMEM. */
ntk_status ntk_array_read(gsl_matrix **out, const ntk_array *array, const ntk_bytes *bytes, const char *path, ntk_error *err);

#endif
