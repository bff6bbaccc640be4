#include "report/proofs.h"

#include <stdio.h>
#include <string.h>

#include "report/json.h"
#include "report/source.h"

#define NOT_PROVED "not proved in this build"

json_t *ntk_proofs_load(const char *folder, const char *name, char why[256]) {
  char path[4096];
  json_t *results;
  ntk_error err;
  const int size = snprintf(path, sizeof path, "%s/%s", folder, name);
  if (size < 0 || (size_t)size >= sizeof path) return snprintf(why, 256, "the folder's name is too long"), NULL;
  const ntk_status status = ntk_json_load(&results, path, &err);
  if (status == NTK_ENOINPUT) return snprintf(why, 256, "no %s", name), NULL;
  if (status != NTK_OK) return snprintf(why, 256, "%s is damaged", name), NULL;
  if (strcmp(ntk_json_string(results, "source"), ntk_source_hash()) != 0) {
    json_decref(results);
    return snprintf(why, 256, "%s is of another source", name), NULL;
  }
  why[0] = '\0';
  return results;
}

static json_t *not_proved(const char *why) {
  char reason[600];
  if (why == NULL || why[0] == '\0') return ntk_json_verdict(NTK_UNDECIDED, NOT_PROVED);
  snprintf(reason, sizeof reason, NOT_PROVED ": %s", why);
  return ntk_json_verdict(NTK_UNDECIDED, reason);
}

static const json_t *find(const json_t *list, const char *key, const char *name) {
  for (size_t i = 0; i < json_array_size(list); i++)
    if (strcmp(ntk_json_string(json_array_get(list, i), key), name) == 0) return json_array_get(list, i);
  return NULL;
}

json_t *ntk_layer_theorem(const json_t *claim, const json_t *theorems, const char *why) {
  const char *none = ntk_json_string(json_object_get(claim, "theorem"), "none");
  if (none[0] != '\0') return ntk_json_verdict(NTK_NOT_APPLICABLE, none);
  if (theorems == NULL) return not_proved(why);
  const json_t *theorem = find(json_object_get(theorems, "theorems"), "id", ntk_json_string(claim, "id"));
  if (theorem == NULL) return not_proved("no theorem for this claim");
  json_t *out = ntk_json_verdict(NTK_PROVED, ntk_json_string(theorem, "name"));
  json_object_set_new(out, "theorem", json_deep_copy(theorem));
  return out;
}

/* What the layer keeps of a function's results: seconds and caches differ from run to run. */
static json_t *function_facts(const json_t *function) {
  static const char *const keys[] = {"name", "file", "goals", "proved", "model"};
  json_t *out = json_object();
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (json_object_get(function, keys[i]) != NULL) json_object_set(out, keys[i], json_object_get(function, keys[i]));
  return out;
}

static json_int_t integer(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return json_is_integer(value) ? json_integer_value(value) : 0;
}

json_t *ntk_layer_program(const json_t *claim, const json_t *prove, const char *why) {
  const json_t *names = json_object_get(json_object_get(claim, "program"), "functions");
  if (prove == NULL) return not_proved(why);
  if (json_array_size(names) == 0) return not_proved("no contract for this claim");
  json_t *functions = json_array(), *missing = json_array();
  json_int_t goals = 0, proved = 0;
  char open[256] = "", first[200];
  for (size_t i = 0; i < json_array_size(names); i++) {
    const char *name = json_string_value(json_array_get(names, i));
    const json_t *function = name == NULL ? NULL : find(json_object_get(prove, "functions"), "name", name);
    const json_int_t g = integer(function, "goals"), p = integer(function, "proved");
    if (function == NULL) json_array_append_new(missing, json_string(name == NULL ? "" : name));
    else json_array_append_new(functions, function_facts(function));
    if (function == NULL) snprintf(first, sizeof first, "%.100s has no proof", name == NULL ? "" : name);
    else snprintf(first, sizeof first, "%.100s has %lld of %lld goals", name, (long long)p, (long long)g);
    if (open[0] == '\0' && (function == NULL || g <= 0 || p != g)) snprintf(open, sizeof open, "%s", first);
    goals += g;
    proved += p;
  }
  char reason[128];
  snprintf(reason, sizeof reason, "%lld of %lld goals proved", (long long)proved, (long long)goals);
  json_t *out = open[0] == '\0' ? ntk_json_verdict(NTK_PROVED, reason) : not_proved(open);
  json_object_set_new(out, "goals", json_integer(goals));
  json_object_set_new(out, "proved", json_integer(proved));
  json_object_set_new(out, "functions", functions);
  json_object_set_new(out, "missing", missing);
  return out;
}
