#include "data/array.h"

#include <math.h>

#include "core/size.h"
#include "data/float-bits.h"
#include "data/matrix.h"
#include "data/message.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"

#define EXACT_INTEGER 9007199254740992.0 /* 2^53 */

unsigned long long ntk_decode_unsigned(const unsigned char *at, size_t size, int big_endian) {
  unsigned long long value = 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant fits: fits_bytes(value, i);
      loop invariant value: value == (big_endian != 0 ? big_endian(at, i) : little_endian(at, size, i));
      loop assigns i, value;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) value = value * 256 + at[big_endian ? i : size - 1 - i];
  return value;
}

/*@ requires size: size == 1 || size == 2 || size == 4 || size == 8;
    terminates \true;
    exits \false;
    assigns \result \from size;
    ensures half: \result == half_range(size); */
static unsigned long long sign_bit(size_t size) {
  switch (size) {
  case 1: return 0x80;
  case 2: return 0x8000;
  case 4: return 0x80000000;
  default: return 0x8000000000000000;
  }
}

/* Two's complement without implementation-defined conversions: the value is bits - 2^(8 size) when the sign bit is set. */
/*@ requires size: size == 1 || size == 2 || size == 4 || size == 8;
    requires range: bits < 2 * half_range(size);
    terminates \true;
    exits \false;
    assigns \result \from bits, size;
    ensures value: \result == (real)(bits < half_range(size) ? bits : bits - 2 * half_range(size)); */
static double decode_signed(unsigned long long bits, size_t size) {
  const unsigned long long sign = sign_bit(size);
  if (bits < sign) return (double)bits;
  return -(double)(sign - (bits - sign));
}

double ntk_decode(const unsigned char *at, ntk_item item) {
  const unsigned long long bits = ntk_decode_unsigned(at, item.size, item.big_endian);
  switch (item.kind) {
  case NTK_FLOAT: return item.size == 4 ? ntk_of_binary32(bits) : ntk_of_binary64(bits);
  case NTK_SIGNED: return decode_signed(bits, item.size);
  default: return (double)bits;
  }
}

void ntk_encode_double(unsigned char out[8], double value) {
  unsigned long long bits = ntk_bits_of(value);
  /*@ loop invariant range: 0 <= i <= 8;
      loop assigns i, bits, out[0 .. 7];
      loop variant 8 - i; */
  for (size_t i = 0; i < 8; i++) {
    out[i] = (unsigned char)(bits % 256);
    bits /= 256;
  }
}

int ntk_array_bytes(const ntk_array *array, size_t *bytes) {
  size_t count;
  return ntk_size_mul(array->rows, array->cols, &count) && ntk_size_mul(count, array->item.size, bytes);
}

size_t ntk_array_offset(const ntk_array *array, size_t i, size_t j) {
  //@ ghost row_inside(i, array->rows, array->cols);
  //@ ghost row_inside(j, array->cols, array->rows);
  const size_t index = array->fortran ? j * array->rows + i : i * array->cols + j;
  //@ ghost row_inside(index, array->rows * array->cols, array->item.size);
  return array->offset + index * array->item.size;
}

/* The header's promise against what the file holds. */
/*@ requires valid: \valid_read(bytes) && array_begins(array, bytes->size) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(err, array) && \separated(err, bytes);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: \result == NTK_OK ==> array_inside(array, bytes->size); */
static ntk_status check_size(const ntk_array *array, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  const size_t held = bytes->size - array->offset;
  size_t promised;
  if (array->rows == 0 || array->cols == 0)
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected at least one row and one column, found an array of %zu x %zu", path,
                    array->offset, array->rows, array->cols);
  if (!ntk_array_bytes(array, &promised))
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected %zu x %zu items of %zu bytes (the header), found %zu bytes", path,
                    array->offset, array->rows, array->cols, array->item.size, held);
  if (promised != held)
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected %zu bytes (the header: %zu x %zu items of %zu bytes), found %zu", path,
                    array->offset, promised, array->rows, array->cols, array->item.size, held);
  return NTK_OK;
}

/*@ requires valid: array_inside(array, SIZE_MAX) && i < array->rows && j < array->cols && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures exact: \result == NTK_OK && \old(array->item.kind) != NTK_FLOAT ==> \abs(value) <= 9007199254740992.0; */
static ntk_status check_item(double value, const ntk_array *array, size_t i, size_t j, const char *path, ntk_error *err) {
  const size_t offset = ntk_array_offset(array, i, j);
  if (!isfinite(value))
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected a finite number (row %zu, column %zu), found %g", path, offset, i, j, value);
  if (array->item.kind != NTK_FLOAT && fabs(value) > EXACT_INTEGER)
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected an integer of at most 2^53 (row %zu, column %zu), found %.0f", path, offset, i,
                    j, value);
  return NTK_OK;
}

/* Row i of m := row i of the array. */
/*@ requires valid: matrix_writable(m) && \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1)) && array_inside(array, bytes->size);
    requires shape: m->size1 == array->rows && m->size2 == array->cols && i < array->rows && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(err, array) && \separated(err, bytes);
    terminates \true;
    exits \false;
    assigns m->data[0 .. matrix_cells(m) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status read_row(gsl_matrix *m, size_t i, const ntk_array *array, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  //@ ghost row_inside(i, m->size1, m->tda);
  /*@ loop invariant range: 0 <= j <= array->cols;
      loop invariant inside: array_inside(array, bytes->size);
      loop assigns j, m->data[0 .. matrix_cells(m) - 1], err->status, err->text[0 .. 1023];
      loop variant array->cols - j; */
  for (size_t j = 0; j < array->cols; j++) {
    const double value = ntk_decode(bytes->at + ntk_array_offset(array, i, j), array->item);
    const ntk_status status = check_item(value, array, i, j, path, err);
    if (status != NTK_OK) return status;
    gsl_matrix_set(m, i, j, value);
  }
  return NTK_OK;
}

ntk_status ntk_array_read(gsl_matrix **out, const ntk_array *array, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  *out = NULL;
  ntk_status status = check_size(array, bytes, path, err);
  if (status != NTK_OK) return status;
  gsl_matrix *m = ntk_matrix(array->rows, array->cols);
  if (m == NULL) return ntk_no_memory(err, path);
  //@ ghost heap_own_matrix(m);
  /*@ loop invariant range: 0 <= i <= array->rows;
      loop invariant inside: array_inside(array, bytes->size);
      loop assigns i, status, m->data[0 .. matrix_cells(m) - 1], err->status, err->text[0 .. 1023];
      loop variant array->rows - i; */
  for (size_t i = 0; i < array->rows; i++)
    if ((status = read_row(m, i, array, bytes, path, err)) != NTK_OK) {
      gsl_matrix_free(m);
      return status;
    }
  *out = m;
  return NTK_OK;
}
