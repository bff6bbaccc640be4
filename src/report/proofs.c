#include "report/proofs.h"

#include <stdio.h>
#include <string.h>

#include "report/json.h"
#include "report/source.h"

#define NOT_PROVED "not proved in this build"
#define MOST 1000000000000 /* goals */

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

/*@ requires valid: (why == \null || \valid_read(why));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from why, ntk_alloc_countdown;
    ensures valid: json(\result); */
static json_t *not_proved(const char *why) {
  char reason[600] = NOT_PROVED;
  if (why != NULL && why[0] != '\0') snprintf(reason, sizeof reason, NOT_PROVED ": %s", why);
  return ntk_json_verdict(NTK_UNDECIDED, reason);
}

/*@ requires valid: json(list) && \valid_read(key) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from list, key, name;
    ensures valid: json(\result); */
static const json_t *find(const json_t *list, const char *key, const char *name) {
  const size_t size = json_array_size(list);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++)
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
/*@ requires valid: json(function);
    terminates \true;
    exits \false;
    assigns \result \from function;
    ensures valid: json(\result); */
static json_t *function_facts(const json_t *function) {
  static const char *const keys[] = {"name", "file", "goals", "proved", "model"};
  json_t *out = json_object();
  /*@ loop invariant range: 0 <= i <= 5;
      loop assigns i;
      loop variant 5 - i; */
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (json_object_get(function, keys[i]) != NULL) json_object_set(out, keys[i], json_object_get(function, keys[i]));
  return out;
}

/*@ requires valid: json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from object, key; */
static json_int_t integer(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return json_is_integer(value) ? json_integer_value(value) : 0;
}

/* What the functions of a claim add up to; open: what is wrong with the first that is not proved, or "". */
typedef struct {
  json_t *functions, *missing;
  json_int_t goals, proved;
  char open[256];
} program;

/* a + b, both counts; counts beyond any program stay where they are. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b; */
static json_int_t sum(json_int_t a, json_int_t b) { return 0 <= a && 0 <= b && a <= MOST && b <= MOST ? a + b : a; }

/* The function of that name, counted in. */
/*@ requires valid: \valid(p) && json(prove) && json(p->functions) && json(p->missing) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns p->goals, p->proved, p->open[0 .. 255]; */
static void count(program *p, const json_t *prove, const char *name) {
  const json_t *function = name[0] == '\0' ? NULL : find(json_object_get(prove, "functions"), "name", name);
  const json_int_t goals = integer(function, "goals"), proved = integer(function, "proved");
  if (function == NULL) json_array_append_new(p->missing, json_string(name));
  else json_array_append_new(p->functions, function_facts(function));
  if (p->open[0] == '\0' && function == NULL) snprintf(p->open, sizeof p->open, "%.100s has no proof", name);
  else if (p->open[0] == '\0' && (goals <= 0 || proved != goals))
    snprintf(p->open, sizeof p->open, "%.100s has %lld of %lld goals", name, (long long)proved, (long long)goals);
  p->goals = sum(p->goals, goals);
  p->proved = sum(p->proved, proved);
}

/*@ requires valid: \valid_read(p) && json(p->functions) && json(p->missing);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from *p, ntk_alloc_countdown;
    ensures valid: json(\result); */
static json_t *program_layer(const program *p) {
  char reason[128];
  snprintf(reason, sizeof reason, "%lld of %lld goals proved", (long long)p->proved, (long long)p->goals);
  json_t *out = p->open[0] == '\0' ? ntk_json_verdict(NTK_PROVED, reason) : not_proved(p->open);
  json_object_set_new(out, "goals", json_integer(p->goals));
  json_object_set_new(out, "proved", json_integer(p->proved));
  json_object_set_new(out, "functions", p->functions);
  json_object_set_new(out, "missing", p->missing);
  return out;
}

json_t *ntk_layer_program(const json_t *claim, const json_t *prove, const char *why) {
  const json_t *names = json_object_get(json_object_get(claim, "program"), "functions");
  const size_t size = json_array_size(names);
  program p = {.functions = NULL, .missing = NULL, .goals = 0, .proved = 0, .open = ""};
  if (prove == NULL) return not_proved(why);
  if (size == 0) return not_proved("no contract for this claim");
  p.functions = json_array();
  p.missing = json_array();
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i, p;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) count(&p, prove, ntk_json_item(names, i));
  return program_layer(&p);
}
