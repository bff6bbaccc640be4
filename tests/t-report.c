/* src/report: the model, its exit status, proof results, and the writers against golden files (NTK_GOLDEN=write renews them). */
#include "report/build.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/alloc.h"
#include "harness.h"
#include "report-sample.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/ledger.h"
#include "report/source.h"
#include "report/summary.h"
#include "report/table.h"
#include "report/write.h"

static const json_t *claim_of(const report_sample *s, const char *id) { return ntk_ledger_find(json_object_get(s->report, "claims"), id); }
static const json_t *layer_of(const report_sample *s, const char *id, const char *layer) { return json_object_get(json_object_get(claim_of(s, id), "layers"), layer); }
static const char *verdict_of(const report_sample *s, const char *id, const char *layer) { return ntk_json_string(layer_of(s, id, layer), "verdict"); }

static report_sample built(unsigned layers, const char *folder) {
  report_sample s;
  ntk_error err = {NTK_OK, ""};
  sample_results(&s);
  CU_ASSERT_FATAL(sample_build(&s, layers, folder, &err) == NTK_OK);
  return s;
}

static void test_model(void) {
  report_sample s = built(NTK_LAYER_SAMPLE, "/nonexistent");
  const json_t *claims = json_object_get(s.report, "claims"), *lemma = claim_of(&s, "lemma-2"), *sample = layer_of(&s, "lemma-2", "sample");
  CU_ASSERT(json_array_size(claims) == 4);
  CU_ASSERT_STRING_EQUAL(ntk_json_string(json_array_get(claims, 0), "id"), "gd-rate"); /* the ledger's order, not that of the request */
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "sample"), "held");
  CU_ASSERT(json_integer_value(json_object_get(sample, "held")) == 3 && json_integer_value(json_object_get(sample, "init")) == 2);
  NTK_NEAR(json_real_value(json_object_get(lemma, "margin")), 2.0, 0.0);
  CU_ASSERT_STRING_EQUAL(ntk_json_string(lemma, "margin_hex"), "0x1p+1");
  CU_ASSERT_STRING_EQUAL(ntk_json_string(sample, "error_hex"), "0x1p-30");
  CU_ASSERT_STRING_EQUAL(ntk_json_string(json_object_get(lemma, "facts"), "lambda_hex"), "0x1p-2");
  CU_ASSERT_STRING_EQUAL(ntk_json_string(lemma, "replay"), "ntkcheck check --data digits --claims lemma-2 --inits 3");
  CU_ASSERT(json_is_null(json_object_get(claim_of(&s, "sgd-escapes"), "margin")));
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "np-hardness", "theorem"), "not-applicable");
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "sgd-escapes", "run"), "not-applicable");
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "theorem"), "undecided");
  CU_ASSERT_STRING_EQUAL(ntk_json_string(layer_of(&s, "lemma-2", "theorem"), "reason"), "not proved in this build: no theorems.json");
  CU_ASSERT_STRING_EQUAL(ntk_json_string(layer_of(&s, "lemma-2", "program"), "reason"), "not proved in this build: no prove.json");
  CU_ASSERT(json_array_size(json_object_get(s.series, "lemma-2")) == 1 && json_object_get(s.series, "gd-rate") == NULL);
  sample_clear(&s);
}

static int exit_of(unsigned layers, ntk_verdict run, ntk_verdict sample, ntk_verdict control) {
  report_sample s;
  ntk_error err;
  sample_results(&s);
  for (size_t i = 0; i < SAMPLE_RESULTS; i++) s.results[i].run.verdict = NTK_PROVED;
  s.results[0].run.verdict = run;
  s.results[0].sample.verdict = sample;
  s.results[0].control.verdict = control;
  CU_ASSERT_FATAL(sample_build(&s, layers, "/nonexistent", &err) == NTK_OK);
  const int status = ntk_report_exit(s.report);
  sample_clear(&s);
  return status;
}

