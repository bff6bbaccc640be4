/* spec/claims.json against the checks, and its formulas. */
#include "report/ledger.h"

#include <string.h>

#include "check/check.h"
#include "harness.h"
#include "report/json.h"
#include "report/math.h"

static json_t *ledger;

static void test_loads(void) {
  ntk_error err;
  CU_ASSERT_FATAL(ntk_ledger_load(&ledger, &err) == NTK_OK);
  CU_ASSERT(ntk_ledger_find(ledger, "lemma-2") != NULL && ntk_ledger_find(ledger, "lemma-3") == NULL);
}

/* theory.md part A, in its order. */
static void test_order(void) {
  static const char *const ids[] = {
      "empirical-risk", "sgd-unbiased", "gd-rate", "agd-rate", "flow-limit", "spurious-minima", "sgd-escapes", "langevin", "np-hardness",
      "generalisation", "universal-approximation", "linear-fits", "ntk-kernel", "prediction-flow", "lemma-1", "least-squares",
      "gaussian-process", "kernel-limit", "doubling", "random-matrix", "moves-less", "stay-close", "gronwall", "lemma-2", "corollary",
      "drift-bound", "spectrum-stays", "main-theorem", "wide-enough", "init-scaling"};
  CU_ASSERT(json_array_size(ledger) == sizeof ids / sizeof ids[0]);
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) CU_ASSERT_STRING_EQUAL(ntk_json_string(json_array_get(ledger, i), "id"), ids[i]);
}

static void test_every_claim_is_whole(void) {
  static const char *const layers[] = {"theorem", "program", "run", "sample"};
  for (size_t i = 0; i < json_array_size(ledger); i++) {
    const json_t *claim = json_array_get(ledger, i);
    const int remark = json_is_true(json_object_get(claim, "remark"));
    CU_ASSERT(ntk_json_string(claim, "title")[0] != '\0' && ntk_json_string(claim, "words")[0] != '\0' && ntk_json_string(claim, "latex")[0] != '\0');
    CU_ASSERT(strcmp(ntk_json_string(claim, "section"), "NTK") == 0 || strcmp(ntk_json_string(claim, "section"), "Recap of optimisation") == 0);
    CU_ASSERT(json_is_boolean(json_object_get(claim, "remark")));
    if (remark) {
      CU_ASSERT(ntk_json_string(claim, "reason")[0] != '\0');
      continue;
    }
    CU_ASSERT(json_array_size(json_object_get(claim, "hypotheses")) > 0 && ntk_json_string(claim, "control")[0] != '\0');
    CU_ASSERT(json_array_size(json_object_get(json_object_get(claim, "program"), "functions")) > 0);
    for (size_t l = 0; l < 4; l++) CU_ASSERT(ntk_json_string(json_object_get(claim, layers[l]), "text")[0] != '\0');
  }
}

static size_t outside(const json_t *claim, const char *key) {
  ntk_text out = {0};
  const size_t count = ntk_math_paragraph(&out, ntk_json_string(claim, key));
  if (count > 0) printf("%s: %s: %s\n", ntk_json_string(claim, "id"), key, out.data);
  ntk_text_clear(&out);
  return count;
}

static void test_every_formula_can_be_shown(void) {
  for (size_t i = 0; i < json_array_size(ledger); i++) {
    const json_t *claim = json_array_get(ledger, i), *hypotheses = json_object_get(claim, "hypotheses");
    CU_ASSERT(outside(claim, "latex") + outside(claim, "words") == 0);
    for (size_t h = 0; h < json_array_size(hypotheses); h++) {
      ntk_text out = {0};
      CU_ASSERT(ntk_math_paragraph(&out, json_string_value(json_array_get(hypotheses, h))) == 0);
      ntk_text_clear(&out);
    }
  }
}

static void test_every_claim_has_its_check(void) {
  size_t checks = 0, claims = 0;
  for (; ntk_checks[checks] != NULL; checks++) {
    const json_t *claim = ntk_ledger_find(ledger, ntk_checks[checks]->id);
    CU_ASSERT(claim != NULL && !json_is_true(json_object_get(claim, "remark")));
  }
  for (size_t i = 0; i < json_array_size(ledger); i++) {
    const json_t *claim = json_array_get(ledger, i);
    const char *id = ntk_json_string(claim, "id");
    if (json_is_true(json_object_get(claim, "remark"))) continue;
    claims++;
    if (ntk_check_find(id) == NULL) printf("no check of %s\n", id);
    CU_ASSERT(ntk_check_find(id) != NULL);
  }
  CU_ASSERT(checks == claims);
  json_decref(ledger);
}

NTK_TESTS("ledger", {"loads", test_loads}, {"order", test_order}, {"every claim is whole", test_every_claim_is_whole},
          {"every formula can be shown", test_every_formula_can_be_shown}, {"every claim has its check", test_every_claim_has_its_check})
