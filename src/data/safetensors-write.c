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

static int count_items(const ntk_tensor *t, size_t *count) {
  *count = 1;
  for (size_t k = 0; k < t->rank; k++)
    if (!ntk_size_mul(*count, t->shape[k], count)) return 0;
  return 1;
}

/* {"dtype":"F64","shape":[...],"data_offsets":[begin,end]} or NULL. */
static json_t *describe(const ntk_tensor *t, size_t begin, size_t end) {
  json_t *shape = json_array();
  int good = shape != NULL;
  for (size_t k = 0; good && k < t->rank; k++) good = json_array_append_new(shape, json_integer((json_int_t)t->shape[k])) == 0;
  if (!good) {
    json_decref(shape);
    return NULL;
  }
  return json_pack("{s:s, s:o, s:[I, I]}", "dtype", "F64", "shape", shape, "data_offsets", (json_int_t)begin, (json_int_t)end);
}

/* Names are new and not reserved, values finite: what ntk_safetensors_read will take back. */
static ntk_status check_tensor(const ntk_tensor *t, size_t count, const json_t *header, const char *path, ntk_error *err) {
  if (strcmp(t->name, "__metadata__") == 0 || json_object_get(header, t->name) != NULL)
    return ntk_fail(err, NTK_EINTERNAL, "%s: the tensor name %s is taken", path, t->name);
  for (size_t i = 0; i < count; i++)
    if (!isfinite(t->value[i])) return ntk_fail(err, NTK_ENUMERIC, "%s: item %zu of the tensor %s is %g, not finite", path, i, t->name, t->value[i]);
  return NTK_OK;
}

static ntk_status add_entries(json_t *header, const ntk_tensors *tensors, const char *path, ntk_error *err) {
  size_t begin = 0, end, count, bytes;
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

static ntk_status write_file(const char *path, const char *header, const ntk_tensors *tensors, ntk_error *err) {
  const size_t length = strlen(header), padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  unsigned char bytes[8];
  ntk_output out;
  const ntk_status status = ntk_output_open(&out, path, err);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < 8; i++) bytes[i] = (unsigned char)((unsigned long long)padded >> (8 * i) & 0xff);
  fwrite(bytes, 1, sizeof bytes, out.file);
  fprintf(out.file, "%s%*s", header, (int)(padded - length), "");
  for (size_t i = 0; i < tensors->count; i++) {
    size_t count;
    count_items(&tensors->tensor[i], &count);
    for (size_t j = 0; j < count; j++) {
      ntk_encode_double(bytes, tensors->tensor[i].value[j]);
      fwrite(bytes, 1, sizeof bytes, out.file);
    }
  }
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
