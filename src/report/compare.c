#include "report/compare.h"

#include <string.h>

#include "report/layer.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/summary.h"

/*@ requires valid: \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from verdict[0 ..];
    ensures range: 0 <= \result <= 3; */
static int rank(const char *verdict) {
  if (strcmp(verdict, "proved") == 0) return 3;
  if (strcmp(verdict, "held") == 0) return 2;
  return strcmp(verdict, "refuted") == 0 ? 0 : 1;
}

/*@ requires valid: json(out) && json(claim) && \valid_read(list) && \valid_read(what) && \valid_read(old_word) && \valid_read(new_word);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void note(json_t *out, const char *list, const json_t *claim, const char *what, const char *old_word, const char *new_word) {
  json_t *one = json_object();
  json_object_set(one, "id", json_object_get(claim, "id"));
  json_object_set_new(one, "what", json_string(what));
  json_object_set_new(one, "old", json_string(old_word));
  json_object_set_new(one, "new", json_string(new_word));
  json_array_append_new(json_object_get(out, list), one);
}

/*@ requires valid: json(claim);
    terminates \true;
    exits \false;
    assigns \result \from claim; */
static json_int_t tried(const json_t *claim) {
  return json_integer_value(json_object_get(json_object_get(json_object_get(claim, "layers"), "sample"), "tried"));
}

/*@ requires valid: json(out) && json(a) && json(b) && \valid_read(layer);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void compare_layer(json_t *out, const json_t *a, const json_t *b, const char *layer) {
  const char *was = ntk_layer_verdict(a, layer), *is = ntk_layer_verdict(b, layer);
  if (strcmp(was, is) == 0) return;
  note(out, rank(is) < rank(was) ? "worse" : rank(is) > rank(was) ? "better" : "changed", b, layer, was, is);
}

/*@ requires valid: json(out) && json(a) && json(b);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void compare_claim(json_t *out, const json_t *a, const json_t *b) {
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop assigns i;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) compare_layer(out, a, b, ntk_layer_name(i));
  if (strcmp(ntk_layer_verdict(a, "sample"), "held") == 0 && strcmp(ntk_layer_verdict(b, "sample"), "held") == 0 && tried(b) < tried(a))
    note(out, "worse", b, "sample", "held in more tries", "held in fewer");
  const int held = ntk_control_holds(a), holds = ntk_control_holds(b);
  if (held != holds) note(out, holds ? "worse" : "better", b, "control", held ? "held" : "did not hold", holds ? "holds" : "does not hold");
}

/* A verdict in each layer. */
/*@ requires valid: json(claim) && \valid_read(name) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from claim;
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status check_layers(const json_t *claim, const char *name, ntk_error *err) {
  /*@ loop invariant range: 0 <= l <= NTK_LAYERS;
      loop assigns l;
      loop variant NTK_LAYERS - l; */
  for (size_t l = 0; l < NTK_LAYERS; l++)
    if (ntk_layer_verdict(claim, ntk_layer_name(l))[0] == '\0')
      return ntk_fail(err, NTK_EDATA, "%s: claim %.100s: expected a verdict in layer %s, found none", name, ntk_json_string(claim, "id"), ntk_layer_name(l));
  return NTK_OK;
}

/* Claims with an id each, and a verdict in each layer. */
/*@ requires valid: json(report) && \valid_read(name) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from report;
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status check(const json_t *report, const char *name, ntk_error *err) {
  const json_t *claims = json_object_get(report, "claims");
  const size_t size = json_array_size(claims);
  ntk_status status = NTK_OK;
  if (!json_is_array(claims)) return ntk_fail(err, NTK_EDATA, "%s: expected a report with an array \"claims\", found none", name);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant status: status == NTK_OK || status == NTK_EDATA;
      loop assigns i, status, err->status, err->text[0 .. 1023];
      loop variant size - i; */
  for (size_t i = 0; i < size && status == NTK_OK; i++) {
    const json_t *claim = json_array_get(claims, i);
    if (ntk_json_string(claim, "id")[0] == '\0') status = ntk_fail(err, NTK_EDATA, "%s: claim %zu: expected an id, found none", name, i);
    else status = check_layers(claim, name, err);
  }
  return status;
}

ntk_status ntk_compare(json_t **out, const json_t *old_report, const char *old_name, const json_t *new_report, const char *new_name, ntk_error *err) {
  *out = NULL;
  ntk_status status = check(old_report, old_name, err);
  if (status == NTK_OK) status = check(new_report, new_name, err);
  if (status != NTK_OK) return status;
  const json_t *old_claims = json_object_get(old_report, "claims"), *new_claims = json_object_get(new_report, "claims");
  const size_t old_count = json_array_size(old_claims), new_count = json_array_size(new_claims);
  json_t *result = json_object();
  json_object_set_new(result, "worse", json_array());
  json_object_set_new(result, "better", json_array());
  json_object_set_new(result, "changed", json_array());
  json_object_set_new(result, "same_settings", json_boolean(json_equal(json_object_get(old_report, "settings"), json_object_get(new_report, "settings"))));
  /*@ loop invariant range: 0 <= i <= old_count;
      loop assigns i;
      loop variant old_count - i; */
  for (size_t i = 0; i < old_count; i++) {
    const json_t *a = json_array_get(old_claims, i), *b = ntk_ledger_find(new_claims, ntk_json_string(a, "id"));
    if (b == NULL) note(result, "worse", a, "claim", "there", "gone");
    else compare_claim(result, a, b);
  }
  /*@ loop invariant range: 0 <= i <= new_count;
      loop assigns i;
      loop variant new_count - i; */
  for (size_t i = 0; i < new_count; i++) {
    const json_t *b = json_array_get(new_claims, i);
    if (ntk_ledger_find(old_claims, ntk_json_string(b, "id")) == NULL) note(result, "changed", b, "claim", "not there", "new");
  }
  if (json_object_size(result) != 4) {
    json_decref(result);
    return ntk_fail(err, NTK_ENOMEM, "out of memory while comparing reports");
  }
  *out = result;
  return NTK_OK;
}
