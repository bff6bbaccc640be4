#include "data/array.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "core/size.h"
#include "data/matrix.h"
#include "data/message.h"

#define EXACT_INTEGER 9007199254740992.0 /* 2^53 */

unsigned long long ntk_decode_unsigned(const unsigned char *at, size_t size, int big_endian) {
  unsigned long long value = 0;
  for (size_t i = 0; i < size; i++) value = value << 8 | at[big_endian ? i : size - 1 - i];
  return value;
}

static double decode_float(unsigned long long bits, size_t size) {
  if (size == 4) {
    const uint32_t bits32 = (uint32_t)bits;
    float value;
    memcpy(&value, &bits32, sizeof value);
    return (double)value;
  }
  const uint64_t bits64 = bits;
  double value;
  memcpy(&value, &bits64, sizeof value);
  return value;
}

/* Two's complement without implementation-defined conversions: the value is bits - 2^(8 size) when the sign bit is set. */
static double decode_signed(unsigned long long bits, size_t size) {
  const unsigned long long sign = 1ull << (8 * size - 1);
  if ((bits & sign) == 0) return (double)bits;
  return -(double)((~bits & (sign - 1)) + 1);
}

double ntk_decode(const unsigned char *at, ntk_item item) {
  const unsigned long long bits = ntk_decode_unsigned(at, item.size, item.big_endian);
  switch (item.kind) {
  case NTK_FLOAT: return decode_float(bits, item.size);
  case NTK_SIGNED: return decode_signed(bits, item.size);
  default: return (double)bits;
  }
}

void ntk_encode_double(unsigned char out[8], double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  for (size_t i = 0; i < 8; i++) out[i] = (unsigned char)(bits >> (8 * i) & 0xff);
}

int ntk_array_bytes(const ntk_array *array, size_t *bytes) {
  size_t count;
  return ntk_size_mul(array->rows, array->cols, &count) && ntk_size_mul(count, array->item.size, bytes);
}

size_t ntk_array_offset(const ntk_array *array, size_t i, size_t j) {
  const size_t index = array->fortran ? j * array->rows + i : i * array->cols + j;
  return array->offset + index * array->item.size;
}

/* The header's promise against what the file holds. */
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

static ntk_status check_item(double value, const ntk_array *array, size_t i, size_t j, const char *path, ntk_error *err) {
  const size_t offset = ntk_array_offset(array, i, j);
  if (!isfinite(value))
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected a finite number (row %zu, column %zu), found %g", path, offset, i, j, value);
  if (array->item.kind != NTK_FLOAT && fabs(value) > EXACT_INTEGER)
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected an integer of at most 2^53 (row %zu, column %zu), found %.0f", path, offset, i,
                    j, value);
  return NTK_OK;
}

ntk_status ntk_array_read(gsl_matrix **out, const ntk_array *array, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  *out = NULL;
  ntk_status status = check_size(array, bytes, path, err);
  if (status != NTK_OK) return status;
  gsl_matrix *m = ntk_matrix(array->rows, array->cols);
  if (m == NULL) return ntk_no_memory(err, path);
  for (size_t i = 0; i < array->rows; i++)
    for (size_t j = 0; j < array->cols; j++) {
      const double value = ntk_decode(bytes->at + ntk_array_offset(array, i, j), array->item);
      if ((status = check_item(value, array, i, j, path, err)) != NTK_OK) {
        gsl_matrix_free(m);
        return status;
      }
      gsl_matrix_set(m, i, j, value);
    }
  *out = m;
  return NTK_OK;
}
