/* Reading. Format: https://github.com/huggingface/safetensors (README, "Format"); JSON by jansson. */
#include "data/safetensors.h"

#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "data/array.h"
#include "data/message.h"

#define LENGTH_BYTES ((size_t)8)
#define MAX_RANK (sizeof ((ntk_tensor *)0)->shape / sizeof(size_t))

/* What the header says of one tensor; begin and end count from the start of the data. */
typedef struct {
  const char *name; /* owned by the JSON */
  size_t rank, shape[MAX_RANK], count, begin, end;
  ntk_item item;
} entry;

typedef struct {
  const ntk_bytes *bytes;
  size_t data; /* offset of the data in the file */
  const char *path;
  ntk_error *err;
} reader;

static ntk_status bad_entry(const reader *rd, const char *name, const char *expected, const char *found) {
  char shown[NTK_SHOWN];
  return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected %s for the tensor %s, found %s", rd->path, LENGTH_BYTES, expected,
                  ntk_show_text(shown, name), found);
}

/* A JSON integer >= 0 that fits. */
static int take_size(const json_t *value, size_t *out) {
  if (!json_is_integer(value) || json_integer_value(value) < 0) return 0;
  if ((unsigned long long)json_integer_value(value) > SIZE_MAX) return 0;
  *out = (size_t)json_integer_value(value);
  return 1;
}

static ntk_status take_type(const reader *rd, const json_t *spec, entry *e) {
  const char *type = json_string_value(json_object_get(spec, "dtype"));
  char shown[NTK_SHOWN];
  if (type == NULL) return bad_entry(rd, e->name, "a string \"dtype\"", "none");
  if (strcmp(type, "F64") == 0) e->item = (ntk_item){NTK_FLOAT, 8, 0};
  else if (strcmp(type, "F32") == 0) e->item = (ntk_item){NTK_FLOAT, 4, 0};
  else if (strcmp(type, "F16") == 0 || strcmp(type, "BF16") == 0)
    return bad_entry(rd, e->name, "dtype F32 or F64 (convert half precision before saving: tensor.float())", type);
  else return bad_entry(rd, e->name, "dtype F32 or F64", ntk_show_text(shown, type));
  return NTK_OK;
}

static ntk_status take_shape(const reader *rd, const json_t *spec, entry *e) {
  const json_t *shape = json_object_get(spec, "shape");
  e->rank = json_array_size(shape);
  e->count = 1;
  if (!json_is_array(shape) || e->rank > MAX_RANK)
    return bad_entry(rd, e->name, "a \"shape\" of at most 8 sizes", json_is_array(shape) ? "more" : "none");
  for (size_t k = 0; k < e->rank; k++)
    if (!take_size(json_array_get(shape, k), &e->shape[k]) || !ntk_size_mul(e->count, e->shape[k], &e->count))
      return bad_entry(rd, e->name, "a shape of sizes that fit the file", "another");
  return NTK_OK;
}

/* The offsets lie in the file, and their distance is what the shape and the type need. */
static ntk_status take_offsets(const reader *rd, const json_t *spec, entry *e) {
  const json_t *offsets = json_object_get(spec, "data_offsets");
  const size_t held = rd->bytes->size - rd->data;
  char expected[160], found[80];
  size_t need;
  if (json_array_size(offsets) != 2 || !take_size(json_array_get(offsets, 0), &e->begin) || !take_size(json_array_get(offsets, 1), &e->end))
    return bad_entry(rd, e->name, "\"data_offsets\" of two sizes", "none");
  snprintf(found, sizeof found, "%zu to %zu", e->begin, e->end);
  if (e->begin > e->end || e->end > held) {
    snprintf(expected, sizeof expected, "data_offsets within the file's %zu bytes of data", held);
    return bad_entry(rd, e->name, expected, found);
  }
  if (!ntk_size_mul(e->count, e->item.size, &need) || need != e->end - e->begin) {
    snprintf(expected, sizeof expected, "data_offsets that hold its shape (%zu items of %zu bytes)", e->count, e->item.size);
    return bad_entry(rd, e->name, expected, found);
  }
  return NTK_OK;
}

static ntk_status take_entry(const reader *rd, const char *name, const json_t *spec, entry *e) {
  *e = (entry){.name = name};
  if (!json_is_object(spec)) return bad_entry(rd, name, "an object", "something else");
  ntk_status status = take_type(rd, spec, e);
  if (status == NTK_OK) status = take_shape(rd, spec, e);
  if (status == NTK_OK) status = take_offsets(rd, spec, e);
  return status;
}

static int by_place(const void *a, const void *b) {
  const entry *x = a, *y = b;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end) return x->end < y->end ? -1 : 1;
  return strcmp(x->name, y->name); /* empty tensors in one place */
}

