/* Reading. Format: https://github.com/huggingface/safetensors (README, "Format"); JSON by jansson. */
#include "data/safetensors.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "data/array.h"
#include "data/message.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/index.h"

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

/*@ predicate reader_valid{L}(reader *rd) = \valid_read(rd) && \valid_read(rd->bytes) && \valid_read(rd->bytes->at + (0 .. rd->bytes->size - 1)) &&
      rd->data <= rd->bytes->size && \valid_read(rd->path) && (rd->err == \null || \valid(rd->err));

    // the number of items is what the shape says
    predicate entry_shaped{L}(entry *e) = \valid_read(e) && \valid_read(e->name) && e->rank <= 8 && (e->rank == 0 ==> e->count == 1) &&
      (e->rank == 1 ==> e->count == e->shape[0]) && (e->rank == 2 ==> e->count == e->shape[0] * e->shape[1]);

    predicate entry_typed{L}(entry *e) = item_known(e->item.kind, e->item.size) && e->item.size <= 8;

    // the data lie within the file
    predicate entry_valid{L}(entry *e, integer held) = entry_shaped(e) && entry_typed(e) && e->begin <= e->end <= held &&
      e->count * e->item.size == e->end - e->begin; */

/*@ requires valid: reader_valid(rd) && \valid_read(name) && \valid_read(expected) && \valid_read(found);
    terminates \true;
    exits \false;
    assigns rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status bad_entry(const reader *rd, const char *name, const char *expected, const char *found) {
  char shown[NTK_SHOWN];
  return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected %s for the tensor %s, found %s", rd->path, LENGTH_BYTES, expected,
                  ntk_show_text(shown, name), found);
}

_Static_assert(sizeof(size_t) >= sizeof(json_int_t), "a JSON integer that is not negative fits");

/* A JSON integer >= 0. */
/*@ requires valid: json(value) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, \result \from value;
    ensures boolean: \result == 0 || \result == 1; */
static int take_size(const json_t *value, size_t *out) {
  const json_int_t number = json_integer_value(value);
  if (!json_is_integer(value) || number < 0) return 0;
  *out = (size_t)number;
  return 1;
}

/*@ requires valid: reader_valid(rd) && json(spec) && \valid(e) && \valid_read(e->name);
    requires apart: \separated(rd, e) && \separated(rd->err, e) && \separated(rd->err, rd) && \separated(rd->bytes, e);
    terminates \true;
    exits \false;
    assigns e->item, rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures typed: \result == NTK_OK ==> entry_typed(e); */
static ntk_status take_type(const reader *rd, const json_t *spec, entry *e) {
  const char *type = json_string_value(json_object_get(spec, "dtype"));
  char shown[NTK_SHOWN];
  if (type == NULL) return bad_entry(rd, e->name, "a string \"dtype\"", "none");
  e->item.kind = NTK_FLOAT;
  e->item.big_endian = 0;
  if (strcmp(type, "F64") == 0) e->item.size = 8;
  else if (strcmp(type, "F32") == 0) e->item.size = 4;
  else if (strcmp(type, "F16") == 0 || strcmp(type, "BF16") == 0)
    return bad_entry(rd, e->name, "dtype F32 or F64 (convert half precision before saving: tensor.float())", type);
  else return bad_entry(rd, e->name, "dtype F32 or F64", ntk_show_text(shown, type));
  return NTK_OK;
}

/*@ requires valid: reader_valid(rd) && json(spec) && \valid(e) && \valid_read(e->name);
    requires apart: \separated(rd, e) && \separated(rd->err, e) && \separated(rd->err, rd) && \separated(rd->bytes, e);
    terminates \true;
    exits \false;
    assigns e->rank, e->count, e->shape[0 .. 7], rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures shaped: \result == NTK_OK ==> entry_shaped(e); */
