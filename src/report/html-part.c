#include "report/html-part.h"

#include <stdio.h>
#include <string.h>

#include "report/json.h"

/*@ requires valid: \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from verdict[0 ..];
    ensures valid: \valid_read(\result); */
static const char *sign(const char *verdict) {
  static const char *const signs[][2] = {{"proved", "■"}, {"held", "●"}, {"refuted", "✕"}, {"hypothesis-fails", "▲"}, {"undecided", "○"}, {"not-applicable", "–"}};
  /*@ loop invariant range: 0 <= i <= 6;
      loop assigns i;
      loop variant 6 - i; */
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
    if (strcmp(verdict, signs[i][0]) == 0) return signs[i][1];
  return "?";
}

void ntk_html_verdict(ntk_text *out, const char *verdict, const char *detail) {
  ntk_text_add(out, "<span class=\"verdict ");
  ntk_text_escape(out, verdict);
  ntk_text_format(out, "\"><i aria-hidden=\"true\">%s</i> ", sign(verdict));
  ntk_text_escape(out, verdict);
  if (detail[0] != '\0') ntk_text_format(out, " <b>%s</b>", detail);
  ntk_text_add(out, "</span>");
}

void ntk_html_layer_verdict(ntk_text *out, const json_t *layer) {
  char detail[64] = "";
  const json_t *held = json_object_get(layer, "held"), *tried = json_object_get(layer, "tried");
  if (json_is_integer(held) && json_is_integer(tried))
    snprintf(detail, sizeof detail, "%lld/%lld", (long long)json_integer_value(held), (long long)json_integer_value(tried));
  ntk_html_verdict(out, ntk_json_string(layer, "verdict"), detail);
}

void ntk_html_number(ntk_text *out, const json_t *object, const char *key) {
  char name[256];
  const json_t *value = json_object_get(object, key);
  if (!json_is_number(value)) {
    ntk_text_add(out, "–");
    return;
  }
  snprintf(name, sizeof name, "%s_hex", key);
  const char *hex = ntk_json_string(object, name);
  if (json_is_integer(value)) ntk_text_format(out, "%lld", (long long)json_integer_value(value));
  else if (hex[0] == '\0') ntk_text_format(out, "%.4g", json_real_value(value));
  else ntk_text_format(out, "<span title=\"%.17g = %s\">%.4g</span>", json_real_value(value), hex, json_real_value(value));
}

#define MOST_ENTRIES 12

/*@ requires valid: json(value);
    terminates \true;
    exits \false;
    assigns \result \from value;
    ensures valid: \valid_read(\result); */
static const char *string_or_dash(const json_t *value) {
  const char *string = json_string_value(value);
  return string == NULL ? "–" : string;
}

/*@ requires valid: text_valid(out) && json(values);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void array(ntk_text *out, const json_t *values) {
  const size_t size = json_array_size(values);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size && i < MOST_ENTRIES; i++) {
    const json_t *value = json_array_get(values, i);
    if (i > 0) ntk_text_add(out, ", ");
    if (json_is_number(value)) ntk_text_format(out, "%.4g", json_number_value(value));
    else ntk_text_escape(out, string_or_dash(value));
  }
  if (size > MOST_ENTRIES) ntk_text_format(out, ", … (%zu)", size);
}

/* "name value; name value; ...", without the _hex. */
/*@ requires valid: text_valid(out) && json(object);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void inner_object(ntk_text *out, const json_t *object) {
  const size_t size = json_object_size(object);
  int first = 1;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown, first;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *name = ntk_json_key(object, i);
    if (name == NULL || ntk_html_is_hex(name)) continue;
    const json_t *item = json_object_get(object, name);
    if (!first) ntk_text_add(out, "; ");
    first = 0;
    ntk_html_key(out, name);
    ntk_text_add(out, " ");
    if (json_is_number(item)) ntk_html_number(out, object, name);
    else if (json_is_array(item)) array(out, item);
    else ntk_text_escape(out, string_or_dash(item));
  }
}

void ntk_html_value(ntk_text *out, const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (json_is_string(value)) ntk_text_escape(out, ntk_json_string(object, key));
  else if (json_is_array(value)) array(out, value);
  else if (json_is_boolean(value)) ntk_text_add(out, json_is_true(value) ? "yes" : "no");
  else if (json_is_object(value)) inner_object(out, value);
  else ntk_html_number(out, object, key);
}

int ntk_html_is_hex(const char *key) {
  const size_t size = strlen(key);
  return size > 4 && strcmp(key + size - 4, "_hex") == 0;
}

void ntk_html_key(ntk_text *out, const char *key) {
  const size_t size = strlen(key);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    if (key[i] == '_') ntk_text_add(out, " ");
    else ntk_text_escape_bytes(out, key + i, 1);
  }
}
