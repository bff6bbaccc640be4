#include "data/npy.h"

#include <stdio.h>
#include <string.h>

#include "data/message.h"
#include "data/output.h"

ntk_status ntk_npy_read(gsl_matrix **out, const char *path, ntk_error *err) {
  ntk_bytes bytes;
  ntk_array array;
  *out = NULL;
  ntk_status status = ntk_bytes_read(&bytes, path, NTK_BYTES_LIMIT, err);
  if (status == NTK_OK) status = ntk_npy_header(&array, &bytes, path, err);
  if (status == NTK_OK) status = ntk_array_read(out, &array, &bytes, path, err);
  ntk_bytes_clear(&bytes);
  return status;
}

/* NEP 1: the header is filled up with blanks and ended by a newline, so that the data begin at a multiple of 64. */
static void write_header(FILE *file, const char *shape) {
  char text[128];
  const int length = snprintf(text, sizeof text, "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }", shape);
  const unsigned padded = (10u + (unsigned)length + 1u + 63u) / 64u * 64u - 10u;
  const unsigned char prefix[10] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (unsigned char)(padded & 0xff), (unsigned char)(padded >> 8)};
  fwrite(prefix, 1, sizeof prefix, file);
  fprintf(file, "%s%*s\n", text, (int)padded - 1 - length, "");
}

static void write_double(FILE *file, double value) {
  unsigned char bytes[8];
  ntk_encode_double(bytes, value);
  fwrite(bytes, 1, sizeof bytes, file);
}

static ntk_status write_array(const char *path, const char *shape, const double *value, size_t rows, size_t cols, size_t tda, ntk_error *err) {
  ntk_output out;
  const ntk_status status = ntk_output_open(&out, path, err);
  if (status != NTK_OK) return status;
  write_header(out.file, shape);
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < cols; j++) write_double(out.file, value[i * tda + j]);
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
