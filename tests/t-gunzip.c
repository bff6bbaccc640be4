/* Reading files into memory, packed or not. */
#include "data/bytes.h"
#include "files.h"

static void fill(unsigned char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)(i * i % 251);
}

static void read_back(void) {
  static const size_t sizes[] = {0, 1, 100, 65536, 300000};
  unsigned char *data = malloc(300000);
  fill(data, 300000);
  for (size_t k = 0; k < 5; k++) {
    const char *paths[] = {test_file("plain", data, sizes[k]), test_gzip("packed", data, sizes[k])};
    for (size_t p = 0; p < 2; p++) {
      ntk_bytes bytes;
      CU_ASSERT_EQUAL_FATAL(ntk_bytes_read(&bytes, paths[p], NTK_BYTES_LIMIT, NULL), NTK_OK);
      CU_ASSERT_EQUAL_FATAL(bytes.size, sizes[k]);
      CU_ASSERT(memcmp(bytes.at, data, bytes.size) == 0);
      CU_ASSERT_EQUAL(bytes.at[bytes.size], 0);
      ntk_bytes_clear(&bytes);
    }
  }
  free(data);
}

static void members_follow_each_other(void) {
  size_t na, nb;
  unsigned char *a = test_bytes(test_gzip("a", "one,", 4), &na), *b = test_bytes(test_gzip("b", "two", 3), &nb), both[200];
  memcpy(both, a, na);
  memcpy(both + na, b, nb);
  ntk_bytes bytes;
  CU_ASSERT_EQUAL_FATAL(ntk_bytes_read(&bytes, test_file("both", both, na + nb), 1000, NULL), NTK_OK);
  CU_ASSERT_STRING_EQUAL((char *)bytes.at, "one,two");
  ntk_bytes_clear(&bytes);
  ntk_error err;
  memcpy(both + na, "rubbish", 7);
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_file("rubbish", both, na + 7), 1000, &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "expected gzip data, found damage (incorrect header check)"));
  free(a), free(b);
}

static void every_truncation_is_refused(void) {
  size_t size;
  unsigned char *packed = test_bytes(test_gzip("whole", "1,2\n3,4\n5,6\n", 12), &size);
  for (size_t k = 2; k < size; k++) {
    ntk_bytes bytes;
    ntk_error err = {NTK_OK, ""};
    char at[128];
    CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_file("cut", packed, k), 1000, &err), NTK_EDATA);
    snprintf(at, sizeof at, "cut: byte %zu: expected more gzip data, found the end of the file", k);
    CU_ASSERT(test_says(&err, at));
    CU_ASSERT_PTR_NULL(bytes.at);
  }
  free(packed);
}

static void damage_is_refused(void) {
  size_t size;
  unsigned char *packed = test_bytes(test_gzip("whole", "1,2\n3,4\n5,6\n", 12), &size);
  packed[size - 6] ^= 1; /* the checksum */
  ntk_bytes bytes;
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_file("bad", packed, size), 1000, &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "incorrect data check"));
  free(packed);
}

static void limits(void) {
  unsigned char data[5000] = {0};
  ntk_bytes bytes;
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_file("zeros", data, 5000), 5000, &err), NTK_OK);
  ntk_bytes_clear(&bytes);
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_path("zeros"), 4999, &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "zeros: byte 4999: expected the end of the file"));
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_gzip("bomb", data, 5000), 4999, &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "expected at most 4999 unpacked bytes, found more"));
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, "/dev/zero", 100000, &err), NTK_EDATA);
}

static void absent(void) {
  ntk_bytes bytes;
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, test_path("absent"), 1000, &err), NTK_ENOINPUT);
  CU_ASSERT(test_says(&err, "absent: cannot open: No such file"));
  test_path("");
  CU_ASSERT_EQUAL(ntk_bytes_read(&bytes, ntk_test_folder, 1000, &err), NTK_ENOINPUT);
  CU_ASSERT(test_says(&err, "directory"));
}

static ntk_status attempt(ntk_error *err) {
  ntk_bytes bytes;
  const ntk_status status = ntk_bytes_read(&bytes, test_gzip("m", "1,2\n", 4), 1000, err);
  ntk_bytes_clear(&bytes);
  return status;
}
static void out_of_memory(void) { CU_ASSERT_EQUAL(test_out_of_memory(attempt), 2); }

NTK_TESTS("gunzip", {"what is written is read, packed or not", read_back}, {"members follow each other", members_follow_each_other},
          {"every truncation is refused", every_truncation_is_refused}, {"damage is refused", damage_is_refused}, {"limits hold", limits},
          {"no such file", absent}, {"out of memory", out_of_memory})