/* The format wants the data covered without overlap or hole. */
static ntk_status check_cover(const reader *rd, const entry *e, size_t count) {
  size_t end = 0;
  char expected[80], found[80];
  for (size_t i = 0; i < count; i++) {
    if (e[i].begin != end) {
      snprintf(expected, sizeof expected, "data_offsets that begin at %zu (no overlap, no hole)", end);
      snprintf(found, sizeof found, "%zu", e[i].begin);
      return bad_entry(rd, e[i].name, expected, found);
    }
    end = e[i].end;
  }
  if (rd->data + end != rd->bytes->size)
    return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected the end of the file after the last tensor, found %zu bytes more", rd->path,
                    rd->data + end, rd->bytes->size - rd->data - end);
  return NTK_OK;
}

static ntk_status copy_tensor(const reader *rd, const entry *e, ntk_tensor *out) {
  out->rank = e->rank;
  for (size_t k = 0; k < e->rank; k++) out->shape[k] = e->shape[k];
  out->name = ntk_join(e->name, "");
  out->value = ntk_doubles(e->count, 1);
  if (out->name == NULL || out->value == NULL) return ntk_no_memory(rd->err, rd->path);
  for (size_t i = 0; i < e->count; i++) {
    const size_t at = rd->data + e->begin + i * e->item.size;
    const double value = ntk_decode(rd->bytes->at + at, e->item);
    if (!isfinite(value))
      return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected a finite number (tensor %s, item %zu), found %g", rd->path, at, e->name, i, value);
    out->value[i] = value;
  }
  return NTK_OK;
}

/* The entries of the header's object, without __metadata__, ordered by place. */
static ntk_status take_entries(const reader *rd, json_t *header, entry *e, size_t *count) {
  const char *name;
  json_t *spec;
  *count = 0;
  json_object_foreach(header, name, spec) {
    if (strcmp(name, "__metadata__") == 0) continue;
    const ntk_status status = take_entry(rd, name, spec, &e[*count]);
    if (status != NTK_OK) return status;
    ++*count;
  }
  qsort(e, *count, sizeof *e, by_place);
  return check_cover(rd, e, *count);
}

static ntk_status take_tensors(const reader *rd, json_t *header, ntk_tensors *out) {
  size_t count;
  entry *e = ntk_calloc(json_object_size(header), 1, sizeof *e);
  if (e == NULL) return ntk_no_memory(rd->err, rd->path);
  ntk_status status = take_entries(rd, header, e, &count);
  if (status == NTK_OK) {
    out->tensor = ntk_calloc(count, 1, sizeof *out->tensor);
    if (out->tensor == NULL) status = ntk_no_memory(rd->err, rd->path);
    else out->count = count;
  }
  for (size_t i = 0; status == NTK_OK && i < count; i++) status = copy_tensor(rd, &e[i], &out->tensor[i]);
  free(e);
  return status;
}

static ntk_status parse_header(reader *rd, json_t **header) {
  const ntk_bytes *bytes = rd->bytes;
  if (bytes->size < LENGTH_BYTES)
    return ntk_fail(rd->err, NTK_EDATA, "%s: byte 0: expected the length of the header in 8 bytes, found a file of %zu", rd->path, bytes->size);
  const unsigned long long length = ntk_decode_unsigned(bytes->at, LENGTH_BYTES, 0);
  if (length > bytes->size - LENGTH_BYTES)
    return ntk_fail(rd->err, NTK_EDATA, "%s: byte 0: expected a header of %llu bytes (its length), found %zu bytes to the end of the file", rd->path,
                    length, bytes->size - LENGTH_BYTES);
  rd->data = LENGTH_BYTES + (size_t)length;
  json_error_t error;
  *header = json_loadb((const char *)bytes->at + LENGTH_BYTES, (size_t)length, JSON_REJECT_DUPLICATES, &error);
  if (*header == NULL && json_error_code(&error) == json_error_out_of_memory) return ntk_no_memory(rd->err, rd->path);
  if (*header == NULL)
    return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected a JSON header, found %s", rd->path,
                    LENGTH_BYTES + (error.position > 0 ? (size_t)error.position : 0), error.text);
  if (!json_is_object(*header))
    return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected a JSON object, found something else", rd->path, LENGTH_BYTES);
  return NTK_OK;
}

ntk_status ntk_safetensors_read(ntk_tensors *out, const char *path, ntk_error *err) {
  ntk_bytes bytes;
  json_t *header = NULL;
  *out = (ntk_tensors){0, NULL};
  ntk_status status = ntk_bytes_read_raw(&bytes, path, NTK_BYTES_LIMIT, err);
  reader rd = {&bytes, 0, path, err};
  if (status == NTK_OK) status = parse_header(&rd, &header);
  if (status == NTK_OK) status = take_tensors(&rd, header, out);
  if (header != NULL) json_decref(header);
  ntk_bytes_clear(&bytes);
  if (status != NTK_OK) ntk_tensors_clear(out);
  return status;
}

void ntk_tensors_clear(ntk_tensors *tensors) {
  for (size_t i = 0; i < tensors->count; i++) {
    free(tensors->tensor[i].name);
    free(tensors->tensor[i].value);
  }
  free(tensors->tensor);
  *tensors = (ntk_tensors){0, NULL};
}
