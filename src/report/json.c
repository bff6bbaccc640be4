#include "report/json.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/output.h"

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

json_t *ntk_json_text(const char *bytes) {
  json_t *string = json_string(bytes);
  if (string != NULL) return string;
  const size_t size = strlen(bytes);
  char *ascii = ntk_calloc(size, 1, 1);
  if (ascii == NULL) return NULL;
  for (size_t i = 0; i < size; i++) ascii[i] = (unsigned char)bytes[i] < 128 ? bytes[i] : '?';
  string = json_stringn(ascii, size);
  free(ascii);
  return string;
}

const char *ntk_json_string(const json_t *object, const char *key) {
  const char *string = json_string_value(json_object_get(object, key));
  return string == NULL ? "" : string;
}

json_t *ntk_json_verdict(ntk_verdict verdict, const char *reason) {
  json_t *out = json_object();
  json_object_set_new(out, "verdict", json_string(ntk_verdict_text(verdict)));
  json_object_set_new(out, "reason", ntk_json_text(reason));
  return out;
}

static json_t *array_with_hex(const json_t *value) {
  json_t *out = json_array();
  for (size_t i = 0; i < json_array_size(value); i++) json_array_append_new(out, ntk_json_with_hex(json_array_get(value, i)));
  return out;
}

json_t *ntk_json_with_hex(const json_t *value) {
  if (json_is_array(value)) return array_with_hex(value);
  if (!json_is_object(value)) return json_deep_copy(value);
  json_t *out = json_object(), *item;
  const char *key;
  json_object_foreach((json_t *)value, key, item) {
    json_object_set_new(out, key, ntk_json_with_hex(item));
    if (json_is_real(item)) put_hex(out, key, json_real_value(item));
  }
  return out;
}

ntk_status ntk_json_load(json_t **out, const char *path, ntk_error *err) {
  json_error_t why;
  *out = NULL;
  FILE *file = fopen(path, "rb");
  if (file == NULL) return ntk_fail(err, NTK_ENOINPUT, "%s: %s", path, strerror(errno));
  json_t *value = json_loadf(file, JSON_REJECT_DUPLICATES, &why);
  fclose(file);
  if (value == NULL) return ntk_fail(err, NTK_EDATA, "%s:%d: expected JSON, found: %s", path, why.line, why.text);
  if (!json_is_object(value)) {
    json_decref(value);
    return ntk_fail(err, NTK_EDATA, "%s:1: expected a JSON object, found another value", path);
  }
  *out = value;
  return NTK_OK;
}

#define FLAGS (JSON_INDENT(1) | JSON_REAL_PRECISION(17))

ntk_status ntk_json_write(const json_t *value, const char *path, ntk_error *err) {
  if (value == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while writing JSON");
  if (path == NULL) {
    if (json_dumpf(value, stdout, FLAGS) != 0 || fputc('\n', stdout) == EOF || fflush(stdout) != 0)
      return ntk_fail(err, NTK_EWRITE, "standard output: %s", strerror(errno));
    return NTK_OK;
  }
  ntk_output output;
  ntk_status status = ntk_output_open(&output, path, err);
  if (status != NTK_OK) return status;
  if (json_dumpf(value, output.file, FLAGS) != 0 || fputc('\n', output.file) == EOF) {
    ntk_output_discard(&output);
    return ntk_fail(err, NTK_EWRITE, "%s: %s", path, strerror(errno));
  }
  return ntk_output_commit(&output, err);
}
