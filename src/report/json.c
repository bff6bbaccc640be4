#include "report/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/text.h"

#define DEEPEST 2048 /* jansson reads nothing deeper */

/*@ requires valid: json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void put_hex(json_t *object, const char *key, double value) {
  char name[256], hex[64];
  const int size = snprintf(name, sizeof name, "%s_hex", key);
  snprintf(hex, sizeof hex, "%a", value);
  if (size > 0 && (size_t)size < sizeof name) json_object_set_new(object, name, isfinite(value) ? json_string(hex) : json_null());
}

void ntk_json_number(json_t *object, const char *key, double value) {
  json_object_set_new(object, key, isfinite(value) ? json_real(value) : json_null());
  put_hex(object, key, value);
}

/*@ requires valid: size == 0 || \valid_read(bytes + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from bytes, size, ntk_alloc_countdown;
    ensures valid: json(\result); */
static json_t *ascii(const char *bytes, size_t size) {
  ntk_text text;
  ntk_text_start(&text);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(&text);
      loop assigns i, text, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) ntk_text_bytes(&text, bytes[i] >= 0 ? &bytes[i] : "?", 1); /* char is signed: 128 and above */
  json_t *string = text.failed ? NULL : json_stringn(ntk_text_string(&text), text.size);
  ntk_text_clear(&text);
  return string;
}

json_t *ntk_json_text(const char *bytes) {
  json_t *string = json_string(bytes);
  return string != NULL ? string : ascii(bytes, strlen(bytes));
}

const char *ntk_json_string(const json_t *object, const char *key) {
  const char *string = json_string_value(json_object_get(object, key));
  return string == NULL ? "" : string;
}

const char *ntk_json_item(const json_t *array, size_t index) {
  const char *string = json_string_value(json_array_get(array, index));
  return string == NULL ? "" : string;
}

const char *ntk_json_key(const json_t *object, size_t index) {
  void *at = json_object_iter((json_t *)object);
  /*@ loop invariant range: 0 <= i <= index;
      loop assigns i, at;
      loop variant index - i; */
  for (size_t i = 0; i < index; i++) at = json_object_iter_next((json_t *)object, at);
  return json_object_iter_key(at);
}

json_t *ntk_json_verdict(ntk_verdict verdict, const char *reason) {
  char word[32];
  json_t *out = json_object();
  snprintf(word, sizeof word, "%s", ntk_verdict_text(verdict));
  json_object_set_new(out, "verdict", json_string(word));
  json_object_set_new(out, "reason", ntk_json_text(reason));
  return out;
}

/*@ requires valid: json(value);
    requires depth: depth <= DEEPEST;
    terminates \true;
    decreases 2 * depth;
    exits \false;
    assigns \result \from value, depth;
    ensures valid: json(\result); */
static json_t *with_hex(const json_t *value, size_t depth);

/*@ requires valid: json(value);
    requires depth: 0 < depth <= DEEPEST;
    terminates \true;
    decreases 2 * depth - 1;
    exits \false;
    assigns \result \from value, depth;
    ensures valid: json(\result); */
static json_t *array_with_hex(const json_t *value, size_t depth) {
  json_t *out = json_array();
  const size_t size = json_array_size(value);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) json_array_append_new(out, with_hex(json_array_get(value, i), depth - 1));
  return out;
}

/*@ requires valid: json(value);
    requires depth: 0 < depth <= DEEPEST;
    terminates \true;
    decreases 2 * depth - 1;
    exits \false;
    assigns \result \from value, depth;
    ensures valid: json(\result); */
static json_t *object_with_hex(const json_t *value, size_t depth) {
  json_t *out = json_object();
  const size_t size = json_object_size(value);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *key = ntk_json_key(value, i);
    if (key == NULL) break;
    const json_t *item = json_object_get(value, key);
    json_object_set_new(out, key, with_hex(item, depth - 1));
    if (json_is_real(item)) put_hex(out, key, json_real_value(item));
  }
  return out;
}

static json_t *with_hex(const json_t *value, size_t depth) {
  if (depth > 0 && json_is_array(value)) return array_with_hex(value, depth);
  if (depth > 0 && json_is_object(value)) return object_with_hex(value, depth);
  return json_deep_copy(value);
}

json_t *ntk_json_with_hex(const json_t *value) { return with_hex(value, DEEPEST); }
