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

#include "../../spec/acsl/array.h"

/* The unsigned integer in size <= 8 bytes. */
/*@ requires size: size <= 8;
    requires valid: \valid_read(at + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \result \from at[0 .. size - 1], size, big_endian;
    ensures big: big_endian != 0 ==> \result == big_endian(at, size);
    ensures range: fits_bytes(\result, size);
    ensures little: big_endian == 0 ==> \result == little_endian(at, size, size); */
unsigned long long ntk_decode_unsigned(const unsigned char *at, size_t size, int big_endian);

/* The item at `at`, as double: exact for floats and for integers up to 2^53, else rounded. */
/*@ requires item: item_valid(item);
    requires valid: \valid_read(at + (0 .. item.size - 1));
    terminates \true;
    exits \false;
    assigns \result \from at[0 .. item.size - 1], item;
    ensures natural: item.kind == NTK_UNSIGNED ==> \result == (real)item_bits(at, item);
    ensures whole: item.kind == NTK_SIGNED ==>
      \result == (real)(item_bits(at, item) < half_range(item.size) ? item_bits(at, item) : item_bits(at, item) - 2 * half_range(item.size)); */
double ntk_decode(const unsigned char *at, ntk_item item);

/* The eight bytes of a binary64, little-endian. */
/*@ requires valid: \valid(out + (0 .. 7));
    terminates \true;
    exits \false;
    assigns out[0 .. 7] \from value; */
void ntk_encode_double(unsigned char out[8], double value);

/* rows * cols * item size; returns 0 when that overflows, else 1. */
/*@ requires valid: \valid_read(array) && \valid(bytes);
    requires apart: \separated(array, bytes);
    terminates \true;
    exits \false;
    assigns *bytes, \result \from *array;
    ensures boolean: \result == 0 || \result == 1;
    ensures product: \result == 1 ==> array->rows * array->cols <= SIZE_MAX && *bytes == array->rows * array->cols * array->item.size; */
int ntk_array_bytes(const ntk_array *array, size_t *bytes);

/* The offset of item (i, j) in the file; array lies within a file, so nothing overflows. */
/*@ requires valid: array_inside(array, SIZE_MAX);
    requires inside: i < array->rows && j < array->cols;
    terminates \true;
    exits \false;
    assigns \result \from *array, i, j;
    ensures offset: \result == array->offset + item_index(array, i, j) * array->item.size;
    ensures inside: \result + array->item.size <= array->offset + array->rows * array->cols * array->item.size; */
size_t ntk_array_offset(const ntk_array *array, size_t i, size_t j);

/* *out := the array, rows x cols, owned by the caller. Checked before anything is allocated: rows, cols > 0, and the file ends exactly
   where the array does. NTK_EDATA with the byte: that, NaN, infinity, an integer beyond 2^53 (not a double). NTK_ENOMEM. */
/*@ requires valid: \valid(out) && \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1)) && array_begins(array, bytes->size);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, array) && \separated(out, bytes) && \separated(err, array) && \separated(err, bytes);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(*out) && (*out)->size1 == array->rows && (*out)->size2 == array->cols && array_inside(array, bytes->size);
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_array_read(gsl_matrix **out, const ntk_array *array, const ntk_bytes *bytes, const char *path, ntk_error *err);

#endif