static ntk_status take_shape(const reader *rd, const json_t *spec, entry *e) {
  const json_t *shape = json_object_get(spec, "shape");
  const size_t rank = json_array_size(shape);
  size_t count = 1;
  e->rank = rank;
  if (!json_is_array(shape) || rank > MAX_RANK)
    return bad_entry(rd, e->name, "a \"shape\" of at most 8 sizes", json_is_array(shape) ? "more" : "none");
  /*@ loop invariant range: 0 <= k <= rank && \valid_read(e->name) && e->rank == rank;
      loop invariant count: (k == 0 ==> count == 1) && (k == 1 ==> count == e->shape[0]) && (k == 2 ==> count == e->shape[0] * e->shape[1]);
      loop assigns k, count, e->shape[0 .. 7];
      loop variant rank - k; */
  for (size_t k = 0; k < rank; k++)
    if (!take_size(json_array_get(shape, k), &e->shape[k]) || !ntk_size_mul(count, e->shape[k], &count))
      return bad_entry(rd, e->name, "a shape of sizes that fit the file", "another");
  e->count = count;
  return NTK_OK;
}

/* The offsets lie in the file, and their distance is what the shape and the type need. */
/*@ requires valid: reader_valid(rd) && json(spec) && \valid(e) && \valid_read(e->name);
    requires apart: \separated(rd, e) && \separated(rd->err, e) && \separated(rd->err, rd) && \separated(rd->bytes, e);
    requires known: entry_shaped(e) && entry_typed(e);
    terminates \true;
    exits \false;
    assigns e->begin, e->end, rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: \result == NTK_OK ==> entry_valid(e, rd->bytes->size - rd->data); */
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

/*@ requires valid: reader_valid(rd) && json(spec) && \valid(e) && \valid_read(name);
    requires apart: \separated(rd, e) && \separated(rd->err, e) && \separated(rd->err, rd) && \separated(rd->bytes, e);
    terminates \true;
    exits \false;
    assigns *e, rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: \result == NTK_OK ==> entry_valid(e, rd->bytes->size - rd->data); */
static ntk_status take_entry(const reader *rd, const char *name, const json_t *spec, entry *e) {
  e->name = name;
  if (!json_is_object(spec)) return bad_entry(rd, name, "an object", "something else");
  ntk_status status = take_type(rd, spec, e);
  if (status != NTK_OK) return status;
  if ((status = take_shape(rd, spec, e)) != NTK_OK) return status;
  return take_offsets(rd, spec, e);
}

/* The order of the places in the file. */
/*@ requires valid: \valid_read(x) && \valid_read(y) && \valid_read(x->name) && \valid_read(y->name);
    terminates \true;
    exits \false;
    assigns \result \from *x, *y; */
static int comes_before(const entry *x, const entry *y) {
  if (x->begin != y->begin) return x->begin < y->begin;
  if (x->end != y->end) return x->end < y->end;
  return strcmp(x->name, y->name) < 0; /* empty tensors in one place */
}

/*@ predicate entries_valid{L}(entry *e, integer n, integer held) = \forall integer k; 0 <= k < n ==> entry_valid(e + k, held);
    predicate indices{L}(size_t *order, integer n, integer count) = \forall integer k; 0 <= k < n ==> order[k] < count; */

/* order := the numbers of the entries by their places: by insertion, since files list them in this order or nearly so. */
/*@ requires valid: \valid_read(e + (0 .. count - 1)) && entries_valid(e, count, held) && \valid(order + (0 .. count - 1));
    requires apart: \separated(order + (0 .. count - 1), e + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns order[0 .. count - 1];
    ensures inside: indices(order, count, count); */
static void sort_entries(size_t *order, const entry *e, size_t count, size_t held) {
  (void)held; /* for the proof */
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: entries_valid(e, count, held);
      loop invariant inside: indices(order, i, count);
      loop assigns i, order[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    size_t k = i;
    /*@ loop invariant range: 0 <= k <= i;
        loop invariant valid: entries_valid(e, count, held);
        loop invariant inside: indices(order, k, count) && \forall integer l; k < l <= i ==> order[l] < count;
        loop assigns k, order[0 .. count - 1];
        loop variant k; */
    while (k > 0 && comes_before(&e[i], &e[order[k - 1]])) {
      order[k] = order[k - 1];
      k--;
    }
    order[k] = i;
  }
}

