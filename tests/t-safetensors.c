/* safetensors: files put together here from the format's description, the round trip, and what is refused. */
#include <math.h>

#include "data/safetensors.h"
#include "files.h"

/* A file of this header and data. */
static const char *tensors_file(const char *name, const char *header, const void *data, size_t size) {
  unsigned char bytes[2048] = {0};
  const size_t length = strlen(header);
  bytes[0] = (unsigned char)(length & 0xff);
  bytes[1] = (unsigned char)(length >> 8);
  memcpy(bytes + 8, header, length);
  memcpy(bytes + 8 + length, data, size);
  return test_file(name, bytes, 8 + length + size);
}

/* The way PyTorch's package writes it: metadata, larger types first, names sorted, blanks at the end of the header. */
static void float32_with_biases(void) {
  const float data[] = {1.5f, -0.25f, 0.1f, -2, 3, 4, 5, 6};
  const char *path = tensors_file("torch.safetensors",
                                  "{\"__metadata__\":{\"format\":\"pt\"},\"net.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]},"
                                  "\"net.0.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}   ",
                                  data, sizeof data);
  ntk_tensors t;
  CU_ASSERT_EQUAL_FATAL(ntk_safetensors_read(&t, path, NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(t.count, 2);
  CU_ASSERT_STRING_EQUAL(t.tensor[0].name, "net.0.bias"); /* in the order of the data */
  CU_ASSERT(t.tensor[0].rank == 1 && t.tensor[0].shape[0] == 2);
  CU_ASSERT(t.tensor[0].value[0] == 1.5 && t.tensor[0].value[1] == -0.25);
  CU_ASSERT(t.tensor[1].rank == 2 && t.tensor[1].shape[0] == 2 && t.tensor[1].shape[1] == 3);
  for (size_t i = 0; i < 6; i++) CU_ASSERT_EQUAL(t.tensor[1].value[i], (double)data[2 + i]);
  ntk_tensors_clear(&t);
  ntk_tensors_clear(&t);
}

static void round_trip(void) {
  double w[6] = {0.1, -1e-300, 3, 5e-324, -0.0, 1.7976931348623157e308}, b[2] = {3.141592653589793, -7}, s[1] = {42};
  ntk_tensor list[3] = {{"0.weight", 2, {2, 3}, w}, {"0.\"bias\" \xc3\xa9", 1, {2}, b}, {"scalar", 0, {0}, s}};
  const ntk_tensors t = {3, list};
  CU_ASSERT_EQUAL_FATAL(ntk_safetensors_write(test_path("a"), &t, NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(ntk_safetensors_write(test_path("b"), &t, NULL), NTK_OK);
  size_t na, nb;
  unsigned char *a = test_bytes(test_path("a"), &na), *bb = test_bytes(test_path("b"), &nb);
  CU_ASSERT(na == nb && memcmp(a, bb, na) == 0);
  CU_ASSERT_EQUAL(a[0] % 8, 0); /* the data are aligned */
  ntk_tensors back;
  CU_ASSERT_EQUAL_FATAL(ntk_safetensors_read(&back, test_path("a"), NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(back.count, 3);
  const size_t counts[3] = {6, 2, 1};
  for (size_t i = 0; i < 3; i++) {
    CU_ASSERT_STRING_EQUAL(back.tensor[i].name, list[i].name);
    CU_ASSERT_EQUAL(back.tensor[i].rank, list[i].rank);
    CU_ASSERT(memcmp(back.tensor[i].shape, list[i].shape, list[i].rank * sizeof(size_t)) == 0);
    CU_ASSERT(memcmp(back.tensor[i].value, list[i].value, counts[i] * sizeof(double)) == 0);
  }
  ntk_tensors_clear(&back);
  free(a), free(bb);
}

static void write_errors(void) {
  double w[1] = {1}, bad[1] = {NAN};
  ntk_error err;
  ntk_tensor same[2] = {{"w", 1, {1}, w}, {"w", 1, {1}, w}}, nan_[1] = {{"w", 1, {1}, bad}}, good[1] = {{"w", 1, {1}, w}};
  ntk_tensor reserved[1] = {{"__metadata__", 1, {1}, w}}, foreign[1] = {{"\xff", 1, {1}, w}};
  CU_ASSERT_EQUAL(ntk_safetensors_write(test_path("e"), &(ntk_tensors){2, same}, &err), NTK_EINTERNAL);
  CU_ASSERT_EQUAL(ntk_safetensors_write(test_path("e"), &(ntk_tensors){1, nan_}, &err), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_safetensors_write(test_path("e"), &(ntk_tensors){1, reserved}, &err), NTK_EINTERNAL);
  CU_ASSERT_EQUAL(ntk_safetensors_write(test_path("e"), &(ntk_tensors){1, foreign}, &err), NTK_EINTERNAL);
  CU_ASSERT_EQUAL(ntk_safetensors_write(test_path("no/folder"), &(ntk_tensors){1, good}, &err), NTK_EWRITE);
  CU_ASSERT(access(test_path("e"), F_OK) != 0);
}

static void refuses(const char *header, size_t size, const char *message) {
  const double data[4] = {1, 2, 3, 4};
  ntk_tensors t;
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(ntk_safetensors_read(&t, tensors_file("bad", header, data, size), &err), NTK_EDATA);
  CU_ASSERT_PTR_NULL(t.tensor);
  CU_ASSERT(test_says(&err, "bad: byte "));
  CU_ASSERT(test_says(&err, message));
}

#define T(type, shape, offsets) "{\"w\":{\"dtype\":\"" type "\",\"shape\":" shape ",\"data_offsets\":" offsets "}}"
#define TWO(a, b) "{\"v\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":" a "},\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":" b "}}"

static void bad_headers(void) {
  refuses(T("F16", "[4]", "[0,8]"), 8, "expected dtype F32 or F64 (convert half precision before saving: tensor.float()) for the tensor 'w', found F16");
  refuses(T("BF16", "[4]", "[0,8]"), 8, "found BF16");
  refuses(T("I64", "[1]", "[0,8]"), 8, "expected dtype F32 or F64 for the tensor 'w', found 'I64'");
  refuses(T("F64", "[1]", "[0,16]"), 16, "expected data_offsets that hold its shape (1 items of 8 bytes) for the tensor 'w', found 0 to 16");
  refuses(T("F64", "[3]", "[0,24]"), 16, "expected data_offsets within the file's 16 bytes of data for the tensor 'w', found 0 to 24");
  refuses(T("F64", "[1]", "[8,0]"), 8, "within the file's 8 bytes");
  refuses(T("F64", "[1]", "[0,8]"), 16, "expected the end of the file after the last tensor, found 8 bytes more");
  refuses(T("F64", "[1]", "[8,16]"), 16, "expected data_offsets that begin at 0 (no overlap, no hole) for the tensor 'w', found 8");
  refuses(T("F64", "[-1]", "[0,8]"), 8, "shape of sizes");
  refuses(T("F64", "[1.0]", "[0,8]"), 8, "shape of sizes");
  refuses(T("F64", "[4294967296,4294967296,2]", "[0,8]"), 8, "shape of sizes");
  refuses(T("F64", "[4294967296,2147483648]", "[0,8]"), 8, "hold its shape");
  refuses(T("F64", "[99999999999999999999]", "[0,8]"), 8, "expected a JSON header, found too big integer");
  refuses(T("F64", "[1,1,1,1,1,1,1,1,1]", "[0,8]"), 8, "at most 8 sizes");
  refuses(T("F64", "1", "[0,8]"), 8, "at most 8 sizes");
  refuses(T("F64", "[1]", "[0]"), 8, "\"data_offsets\" of two sizes");
  refuses(T("F64", "[1]", "[0,\"8\"]"), 8, "\"data_offsets\" of two sizes");
  refuses(TWO("[0,8]", "[0,8]"), 16, "begin at 8 (no overlap, no hole) for the tensor 'w', found 0");
  refuses(TWO("[0,8]", "[16,24]"), 24, "begin at 8 (no overlap, no hole) for the tensor 'w', found 16");
  refuses("{\"w\":1}", 0, "expected an object for the tensor 'w'");
  refuses("{\"w\":{\"shape\":[1]}}", 8, "a string \"dtype\"");
  refuses("[]", 0, "expected a JSON object");
  refuses("{\"w\":{}, \"w\":{}}", 0, "duplicate object key");
  refuses("{\"w\"", 0, "expected a JSON header, found ");
  refuses("", 0, "expected a JSON header, found ");
}

static void bad_files(void) {
  ntk_tensors t;
  ntk_error err;
  const double data[2] = {1, NAN};
  CU_ASSERT_EQUAL(ntk_safetensors_read(&t, tensors_file("nan", T("F64", "[2]", "[0,16]"), data, 16), &err), NTK_EDATA);
  /* 8 bytes of length, 55 of header, 8 of the first item */
  CU_ASSERT(test_says(&err, "nan: byte 71: expected a finite number (tensor w, item 1), found nan"));
  unsigned char huge[16] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, '{', '}'};
  const char *path = test_file("huge", huge, 16);
  ntk_alloc_fail_at(2); /* the first holds the file; nothing may follow */
  CU_ASSERT_EQUAL(ntk_safetensors_read(&t, path, &err), NTK_EDATA);
  ntk_alloc_fail_at(0);
  CU_ASSERT(test_says(&err, "huge: byte 0: expected a header of 9223372036854775807 bytes (its length), found 8 bytes to the end of the file"));
  CU_ASSERT_EQUAL(ntk_safetensors_read(&t, test_text("short", "1234567"), &err), NTK_EDATA);
  CU_ASSERT(test_says(&err, "short: byte 0: expected the length of the header in 8 bytes, found a file of 7"));
  CU_ASSERT_EQUAL(ntk_safetensors_read(&t, test_path("absent"), &err), NTK_ENOINPUT);
}

static void no_tensors(void) {
  ntk_tensors t;
  CU_ASSERT_EQUAL(ntk_safetensors_read(&t, tensors_file("none", "{\"__metadata__\":{}}", "", 0), NULL), NTK_OK);
  CU_ASSERT_EQUAL(t.count, 0);
  ntk_tensors_clear(&t);
}

static ntk_status attempt(ntk_error *err) {
  const double data[2] = {1, 2};
  ntk_tensors t = {0, NULL};
  ntk_status status = ntk_safetensors_read(&t, tensors_file("m", TWO("[0,8]", "[8,16]"), data, 16), err);
  if (status == NTK_OK) status = ntk_safetensors_write(test_path("m2"), &t, err);
  ntk_tensors_clear(&t);
  return status;
}
static void out_of_memory(void) { CU_ASSERT(test_out_of_memory(attempt) >= 8); }

NTK_TESTS("safetensors", {"float32 with biases", float32_with_biases}, {"what is written is read, same input same bytes", round_trip},
          {"what cannot be written", write_errors}, {"bad headers are refused", bad_headers}, {"bad files are refused", bad_files},
          {"no tensors", no_tensors}, {"out of memory", out_of_memory})