static void test_exit_status(void) {
  const unsigned both = NTK_LAYER_RUN | NTK_LAYER_SAMPLE;
  CU_ASSERT(exit_of(both, NTK_PROVED, NTK_HELD, NTK_REFUTED) == 0);
  CU_ASSERT(exit_of(both, NTK_UNDECIDED, NTK_HELD, NTK_REFUTED) == 2);
  CU_ASSERT(exit_of(NTK_LAYER_SAMPLE, NTK_UNDECIDED, NTK_HELD, NTK_REFUTED) == 0); /* not asked for */
  CU_ASSERT(exit_of(both, NTK_PROVED, NTK_HYPOTHESIS_FAILS, NTK_REFUTED) == 2);
  CU_ASSERT(exit_of(both, NTK_PROVED, NTK_NOT_APPLICABLE, NTK_REFUTED) == 0);
  CU_ASSERT(exit_of(both, NTK_UNDECIDED, NTK_REFUTED, NTK_REFUTED) == 1);
  CU_ASSERT(exit_of(both, NTK_PROVED, NTK_HELD, NTK_HELD) == 1);                    /* a control that holds */
  CU_ASSERT(exit_of(both, NTK_PROVED, NTK_HELD, NTK_HYPOTHESIS_FAILS) == 0);
  CU_ASSERT(exit_of(NTK_LAYER_THEOREM, NTK_PROVED, NTK_HELD, NTK_REFUTED) == 2);
}

static void test_replay_of_a_refuted_one_stops_at_its_initialisation(void) {
  report_sample s;
  ntk_error err;
  sample_results(&s);
  s.results[0].sample.verdict = NTK_REFUTED;
  s.results[0].sample.init = 1;
  CU_ASSERT_FATAL(sample_build(&s, NTK_LAYER_SAMPLE, "/nonexistent", &err) == NTK_OK);
  CU_ASSERT_STRING_EQUAL(ntk_json_string(claim_of(&s, "lemma-2"), "replay"), "ntkcheck check --data digits --claims lemma-2 --inits 2");
  sample_clear(&s);
}

/* Proof results in a folder of their own. */
static char folder[] = "/tmp/ntk-t-report-XXXXXX";
static void put(const char *name, const char *format, const char *source) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  CU_ASSERT_FATAL(file != NULL);
  fprintf(file, format, source);
  fclose(file);
}
static void take(const char *name) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  remove(path);
}

/* All functions of lemma-2 in the ledger, the last with the given goals. */
static void put_prove(const char *source, int proved_of_last) {
  json_t *ledger, *functions = json_array();
  ntk_error err;
  char path[256];
  CU_ASSERT_FATAL(ntk_ledger_load(&ledger, &err) == NTK_OK);
  const json_t *names = json_object_get(json_object_get(ntk_ledger_find(ledger, "lemma-2"), "program"), "functions");
  const size_t count = json_array_size(names);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(functions, json_pack("{s:O,s:s,s:i,s:i,s:s,s:f,s:b}", "name", json_array_get(names, i), "file", "src/x.c", "goals", 5, "proved",
                                               i + 1 == count ? proved_of_last : 5, "model", "reals", "seconds", 1.5, "cached", 1));
  json_t *whole = json_pack("{s:s,s:i,s:i,s:o,s:[{s:s,s:s,s:s}],s:{}}", "source", source, "total", 10, "proved", 10, "functions", functions, "assumed", "name", "cblas_ddot",
                            "what", "result is the dot product", "reason", "external", "smoke");
  snprintf(path, sizeof path, "%s/prove.json", folder);
  CU_ASSERT_FATAL(whole != NULL && ntk_json_write(whole, path, &err) == NTK_OK);
  json_decref(whole);
  json_decref(ledger);
}

static void test_proofs_of_this_source(void) {
  CU_ASSERT_FATAL(mkdtemp(folder) != NULL);
  put("theorems.json", "{\"source\": \"%s\", \"theorems\": [{\"id\": \"lemma-2\", \"name\": \"lemma_2\", \"file\": \"L.v\", \"axioms\": []}]}", ntk_source_hash());
  put_prove(ntk_source_hash(), 5);
  report_sample s = built(NTK_LAYER_PROGRAM, folder);
  const json_t *program = layer_of(&s, "lemma-2", "program");
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "theorem"), "proved");
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "program"), "proved");
  CU_ASSERT(json_integer_value(json_object_get(program, "goals")) == json_integer_value(json_object_get(program, "proved")) && json_array_size(json_object_get(program, "functions")) > 0);
  CU_ASSERT(json_object_get(json_array_get(json_object_get(program, "functions"), 0), "seconds") == NULL); /* would differ from run to run */
  CU_ASSERT(json_array_size(json_object_get(s.report, "assumed")) == 1);
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "gd-rate", "theorem"), "undecided");
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "gd-rate", "program"), "undecided");
  CU_ASSERT(json_array_size(json_object_get(layer_of(&s, "gd-rate", "program"), "missing")) > 0);
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "sgd-escapes", "theorem"), "not-applicable");
  sample_clear(&s);
}

