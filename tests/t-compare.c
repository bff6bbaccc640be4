/* src/report/compare.c: what became worse. */
#include "report/compare.h"

#include <string.h>

#include "harness.h"
#include "report/json.h"

/* A report of one claim. */
static json_t *one(const char *id, const char *program, const char *sample, int tried, const char *control) {
  return json_pack("{s:{s:s}, s:[{s:s, s:{s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s, s:i}}, s:{s:s}}]}", "settings", "data", "digits", "claims", "id", id, "layers", "theorem",
                   "verdict", "undecided", "program", "verdict", program, "run", "verdict", "undecided", "sample", "verdict", sample, "tried", tried,
                   "control", "verdict", control);
}

/* "w b c": counts of worse, better, changed between two reports, which are released. */
static const char *counts(json_t *a, json_t *b) {
  static char text[32];
  json_t *out = NULL;
  ntk_error err;
  CU_ASSERT_FATAL(a != NULL && b != NULL && ntk_compare(&out, a, "a", b, "b", &err) == NTK_OK);
  snprintf(text, sizeof text, "%zu %zu %zu", json_array_size(json_object_get(out, "worse")), json_array_size(json_object_get(out, "better")), json_array_size(json_object_get(out, "changed")));
  json_decref(out);
  json_decref(a);
  json_decref(b);
  return text;
}

static void test_same(void) { CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("x", "proved", "held", 20, "refuted")), "0 0 0"); }

static void test_verdicts(void) {
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("x", "proved", "refuted", 20, "refuted")), "1 0 0");
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("x", "undecided", "held", 20, "refuted")), "1 0 0");
  CU_ASSERT_STRING_EQUAL(counts(one("x", "undecided", "refuted", 20, "refuted"), one("x", "proved", "undecided", 20, "refuted")), "0 2 0");
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "undecided", 20, "refuted"), one("x", "proved", "hypothesis-fails", 20, "refuted")), "0 0 1");
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "hypothesis-fails", 20, "refuted"), one("x", "proved", "refuted", 20, "refuted")), "1 0 0");
}

static void test_control(void) {
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("x", "proved", "held", 20, "held")), "1 0 0");
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "held"), one("x", "proved", "held", 20, "hypothesis-fails")), "0 1 0");
}

static void test_fewer_tries(void) {
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("x", "proved", "held", 19, "refuted")), "1 0 0");
  CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("x", "proved", "held", 21, "refuted")), "0 0 0");
}

static void test_gone_and_new(void) { CU_ASSERT_STRING_EQUAL(counts(one("x", "proved", "held", 20, "refuted"), one("y", "proved", "held", 20, "refuted")), "1 0 1"); }

static void test_settings(void) {
  json_t *a = one("x", "proved", "held", 20, "refuted"), *b = one("x", "proved", "held", 20, "refuted"), *out = NULL;
  ntk_error err;
  CU_ASSERT_FATAL(ntk_compare(&out, a, "a", b, "b", &err) == NTK_OK);
  CU_ASSERT(json_is_true(json_object_get(out, "same_settings")));
  json_decref(out);
  json_object_set_new(json_object_get(b, "settings"), "data", json_string("iris"));
  CU_ASSERT_FATAL(ntk_compare(&out, a, "a", b, "b", &err) == NTK_OK);
  CU_ASSERT(json_is_false(json_object_get(out, "same_settings")));
  json_decref(out);
  json_decref(a);
  json_decref(b);
}

static int says(const char *json, const char *part) {
  json_t *good = one("x", "proved", "held", 20, "refuted"), *bad = json_loads(json, 0, NULL), *out = NULL;
  ntk_error err = {NTK_OK, ""};
  const ntk_status status = ntk_compare(&out, good, "good.json", bad, "bad.json", &err);
  const int right = status == NTK_EDATA && out == NULL && strstr(err.text, part) != NULL;
  if (!right) printf("%s\n", err.text);
  json_decref(good);
  json_decref(bad);
  return right;
}

static void test_not_a_report(void) {
  CU_ASSERT(says("{}", "bad.json: expected a report with an array \"claims\""));
  CU_ASSERT(says("{\"claims\": [{}]}", "bad.json: claim 0: expected an id"));
  CU_ASSERT(says("{\"claims\": [{\"id\": \"x\"}]}", "bad.json: claim x: expected a verdict in layer theorem"));
}

NTK_TESTS("compare", {"the same", test_same}, {"verdicts", test_verdicts}, {"control", test_control}, {"fewer tries", test_fewer_tries},
          {"gone and new", test_gone_and_new}, {"settings", test_settings}, {"not a report", test_not_a_report})