/* The format wants the data covered without overlap or hole. */
/*@ requires valid: reader_valid(rd) && \valid_read(e + (0 .. count - 1)) && entries_valid(e, count, rd->bytes->size - rd->data);
    requires order: \valid_read(order + (0 .. count - 1)) && indices(order, count, count);
    terminates \true;
    exits \false;
    assigns rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status check_cover(const reader *rd, const entry *e, const size_t *order, size_t count) {
  size_t end = 0;
  char expected[80], found[80];
  /*@ loop invariant range: 0 <= i <= count && end <= rd->bytes->size - rd->data;
      loop assigns i, end;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    const entry *next = &e[order[i]];
    if (next->begin != end) {
      snprintf(expected, sizeof expected, "data_offsets that begin at %zu (no overlap, no hole)", end);
      snprintf(found, sizeof found, "%zu", next->begin);
      return bad_entry(rd, next->name, expected, found);
    }
    end = next->end;
  }
  if (rd->data + end != rd->bytes->size)
    return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected the end of the file after the last tensor, found %zu bytes more", rd->path,
                    rd->data + end, rd->bytes->size - rd->data - end);
  return NTK_OK;
}

/* The numbers of one tensor. */
/*@ requires valid: reader_valid(rd) && entry_valid(e, rd->bytes->size - rd->data) && \valid(value + (0 .. e->count - 1));
    requires apart: \separated(rd->err, e) && \separated(rd->err, rd);
    terminates \true;
    exits \false;
    assigns value[0 .. e->count - 1], rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status copy_values(const reader *rd, const entry *e, double *value) {
  /*@ loop invariant range: 0 <= i <= e->count;
      loop assigns i, value[0 .. e->count - 1];
      loop variant e->count - i; */
  for (size_t i = 0; i < e->count; i++) {
    //@ ghost row_inside(i, e->count, e->item.size);
    const size_t at = rd->data + e->begin + i * e->item.size;
    const double number = ntk_decode(rd->bytes->at + at, e->item);
    if (!isfinite(number))
      return ntk_fail(rd->err, NTK_EDATA, "%s: byte %zu: expected a finite number (tensor %s, item %zu), found %g", rd->path, at, e->name, i, number);
    value[i] = number;
  }
  return NTK_OK;
}

/*@ requires valid: reader_valid(rd) && entry_valid(e, rd->bytes->size - rd->data) && \valid(out);
    requires apart: \separated(rd->err, e) && \separated(rd->err, rd) && \separated(out, rd, e, rd->bytes);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, rd->err->status, rd->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> tensor_read(out); */
static ntk_status copy_tensor(const reader *rd, const entry *e, ntk_tensor *out) {
  out->rank = e->rank;
  /*@ loop invariant range: 0 <= k <= e->rank;
      loop invariant copy: \forall integer l; 0 <= l < k ==> out->shape[l] == e->shape[l];
      loop assigns k, out->shape[0 .. 7];
      loop variant e->rank - k; */
  for (size_t k = 0; k < e->rank; k++) out->shape[k] = e->shape[k];
  out->name = ntk_join(e->name, "");
  double *value = ntk_doubles(e->count, 1);
  out->value = value;
  if (out->name == NULL || value == NULL) return ntk_no_memory(rd->err, rd->path);
  //@ ghost heap_own(value);
  return copy_values(rd, e, value);
}

/* The entries of the header's object, without __metadata__. */
/*@ requires valid: reader_valid(rd) && json(header) && \valid(e + (0 .. total - 1)) && \valid(count);
    requires apart: \separated(rd->err, e + (0 .. total - 1)) && \separated(rd->err, rd) && \separated(e + (0 .. total - 1), rd, rd->bytes, count) &&
                    \separated(count, rd, rd->bytes);
    terminates \true;
    exits \false;
    assigns e[0 .. total - 1], *count, rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: \result == NTK_OK ==> *count <= total && entries_valid(e, *count, rd->bytes->size - rd->data); */
