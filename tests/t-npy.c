/* NPY 1.0: files as NumPy writes them (bytes put together here from NEP 1, not by the library), and what is refused. */
#include <math.h>
#include <stdint.h>

#include "data/npy.h"
#include "files.h"

/* A file of the header's text and the data; the header is padded as NumPy does. */
static const char *npy(const char *name, const char *header, const void *data, size_t size) {
  unsigned char bytes[1024] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  const size_t length = strlen(header), total = (10 + length + 1 + 63) / 64 * 64;
  bytes[8] = (unsigned char)((total - 10) & 0xff);
  bytes[9] = (unsigned char)((total - 10) >> 8);
  memset(bytes + 10, ' ', total - 10);
  memcpy(bytes + 10, header, length);
  bytes[total - 1] = '\n';
  memcpy(bytes + total, data, size);
  return test_file(name, bytes, total + size);
}

static void is(const char *header, const void *data, size_t size, size_t rows, size_t cols, const double *value) {
  gsl_matrix *m;
  ntk_error err = {NTK_OK, ""};
  const ntk_status status = ntk_npy_read(&m, npy("a.npy", header, data, size), &err);
  if (status != NTK_OK) printf("%s\n", err.text);
  CU_ASSERT_EQUAL_FATAL(status, NTK_OK);
  CU_ASSERT(m->size1 == rows && m->size2 == cols && m->tda == cols);
  for (size_t i = 0; i < rows * cols; i++) CU_ASSERT_EQUAL(m->data[i], value[i]);
  gsl_matrix_free(m);
}

static void types_and_orders(void) { /* the tests run on little-endian machines only */
  const double value[] = {1, 2.5, -3, 4, 5, 0.1};
  const double fortran[] = {1, 4, 2.5, 5, -3, 0.1};
  const float f4[] = {1, 2.5f, -3};
  const double from_f4[] = {1, 2.5, -3};
  is("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", value, sizeof value, 2, 3, value);
  is("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", fortran, sizeof fortran, 2, 3, value);
  is("{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }", value, sizeof value, 6, 1, value);
  is("{\"shape\":(1,3),\"fortran_order\":False,\"descr\":\"<f4\"}", f4, sizeof f4, 1, 3, from_f4);
  const int8_t i1[] = {-128, 127};
  const int16_t i2[] = {-32768, 32767};
  const int32_t i4[] = {INT32_MIN, INT32_MAX};
  const int64_t i8[] = {-9007199254740992, 9007199254740992};
  const uint8_t u1[] = {0, 255};
  const uint64_t u8[] = {0, 9007199254740992u};
  is("{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }", i1, sizeof i1, 2, 1, (double[]){-128, 127});
  is("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }", i2, sizeof i2, 2, 1, (double[]){-32768, 32767});
  is("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }", i4, sizeof i4, 2, 1, (double[]){-2147483648.0, 2147483647.0});
  is("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }", i8, sizeof i8, 2, 1, (double[]){-9007199254740992.0, 9007199254740992.0});
  is("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", u1, sizeof u1, 2, 1, (double[]){0, 255});
  is("{'descr': '<u8', 'fortran_order': False, 'shape': (2,), }", u8, sizeof u8, 2, 1, (double[]){0, 9007199254740992.0});
}

