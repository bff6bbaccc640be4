/* IDX, as MNIST's page describes it. */
#include "data/idx.h"
#include "files.h"

static gsl_matrix *read_good(const void *bytes, size_t size) {
  gsl_matrix *m;
  ntk_error err = {NTK_OK, ""};
  if (ntk_idx_read(&m, test_file("a.idx", bytes, size), &err) != NTK_OK) printf("%s\n", err.text);
  CU_ASSERT_PTR_NOT_NULL_FATAL(m);
  return m;
}

static void images_are_flattened(void) {
  unsigned char bytes[16 + 24] = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4};
  for (unsigned i = 0; i < 24; i++) bytes[16 + i] = (unsigned char)(10 * i);
  gsl_matrix *m = read_good(bytes, sizeof bytes);
  CU_ASSERT(m->size1 == 2 && m->size2 == 12);
  for (size_t i = 0; i < 24; i++) CU_ASSERT_EQUAL(m->data[i], 10.0 * (double)i);
  gsl_matrix_free(m);
}

static void types(void) {
  static const struct { unsigned char bytes[24]; size_t size; double value; } cases[] = {
      {{0, 0, 0x08, 1, 0, 0, 0, 1, 0xff}, 9, 255},
      {{0, 0, 0x09, 1, 0, 0, 0, 1, 0xff}, 9, -1},
      {{0, 0, 0x0b, 1, 0, 0, 0, 1, 0x80, 0x01}, 10, -32767},
      {{0, 0, 0x0c, 1, 0, 0, 0, 1, 0x00, 0x01, 0x00, 0x02}, 12, 65538},
      {{0, 0, 0x0d, 1, 0, 0, 0, 1, 0xc0, 0x20, 0x00, 0x00}, 12, -2.5},
      {{0, 0, 0x0e, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a}, 20, 0.1}};
  for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
    gsl_matrix *m = read_good(cases[k].bytes, cases[k].size);
    CU_ASSERT(m->size1 == 1 && m->size2 == 1);
    CU_ASSERT_EQUAL(m->data[0], cases[k].value);
    gsl_matrix_free(m);
  }
}

static void refuses(const unsigned char *bytes, size_t size, const char *message) {
  gsl_matrix *m;
  ntk_error err = {NTK_OK, ""};
  const char *path = test_file("bad.idx", bytes, size);
  ntk_alloc_fail_at(strstr(message, "finite") ? 0 : 2); /* the first holds the file; nothing may follow */
  CU_ASSERT_EQUAL(ntk_idx_read(&m, path, &err), NTK_EDATA);
  ntk_alloc_fail_at(0);
  CU_ASSERT_PTR_NULL(m);
  CU_ASSERT(test_says(&err, message));
}

static void bad_files(void) {
  refuses((unsigned char[]){0, 0, 8, 1, 0, 0, 0, 3, 1, 2}, 10, "bad.idx: byte 8: expected 3 bytes (the header: 3 x 1 items of 1 bytes), found 2");
  refuses((unsigned char[]){0, 0, 8, 1, 0, 0, 0, 1, 1, 2}, 10, "byte 8: expected 1 bytes");
  refuses((unsigned char[]){0, 0, 8, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 12, "byte 12: expected 18446744065119617025 bytes");
  refuses((unsigned char[]){0, 0, 8, 3, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 16, "byte 16: expected 16777216 x ");
  refuses((unsigned char[]){0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 5}, 12, "expected at least one row and one column, found an array of 0 x 5");
  refuses((unsigned char[]){0, 0, 8, 3, 0, 0, 0, 1, 0}, 9, "byte 9: expected 3 sizes of 4 bytes, found the end of the file");
  refuses((unsigned char[]){0, 0, 8, 4, 0, 0, 0, 1}, 8, "byte 0: expected an IDX file");
  refuses((unsigned char[]){0, 0, 7, 1, 0, 0, 0, 1}, 8, "byte 0: expected an IDX file");
  refuses((unsigned char[]){0}, 0, "byte 0: expected an IDX file");
  refuses((unsigned char[]){0, 0, 0x0d, 1, 0, 0, 0, 1, 0x7f, 0x80, 0, 0}, 12, "byte 8: expected a finite number (row 0, column 0), found inf");
}

static ntk_status attempt(ntk_error *err) {
  gsl_matrix *m;
  const ntk_status status = ntk_idx_read(&m, test_file("m.idx", (unsigned char[]){0, 0, 8, 1, 0, 0, 0, 1, 7}, 9), err);
  gsl_matrix_free(m);
  return status;
}
static void out_of_memory(void) { CU_ASSERT_EQUAL(test_out_of_memory(attempt), 2); }

NTK_TESTS("idx", {"images are flattened", images_are_flattened}, {"item types", types}, {"bad files are refused", bad_files},
          {"out of memory", out_of_memory})