static ntk_status take_entries(const reader *rd, json_t *header, entry *e, size_t total, size_t *count) {
  size_t taken = 0;
  void *place = json_object_iter(header);
  *count = 0;
  /*@ loop invariant range: 0 <= k <= total && taken <= k;
      loop invariant valid: reader_valid(rd) && entries_valid(e, taken, rd->bytes->size - rd->data);
      loop assigns k, taken, place, e[0 .. total - 1], rd->err->status, rd->err->text[0 .. 1023];
      loop variant total - k; */
  for (size_t k = 0; k < total && place != NULL; k++) {
    const char *name = json_object_iter_key(place);
    json_t *spec = json_object_iter_value(place);
    place = json_object_iter_next(header, place);
    if (strcmp(name, "__metadata__") == 0) continue;
    const ntk_status status = take_entry(rd, name, spec, &e[taken]);
    if (status != NTK_OK) return status;
    taken++;
  }
  *count = taken;
  return NTK_OK;
}

/*@ requires valid: reader_valid(rd) && \valid_read(e + (0 .. count - 1)) && entries_valid(e, count, rd->bytes->size - rd->data) && \valid(tensor + (0 .. count - 1));
    requires order: \valid_read(order + (0 .. count - 1)) && indices(order, count, count);
    requires apart: \separated(rd->err, e + (0 .. count - 1)) && \separated(rd->err, rd) &&
                    \separated(tensor + (0 .. count - 1), e + (0 .. count - 1), order + (0 .. count - 1), rd, rd->bytes);
    terminates \true;
    exits \false;
    assigns tensor[0 .. count - 1], ntk_alloc_countdown, rd->err->status, rd->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> \forall integer k; 0 <= k < count ==> tensor_read(tensor + k); */
static ntk_status copy_tensors(const reader *rd, const entry *e, const size_t *order, size_t count, ntk_tensor *tensor) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: reader_valid(rd) && entries_valid(e, count, rd->bytes->size - rd->data) && indices(order, count, count);
      loop invariant read: \forall integer k; 0 <= k < i ==> tensor_read(tensor + k);
      loop assigns i, tensor[0 .. count - 1], ntk_alloc_countdown, rd->err->status, rd->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    const ntk_status status = copy_tensor(rd, &e[order[i]], &tensor[i]);
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

/*@ requires valid: reader_valid(rd) && \valid_read(e + (0 .. count - 1)) && entries_valid(e, count, rd->bytes->size - rd->data) && \valid(out) && out->count == 0;
    requires apart: \separated(rd->err, e + (0 .. count - 1)) && \separated(rd->err, rd) && \separated(out, e + (0 .. count - 1), rd, rd->bytes, rd->err) &&
                    \separated(e + (0 .. count - 1), rd, rd->bytes);
    requires fits: count * sizeof(entry) <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, rd->err->status, rd->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures list: \valid_read(out->tensor + (0 .. out->count - 1));
    ensures read: \result == NTK_OK ==> tensors_read(out); */
