#include "data/npy.h"

#include <stdio.h>
#include <string.h>

#include "data/message.h"
#include "data/output.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"

ntk_status ntk_npy_read(gsl_matrix **out, const char *path, ntk_error *err) {
  ntk_bytes bytes;
  ntk_array array;
  *out = NULL;
  ntk_status status = ntk_bytes_read(&bytes, path, NTK_BYTES_LIMIT, err);
  if (status == NTK_OK) status = ntk_npy_header(&array, &bytes, path, err);
  if (status == NTK_OK) status = ntk_array_read(out, &array, &bytes, path, err);
  //@ ghost heap_apart_matrix(*out, &bytes, sizeof bytes);
  //@ ghost heap_apart_matrix(*out, &array, sizeof array);
  ntk_bytes_clear(&bytes);
  return status;
}

/* NEP 1: the header is filled up with blanks and ended by a newline, so that the data begin at a multiple of 64. */
/*@ requires valid: \valid(file) && \valid_read(shape);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void write_header(FILE *file, const char *shape) {
  char text[128];
  const int length = snprintf(text, sizeof text, "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }", shape);
  if (length < 0 || length > 127) return; /* never: a shape is two numbers at most */
  const unsigned padded = (10u + (unsigned)length + 1u + 63u) / 64u * 64u - 10u;
  const unsigned char prefix[10] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (unsigned char)(padded % 256), (unsigned char)(padded / 256)};
  fwrite(prefix, 1, sizeof prefix, file);
  fprintf(file, "%s%*s\n", text, (int)padded - 1 - length, "");
}

/*@ requires valid: \valid(file);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void write_double(FILE *file, double value) {
  unsigned char bytes[8];
  ntk_encode_double(bytes, value);
  fwrite(bytes, 1, sizeof bytes, file);
}

/*@ requires valid: \valid(file) && \valid_read(row + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \nothing; */
static void write_row(FILE *file, const double *row, size_t n) {
  /*@ loop invariant range: 0 <= j <= n;
      loop assigns j;
      loop variant n - j; */
  for (size_t j = 0; j < n; j++) write_double(file, row[j]);
}

/*@ requires valid: \valid_read(path) && \valid_read(shape) && \valid_read(value + (0 .. rows * tda - 1)) && cols <= tda && rows * tda <= SIZE_MAX;
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM; */
static ntk_status write_array(const char *path, const char *shape, const double *value, size_t rows, size_t cols, size_t tda, ntk_error *err) {
  ntk_output out;
  const ntk_status status = ntk_output_open(&out, path, err);
  if (status != NTK_OK) return status;
  write_header(out.file, shape);
  /*@ loop invariant range: 0 <= i <= rows;
      loop assigns i;
      loop variant rows - i; */
  for (size_t i = 0; i < rows; i++) {
    //@ ghost row_inside(i, rows, tda);
    write_row(out.file, value + i * tda, cols);
  }
  return ntk_output_commit(&out, err); /* the stream remembers any error of the writes above */
}

ntk_status ntk_npy_write(const char *path, const gsl_matrix *m, ntk_error *err) {
  char shape[64];
  snprintf(shape, sizeof shape, "(%zu, %zu)", m->size1, m->size2);
  return write_array(path, shape, m->data, m->size1, m->size2, m->tda, err);
}

ntk_status ntk_npy_write_vector(const char *path, const double *v, size_t n, ntk_error *err) {
  char shape[64];
  snprintf(shape, sizeof shape, "(%zu,)", n);
  return write_array(path, shape, v, n, 1, 1, err);
}