static void test_one_open_goal_is_not_proved(void) {
  put_prove(ntk_source_hash(), 4);
  report_sample s = built(NTK_LAYER_PROGRAM, folder);
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "program"), "undecided");
  CU_ASSERT(strstr(ntk_json_string(layer_of(&s, "lemma-2", "program"), "reason"), "4 of 5 goals") != NULL);
  sample_clear(&s);
}

static void test_proofs_of_another_source(void) {
  put("theorems.json", "{\"source\": \"%s\", \"theorems\": [{\"id\": \"lemma-2\", \"name\": \"lemma_2\"}]}", "another");
  put_prove("another", 5);
  report_sample s = built(NTK_LAYER_PROGRAM, folder);
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "theorem"), "undecided");
  CU_ASSERT_STRING_EQUAL(verdict_of(&s, "lemma-2", "program"), "undecided");
  CU_ASSERT_STRING_EQUAL(ntk_json_string(layer_of(&s, "lemma-2", "program"), "reason"), "not proved in this build: prove.json is of another source");
  CU_ASSERT(json_array_size(json_object_get(s.report, "assumed")) == 0);
  sample_clear(&s);
  put("prove.json", "{\"source\": %s", "");
  s = built(NTK_LAYER_PROGRAM, folder);
  CU_ASSERT_STRING_EQUAL(ntk_json_string(layer_of(&s, "lemma-2", "program"), "reason"), "not proved in this build: prove.json is damaged");
  sample_clear(&s);
  take("theorems.json");
  take("prove.json");
  rmdir(folder);
}

/* text against tests/golden/name. */
static void golden(const char *name, const char *text) {
  char path[256];
  const ntk_text now = {.data = (char *)text, .size = strlen(text)};
  snprintf(path, sizeof path, "tests/golden/%s", name);
  if (getenv("NTK_GOLDEN") != NULL) {
    ntk_error err;
    CU_ASSERT(ntk_text_write(&now, path, &err) == NTK_OK);
  }
  FILE *file = fopen(path, "rb");
  CU_ASSERT_FATAL(file != NULL);
  char *was = calloc(now.size + 2, 1);
  const size_t size = fread(was, 1, now.size + 1, file);
  fclose(file);
  const int equal = size == now.size && memcmp(was, text, size) == 0;
  if (!equal) printf("%s differs from:\n%s\n", path, text);
  CU_ASSERT(equal);
  free(was);
}