static ntk_status order_and_copy(const reader *rd, const entry *e, size_t count, ntk_tensors *out) {
  size_t *order = ntk_calloc(count, 1, sizeof *order);
  if (order == NULL) return ntk_no_memory(rd->err, rd->path);
  /*@ ghost
      heap_own(order);
      heap_apart_any(order, count, e, count * sizeof *e);
      heap_apart_any(order, count, rd, sizeof *rd);
      heap_apart_any(order, count, rd->bytes, sizeof *rd->bytes);
      heap_apart_any(order, count, out, sizeof *out); */
  sort_entries(order, e, count, rd->bytes->size - rd->data);
  ntk_status status = check_cover(rd, e, order, count);
  ntk_tensor *tensor = NULL;
  if (status == NTK_OK && (tensor = ntk_calloc(count, 1, sizeof *tensor)) == NULL) status = ntk_no_memory(rd->err, rd->path);
  if (status == NTK_OK) {
    /*@ ghost
        heap_own(tensor);
        heap_apart_any(tensor, count * sizeof *tensor, e, count * sizeof *e);
        heap_apart_any(tensor, count * sizeof *tensor, order, count);
        heap_apart_any(tensor, count * sizeof *tensor, rd, sizeof *rd);
        heap_apart_any(tensor, count * sizeof *tensor, rd->bytes, sizeof *rd->bytes);
        heap_apart_any(tensor, count * sizeof *tensor, out, sizeof *out); */
    out->tensor = tensor;
    out->count = count;
    status = copy_tensors(rd, e, order, count, tensor);
  }
  free(order);
  return status;
}

/*@ requires valid: reader_valid(rd) && json(header) && \valid(out) && out->count == 0;
    requires apart: \separated(rd->err, rd) && \separated(out, rd, rd->bytes, rd->err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, rd->err->status, rd->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures list: \valid_read(out->tensor + (0 .. out->count - 1));
    ensures read: \result == NTK_OK ==> tensors_read(out); */
static ntk_status take_tensors(const reader *rd, json_t *header, ntk_tensors *out) {
  const size_t total = json_object_size(header);
  entry *e = ntk_calloc(total, 1, sizeof *e);
  if (e == NULL) return ntk_no_memory(rd->err, rd->path);
  /*@ ghost
      heap_own(e);
      heap_apart_any(e, total * sizeof *e, rd, sizeof *rd);
      heap_apart_any(e, total * sizeof *e, rd->bytes, sizeof *rd->bytes);
      heap_apart_any(e, total * sizeof *e, rd->err, sizeof *rd->err);
      heap_apart_any(e, total * sizeof *e, out, sizeof *out); */
  ntk_status status = take_entries(rd, header, e, total, &out->count);
  const size_t count = out->count;
  out->count = 0;
  if (status == NTK_OK) status = order_and_copy(rd, e, count, out);
  free(e);
  return status;
}

/*@ requires valid: \valid(rd) && \valid_read(rd->bytes) && \valid_read(rd->bytes->at + (0 .. rd->bytes->size - 1)) && \valid_read(rd->path) &&
      (rd->err == \null || \valid(rd->err)) && \valid(header);
    requires apart: \separated(rd, header, rd->bytes, rd->err);
    terminates \true;
    exits \false;
    assigns rd->data, *header, rd->err->status, rd->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures valid: json(*header);
    ensures inside: \result == NTK_OK ==> rd->data <= rd->bytes->size; */
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
  out->count = 0;
  out->tensor = NULL;
  ntk_status status = ntk_bytes_read_raw(&bytes, path, NTK_BYTES_LIMIT, err);
  reader rd;
  rd.bytes = &bytes;
  rd.data = 0;
  rd.path = path;
  rd.err = err;
  if (status == NTK_OK) status = parse_header(&rd, &header);
  if (status == NTK_OK) status = take_tensors(&rd, header, out);
  if (header != NULL) json_decref(header);
  /*@ ghost
      heap_apart_tensors(out, &bytes, sizeof bytes);
      heap_apart_tensors(out, &header, sizeof header);
      heap_apart_tensors(out, &rd, sizeof rd); */
  ntk_bytes_clear(&bytes);
  if (status != NTK_OK) ntk_tensors_clear(out);
  return status;
}

void ntk_tensors_clear(ntk_tensors *tensors) {
  /*@ loop invariant range: 0 <= i <= tensors->count;
      loop assigns i;
      loop variant tensors->count - i; */
  for (size_t i = 0; i < tensors->count; i++) {
    free(tensors->tensor[i].name);
    free(tensors->tensor[i].value);
  }
  free(tensors->tensor);
  tensors->count = 0;
  tensors->tensor = NULL;
}