static void written_is_read(void) {
  gsl_matrix *m = gsl_matrix_alloc(5, 7), *back;
  for (size_t i = 0; i < 35; i++) m->data[i] = sin((double)i) * pow(10, (double)i - 17);
  CU_ASSERT_EQUAL_FATAL(ntk_npy_write(test_path("w.npy"), m, NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_npy_read(&back, test_path("w.npy"), NULL), NTK_OK);
  CU_ASSERT(gsl_matrix_equal(m, back));
  gsl_matrix_free(back);
  gsl_matrix_view part = gsl_matrix_submatrix(m, 1, 2, 3, 4); /* tda is not the width */
  CU_ASSERT_EQUAL_FATAL(ntk_npy_write(test_path("w.npy"), &part.matrix, NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_npy_read(&back, test_path("w.npy"), NULL), NTK_OK);
  CU_ASSERT(gsl_matrix_equal(&part.matrix, back));
  gsl_matrix_free(back);
  CU_ASSERT_EQUAL_FATAL(ntk_npy_write_vector(test_path("w.npy"), m->data, 35, NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_npy_read(&back, test_path("w.npy"), NULL), NTK_OK);
  CU_ASSERT(back->size1 == 35 && back->size2 == 1 && memcmp(back->data, m->data, 35 * sizeof(double)) == 0);
  gsl_matrix_free(back);
  size_t size;
  unsigned char *bytes = test_bytes(test_path("w.npy"), &size);
  CU_ASSERT_EQUAL(size, 128 + 35 * 8);
  CU_ASSERT(memcmp(bytes + 10, "{'descr': '<f8', 'fortran_order': False, 'shape': (35,), }  ", 60) == 0 && bytes[127] == '\n');
  CU_ASSERT_EQUAL_FATAL(ntk_npy_read(&back, test_gzip("w.npy.gz", bytes, size), NULL), NTK_OK);
  gsl_matrix_free(back);
  free(bytes);
  gsl_matrix_free(m);
}

static void refuses(const char *header, const void *data, size_t size, const char *message) {
  gsl_matrix *m;
  ntk_error err = {NTK_OK, ""};
  const char *path = npy("bad.npy", header, data, size);
  ntk_alloc_fail_at(strstr(message, "finite") || strstr(message, "2^53") ? 0 : 2); /* the first holds the file; nothing may follow */
  CU_ASSERT_EQUAL(ntk_npy_read(&m, path, &err), NTK_EDATA);
  ntk_alloc_fail_at(0);
  CU_ASSERT_PTR_NULL(m);
  CU_ASSERT(test_says(&err, message));
}

static void bad_headers(void) {
  const double x[2] = {1, 2};
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", x, 16, "bad.npy: byte 128: expected 24 bytes (the header: 3 x 1 items of 8 bytes), found 16");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", x, 16, "expected 8 bytes");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", x, 16, "found 16 bytes");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846976, 2), }", x, 16, "found 16");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }", x, 16, "a size that fits this machine");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }", x, 0, "expected at least one row and one column, found an array of 0 x 3");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", x, 8, "rank 1 or 2");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 2), }", x, 16, "expected ')' (rank 1 or 2), found '2), }");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", x, 16, "expected a size, found '-1,)");
  refuses("{'descr': '>f8', 'fortran_order': False, 'shape': (2,), }", x, 16, "bad.npy: byte 20: expected little-endian items ('<'), found ''>f8'");
  refuses("{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }", x, 4, "expected a float of 4 or 8 bytes");
  refuses("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", x, 16, "expected a type f4, f8, i1 to i8 or u1 to u8");
  refuses("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }", x, 16, "arrays of records are not read");
  refuses("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (2,), }", x, 16, "expected True or False, found 'Maybe");
  refuses("{'descr': '<f8', 'descr': '<f8', 'shape': (2,), }", x, 16, "expected one each of the keys");
  refuses("{'descr': '<f8', 'shape': (2,), }", x, 16, "expected a key, found '}");
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}", x, 16, "expected '}', found ''more'");
  refuses("not a dictionary", x, 16, "byte 10: expected '{', found 'not a dictio'");
}

static void bad_numbers(void) {
  const double x[2] = {1, NAN}, y[2] = {-INFINITY, 1};
  const int64_t big[1] = {9007199254740994};
  refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", x, 16, "bad.npy: byte 136: expected a finite number (row 1, column 0), found nan");
  refuses("{'descr': '<f8', 'fortran_order': True, 'shape': (1, 2), }", y, 16, "byte 128: expected a finite number (row 0, column 0), found -inf");
  refuses("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", big, 8, "expected an integer of at most 2^53");
}

static void bad_files(void) {
  gsl_matrix *m;
  ntk_error err;
  size_t size;
  const double x[2] = {1, 2};
  unsigned char *bytes = test_bytes(npy("ok.npy", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", x, 16), &size);
  for (size_t k = 0; k < size; k++) { /* every truncation */
    CU_ASSERT_EQUAL(ntk_npy_read(&m, test_file("cut.npy", bytes, k), &err), NTK_EDATA);
    CU_ASSERT(test_says(&err, "cut.npy: byte "));
  }
  bytes[6] = 2;
  CU_ASSERT_EQUAL(ntk_npy_read(&m, test_file("v2.npy", bytes, size), &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "v2.npy: byte 6: expected NPY version 1.0, found 2.0"));
  bytes[6] = 1, bytes[9] = 0xff;
  CU_ASSERT_EQUAL(ntk_npy_read(&m, test_file("long.npy", bytes, size), &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "long.npy: byte 8: expected a header of 65398 bytes, found 134 bytes to the end of the file"));
  CU_ASSERT_EQUAL(ntk_npy_read(&m, test_path("absent.npy"), &err), NTK_ENOINPUT);
  free(bytes);
}

static ntk_status attempt(ntk_error *err) {
  const double x[2] = {1, 2};
  gsl_matrix *m;
  ntk_status status = ntk_npy_read(&m, npy("m.npy", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", x, 16), err);
  if (status == NTK_OK) status = ntk_npy_write(test_path("m2.npy"), m, err);
  gsl_matrix_free(m);
  return status;
}
static void out_of_memory(void) { CU_ASSERT_EQUAL(test_out_of_memory(attempt), 4); }

NTK_TESTS("npy", {"types and orders", types_and_orders}, {"what is written is read", written_is_read}, {"bad headers are refused", bad_headers},
          {"NaN, infinity and inexact integers are refused", bad_numbers}, {"cut and foreign files are refused", bad_files},
          {"out of memory", out_of_memory})