static void test_golden_files(void) {
  report_sample s;
  ntk_error err;
  ntk_text table = {0}, xml = {0};
  sample_results(&s);
  s.results[1].sample.verdict = NTK_REFUTED;
  s.results[2].control.verdict = NTK_HELD;
  snprintf(s.results[2].control_what, sizeof s.results[2].control_what, "full batches");
  CU_ASSERT_FATAL(sample_build(&s, NTK_LAYER_RUN | NTK_LAYER_SAMPLE, "/nonexistent", &err) == NTK_OK);
  json_object_set_new(json_object_get(s.report, "tool"), "source", json_string("SOURCE")); /* differs from build to build */
  char *json = json_dumps(s.report, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
  golden("report.json", json);
  free(json);
  ntk_junit(&xml, s.report);
  golden("report.xml", xml.data);
  ntk_table(&table, s.report, 0);
  golden("table.txt", table.data);
  ntk_text_clear(&table);
  ntk_text_clear(&xml);
  sample_clear(&s);
}

static void test_table_fits_80_columns(void) {
  report_sample s;
  ntk_error err;
  ntk_text table = {0}, coloured = {0};
  sample_results(&s);
  for (size_t i = 0; i < SAMPLE_RESULTS; i++) {
    s.results[i].sample.margin = 1.23456789e+123;
    s.results[i].held = s.results[i].tried = 1000;
    s.results[i].control.verdict = NTK_HYPOTHESIS_FAILS;
    s.results[i].run.verdict = NTK_HYPOTHESIS_FAILS;
    memset(s.results[i].run.reason, 'a', 60);
  }
  CU_ASSERT_FATAL(sample_build(&s, NTK_LAYER_RUN, "/nonexistent", &err) == NTK_OK);
  ntk_table(&table, s.report, 0);
  for (char *line = strtok(table.data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    const int fits = strlen(line) <= 80;
    if (!fits) printf("%zu columns: %s\n", strlen(line), line);
    CU_ASSERT(fits || strncmp(line, "  replay:", 9) == 0);
  }
  ntk_table(&coloured, s.report, 1);
  CU_ASSERT(strstr(coloured.data, "\033[32mheld 1000/1000\033[0m") != NULL);
  ntk_text_clear(&table);
  ntk_text_clear(&coloured);
  sample_clear(&s);
}

static ntk_text page(const report_sample *s) {
  json_t *ledger;
  ntk_text out = {0};
  ntk_error err;
  CU_ASSERT_FATAL(ntk_ledger_load(&ledger, &err) == NTK_OK);
  CU_ASSERT(ntk_html(&out, s->report, s->series, ledger, &err) == NTK_OK);
  json_decref(ledger);
  return out;
}

static void test_html(void) {
  report_sample s = built(NTK_LAYER_SAMPLE, "/nonexistent");
  ntk_text out = page(&s);
  CU_ASSERT(strstr(out.data, "<article id=\"lemma-2\">") != NULL && strstr(out.data, "href=\"#lemma-2\"") != NULL);
  CU_ASSERT(strstr(out.data, "<svg") != NULL && strstr(out.data, "No plot") == NULL);
  CU_ASSERT(strstr(out.data, "below: &quot;R&quot; &lt;= bound &amp; 120 samples") != NULL);
  CU_ASSERT(strstr(out.data, "1</span> in [<span") != NULL); /* a fit with its interval */
  CU_ASSERT(strstr(out.data, "<script") == NULL && strstr(out.data, "@import") == NULL && strstr(out.data, "src=") == NULL);
  ntk_text_clear(&out);
  sample_clear(&s);
}

static void test_html_without_gnuplot(void) {
  char *path = strdup(getenv("PATH") == NULL ? "/usr/bin:/bin" : getenv("PATH"));
  report_sample s = built(NTK_LAYER_SAMPLE, "/nonexistent");
  setenv("PATH", "/nonexistent", 1);
  ntk_text out = page(&s);
  setenv("PATH", path, 1);
  CU_ASSERT(strstr(out.data, "No plot: gnuplot cannot be started") != NULL && strstr(out.data, "<svg") == NULL);
  ntk_text_clear(&out);
  free(path);
  sample_clear(&s);
}

static void test_bytes_that_are_not_text(void) {
  json_t *text = ntk_json_text("a\xff" "b"), *object = json_object();
  CU_ASSERT_STRING_EQUAL(json_string_value(text), "a?b");
  ntk_json_number(object, "x", NAN);
  CU_ASSERT(json_is_null(json_object_get(object, "x")) && json_is_null(json_object_get(object, "x_hex")));
  json_decref(text);
  json_decref(object);
}

static void *json_memory(size_t size) { return ntk_calloc(size, 1, 1); }

/* Whatever allocation fails, a report is whole or there is none. */
static void test_memory_out(void) {
  report_sample s;
  size_t failures = 0, unharmed = 0;
  json_set_alloc_funcs(json_memory, free);
  for (unsigned long k = 1; k < 4000 && unharmed < 1; k += k < 40 ? 1 : 61) {
    ntk_error err = {NTK_OK, ""};
    sample_results(&s);
    s.settings = s.report = s.series = NULL;
    ntk_alloc_fail_at(k);
    const ntk_status status = sample_build(&s, NTK_LAYER_SAMPLE, "/nonexistent", &err);
    ntk_alloc_fail_at(0);
    CU_ASSERT(status == NTK_OK || (err.text[0] != '\0' && s.report == NULL && s.series == NULL));
    failures += status != NTK_OK;
    sample_clear(&s);
  }
  CU_ASSERT(failures > 10);
  json_set_alloc_funcs(malloc, free);
}

NTK_TESTS("report", {"model", test_model}, {"exit status", test_exit_status},
          {"the replay of a refuted claim stops at its initialisation", test_replay_of_a_refuted_one_stops_at_its_initialisation},
          {"proofs of this source", test_proofs_of_this_source}, {"one open goal is not proved", test_one_open_goal_is_not_proved},
          {"proofs of another source", test_proofs_of_another_source}, {"golden files", test_golden_files},
          {"the table fits 80 columns", test_table_fits_80_columns}, {"html", test_html}, {"html without gnuplot", test_html_without_gnuplot},
          {"bytes that are not text", test_bytes_that_are_not_text}, {"memory out", test_memory_out})
