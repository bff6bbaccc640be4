/* Random damage to valid files: never a crash (run under a sanitiser to see more), only documented statuses, messages that name the
   file, finite numbers where the file was taken. The same seed, hence the same files, each time. */
#include <math.h>

#include "core/rng.h"
#include "data/dataset.h"
#include "data/safetensors.h"
#include "files.h"

#define CASES 1500
#define MAX_SIZE 4096

typedef struct { unsigned char at[MAX_SIZE]; size_t size; } blob;

/* Flips, overwrites, cuts, doubles or drops a piece, one to three times. */
static void damage(blob *b, gsl_rng *rng) {
  static const unsigned char special[] = {0, 0xff, 0x7f, '"', ',', '\n', '\r', ' ', '0', '9', '-', 'e', '{', ']', ')', 0x1f, 0x80};
  const unsigned long times = 1 + gsl_rng_uniform_int(rng, 3);
  for (unsigned long t = 0; t < times && b->size > 0; t++) {
    const size_t at = gsl_rng_uniform_int(rng, b->size), left = b->size - at;
    size_t n = 1 + gsl_rng_uniform_int(rng, 16);
    if (n > left) n = left;
    switch (gsl_rng_uniform_int(rng, 6)) {
    case 0: b->at[at] ^= (unsigned char)(1u << gsl_rng_uniform_int(rng, 8)); break;
    case 1: b->at[at] = special[gsl_rng_uniform_int(rng, sizeof special)]; break;
    case 2: b->at[at] = (unsigned char)gsl_rng_uniform_int(rng, 256); break;
    case 3: b->size = at; break;
    case 4: memmove(b->at + at, b->at + at + n, left - n), b->size -= n; break;
    default:
      if (b->size + n > MAX_SIZE) break;
      memmove(b->at + at + n, b->at + at, left);
      b->size += n;
    }
  }
}

/* Counts of the outcomes: a fuzzer that never gets anything accepted, or refused, tests little. */
static size_t accepted, refused;

static void check_outcome(ntk_status status, const ntk_error *err, const char *path) {
  CU_ASSERT(status == NTK_OK || status == NTK_EDATA || status == NTK_EUSAGE);
  if (status == NTK_OK) {
    accepted++;
    return;
  }
  refused++;
  CU_ASSERT_EQUAL(err->status, status);
  const int named = strncmp(err->text, path, strlen(path)) == 0 && strlen(err->text) > strlen(path) + 10;
  if (!named) printf("message: %s\n", err->text);
  CU_ASSERT(named);
}

static void try_dataset(const char *path) {
  static const char *const targets[] = {NULL, "parity", "one-vs-rest:0", "one-hot", "1"};
  static size_t turn;
  ntk_dataset *data;
  ntk_error err = {NTK_OK, ""};
  const ntk_data_options options = {path, turn % 3 == 0 ? path : NULL, 0, targets[turn % 5], (ntk_normalise)(turn % 3)};
  turn++;
  const ntk_status status = ntk_dataset_load(&data, &options, &err);
  check_outcome(status, &err, path);
  CU_ASSERT_EQUAL(data != NULL, status == NTK_OK);
  if (data == NULL) return;
  int finite = 1;
  for (size_t i = 0; i < data->x->size1 * data->x->size2; i++) finite = finite && isfinite(data->x->data[i]);
  for (size_t i = 0; i < data->y->size1 * data->y->size2; i++) finite = finite && isfinite(data->y->data[i]);
  CU_ASSERT(finite);
  ntk_collinear_pairs(data->x, NULL, 0);
  ntk_dataset_free(data);
}

static void try_tensors(const char *path) {
  ntk_tensors tensors;
  ntk_error err = {NTK_OK, ""};
  const ntk_status status = ntk_safetensors_read(&tensors, path, &err);
  check_outcome(status, &err, path);
  CU_ASSERT(status == NTK_OK || tensors.tensor == NULL);
  ntk_tensors_clear(&tensors);
}

static void fuzz(const void *bytes, size_t size, uint64_t stream, void (*attempt)(const char *path)) {
  gsl_rng *rng = ntk_rng(2024, NTK_RNG_TESTS, stream);
  accepted = refused = 0;
  for (size_t k = 0; k < CASES; k++) {
    blob b = {.size = size};
    memcpy(b.at, bytes, size);
    damage(&b, rng);
    attempt(test_file("fuzz", b.at, b.size));
  }
  gsl_rng_free(rng);
  if (getenv("NTK_TEST_VERBOSE")) printf("accepted %zu, refused %zu\n", accepted, refused);
  CU_ASSERT(accepted > CASES / 100 && refused > CASES / 10);
}

static const char csv[] = "\"a \"\"x\"\"\",b;c, d,class\r\n1.5,2,3,0\r\n-4e2,5,6.25,1\r\n7,\"8\",9,0\r\n0.1,11,12,2\r\n";

static void damaged_csv(void) { fuzz(csv, sizeof csv - 1, 1, try_dataset); }

static void damaged_gzip(void) {
  size_t size;
  unsigned char *packed = test_bytes(test_gzip("seed", csv, sizeof csv - 1), &size);
  gsl_rng *rng = ntk_rng(2024, NTK_RNG_TESTS, 2);
  accepted = refused = 0;
  for (size_t k = 0; k < CASES; k++) {
    blob b = {.size = size};
    memcpy(b.at, packed, size);
    damage(&b, rng);
    try_dataset(test_file("fuzz", b.at, b.size));
  }
  gsl_rng_free(rng);
  free(packed);
  CU_ASSERT(refused > CASES / 2); /* the checksum catches nearly all: what is accepted is header bytes */
}

static void damaged_npy(void) {
  unsigned char npy[128 + 6 * 8] = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
  static const char header[] = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }";
  const double values[] = {1, 0, -2.5, 1, 3, 0};
  memset(npy + 10, ' ', 118);
  memcpy(npy + 10, header, sizeof header - 1);
  npy[127] = '\n';
  memcpy(npy + 128, values, sizeof values);
  fuzz(npy, sizeof npy, 3, try_dataset);
}

static void damaged_idx(void) {
  static const unsigned char idx[] = {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6};
  fuzz(idx, sizeof idx, 4, try_dataset);
}

static void damaged_safetensors(void) {
  double w[] = {1, 2, 3, 4, 5, 6}, b[] = {7, 8};
  ntk_tensor list[] = {{"0.weight", 2, {2, 3}, w}, {"0.bias", 1, {2}, b}};
  size_t size;
  CU_ASSERT_EQUAL_FATAL(ntk_safetensors_write(test_path("seed"), &(ntk_tensors){2, list}, NULL), NTK_OK);
  unsigned char *bytes = test_bytes(test_path("seed"), &size);
  fuzz(bytes, size, 5, try_tensors);
  free(bytes);
}

NTK_TESTS("data-fuzz", {"damaged CSV", damaged_csv}, {"damaged gzip", damaged_gzip}, {"damaged NPY", damaged_npy}, {"damaged IDX", damaged_idx},
          {"damaged safetensors", damaged_safetensors})
