#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/size.h"
#include "data/array.h"
#include "data/message.h"
#include "data/output.h"
#include "data/safetensors.h"

#define ALIGNMENT ((size_t)8)

/*@ requires valid: tensor_valid(t) && \valid(count);
    requires apart: \separated(count, t);
    terminates \true;
    exits \false;
    assigns *count, \result \from *t;
    ensures boolean: \result == 0 || \result == 1;
    ensures product: \result == 1 ==> *count == shape_items(&t->shape[0], t->rank); */
static int count_items(const ntk_tensor *t, size_t *count) {
  *count = 1;
  /*@ loop invariant range: 0 <= k <= t->rank;
      loop invariant product: *count == shape_items(&t->shape[0], k);
      loop assigns k, *count;
      loop variant t->rank - k; */
  for (size_t k = 0; k < t->rank; k++)
    if (!ntk_size_mul(*count, t->shape[k], count)) return 0;
  return 1;
}

/* {"dtype":"F64","shape":[...],"data_offsets":[begin,end]} or NULL. */
/*@ requires valid: tensor_valid(t);
    terminates \true;
    exits \false;
    assigns \result \from *t, begin, end;
    ensures valid: json(\result); */
static json_t *describe(const ntk_tensor *t, size_t begin, size_t end) {
  json_t *shape = json_array();
  int good = shape != NULL;
  /*@ loop invariant range: 0 <= k <= t->rank && (good != 0 ==> shape != \null);
      loop assigns k, good;
      loop variant t->rank - k; */
  for (size_t k = 0; good && k < t->rank; k++) good = json_array_append_new(shape, json_integer((json_int_t)t->shape[k])) == 0;
  if (!good) {
    json_decref(shape);
    return NULL;
  }
  return json_pack("{s:s, s:o, s:[I, I]}", "dtype", "F64", "shape", shape, "data_offsets", (json_int_t)begin, (json_int_t)end);
}

/* Names are new and not reserved, values finite: what ntk_safetensors_read will take back. */
/*@ requires valid: tensor_valid(t) && count == shape_items(&t->shape[0], t->rank) && json(header) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL || \result == NTK_ENUMERIC; */
static ntk_status check_tensor(const ntk_tensor *t, size_t count, const json_t *header, const char *path, ntk_error *err) {
  if (strcmp(t->name, "__metadata__") == 0 || json_object_get(header, t->name) != NULL)
    return ntk_fail(err, NTK_EINTERNAL, "%s: the tensor name %s is taken", path, t->name);
  /*@ loop invariant range: 0 <= i <= count;
      loop assigns i;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++)
    if (!isfinite(t->value[i])) return ntk_fail(err, NTK_ENUMERIC, "%s: item %zu of the tensor %s is %g, not finite", path, i, t->name, t->value[i]);
  return NTK_OK;
}

/*@ requires valid: tensors_valid(tensors) && json(header) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL || \result == NTK_ENUMERIC; */
static ntk_status add_entries(json_t *header, const ntk_tensors *tensors, const char *path, ntk_error *err) {
  size_t begin = 0, end, count, bytes;
  /*@ loop invariant range: 0 <= i <= tensors->count;
      loop invariant valid: tensors_valid(tensors);
      loop assigns i, begin, end, count, bytes, err->status, err->text[0 .. 1023];
      loop variant tensors->count - i; */
  for (size_t i = 0; i < tensors->count; i++) {
    const ntk_tensor *t = &tensors->tensor[i];
    if (!count_items(t, &count) || !ntk_size_mul(count, sizeof(double), &bytes) || !ntk_size_add(begin, bytes, &end))
      return ntk_fail(err, NTK_EINTERNAL, "%s: the size of the tensor %s overflows", path, t->name);
    const ntk_status status = check_tensor(t, count, header, path, err);
    if (status != NTK_OK) return status;
    if (json_object_set_new(header, t->name, describe(t, begin, end)) != 0)
      return ntk_fail(err, NTK_EINTERNAL, "%s: the tensor name %s is not UTF-8, or memory is out", path, t->name);
    begin = end;
  }
  return NTK_OK;
}

/* The eight bytes of a length, little-endian. */
/*@ requires valid: \valid(out + (0 .. 7));
    terminates \true;
    exits \false;
    assigns out[0 .. 7] \from value; */
static void encode_length(unsigned char out[8], unsigned long long value) {
  /*@ loop invariant range: 0 <= i <= 8;
      loop assigns i, value, out[0 .. 7];
      loop variant 8 - i; */
  for (size_t i = 0; i < 8; i++) {
    out[i] = (unsigned char)(value % 256);
    value /= 256;
  }
}

/*@ requires valid: \valid(file) && tensor_valid(t);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void write_values(FILE *file, const ntk_tensor *t) {
  unsigned char bytes[8];
  size_t count;
  if (!count_items(t, &count)) return; /* never: add_entries has asked */
  /*@ loop invariant range: 0 <= j <= count;
      loop assigns j, bytes[0 .. 7];
      loop variant count - j; */
  for (size_t j = 0; j < count; j++) {
    ntk_encode_double(bytes, t->value[j]);
    fwrite(bytes, 1, sizeof bytes, file);
  }
}

/*@ requires valid: \valid_read(path) && \valid_read(header) && tensors_valid(tensors);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM; */
static ntk_status write_file(const char *path, const char *header, const ntk_tensors *tensors, ntk_error *err) {
  const size_t length = strlen(header), blanks = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
  unsigned char bytes[8];
  size_t padded;
  ntk_output out;
  if (!ntk_size_add(length, blanks, &padded)) return ntk_no_memory(err, path);
  const ntk_status status = ntk_output_open(&out, path, err);
  if (status != NTK_OK) return status;
  encode_length(bytes, padded);
  fwrite(bytes, 1, sizeof bytes, out.file);
  fprintf(out.file, "%s%*s", header, (int)blanks, "");
  /*@ loop invariant range: 0 <= i <= tensors->count;
      loop assigns i;
      loop variant tensors->count - i; */
  for (size_t i = 0; i < tensors->count; i++) write_values(out.file, &tensors->tensor[i]);
  return ntk_output_commit(&out, err); /* the stream remembers any error of the writes above */
}

ntk_status ntk_safetensors_write(const char *path, const ntk_tensors *tensors, ntk_error *err) {
  json_t *header = json_object();
  if (header == NULL) return ntk_no_memory(err, path);
  ntk_status status = add_entries(header, tensors, path, err);
  char *text = status == NTK_OK ? json_dumps(header, JSON_COMPACT) : NULL; /* in the order of insertion */
  if (status == NTK_OK && text == NULL) status = ntk_no_memory(err, path);
  if (status == NTK_OK) status = write_file(path, text, tensors, err);
  free(text);
  json_decref(header);
  return status;
}
