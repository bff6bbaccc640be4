/* src/check/result.c: folding, facts, curves. */
#include "check/result.h"

#include <math.h>
#include <string.h>

#include "harness.h"
#include "stats/stats.h"

static ntk_outcome outcome(ntk_verdict verdict, double margin, long init) {
  ntk_outcome o;
  ntk_outcome_init(&o);
  ntk_outcome_set(&o, verdict, "code: init %ld", init);
  o.margin = margin;
  o.init = init;
  return o;
}

static void fold(ntk_result *r, ntk_verdict verdict, double margin, long init) {
  const ntk_outcome o = outcome(verdict, margin, init);
  ntk_result_fold(r, &o);
}

static void test_starts_undecided(void) {
  ntk_result r;
  ntk_result_init(&r, "lemma-2");
  ntk_result_close(&r);
  CU_ASSERT(r.sample.verdict == NTK_UNDECIDED && r.run.verdict == NTK_UNDECIDED && r.control.verdict == NTK_UNDECIDED);
  CU_ASSERT(isnan(r.sample.margin) && isnan(r.failure_bound) && r.sample.init == -1 && r.tried == 0);
  CU_ASSERT(json_object_size(r.facts) == 0 && json_array_size(r.series) == 0);
  ntk_result_clear(&r);
}

static void test_close_leaves_what_was_not_folded(void) {
  ntk_result r;
  ntk_result_init(&r, "sgd-unbiased");
  ntk_outcome_set(&r.sample, NTK_NOT_APPLICABLE, "too-few-rows: 3");
  ntk_result_close(&r);
  CU_ASSERT(r.sample.verdict == NTK_NOT_APPLICABLE);
  ntk_result_clear(&r);
}

static void test_held_keeps_least_margin(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  fold(&r, NTK_HELD, 3.0, 0);
  fold(&r, NTK_HELD, NAN, 1);
  fold(&r, NTK_HELD, 1.5, 2);
  fold(&r, NTK_HELD, 2.0, 3);
  ntk_result_close(&r);
  CU_ASSERT(r.sample.verdict == NTK_HELD && r.sample.init == 2 && r.held == 4 && r.tried == 4);
  NTK_NEAR(r.sample.margin, 1.5, 0.0);
  NTK_NEAR(r.failure_bound, 1.0 - pow(0.05, 0.25), 1e-12); /* none of 4 failed: p with (1 - p)^4 = 5% */
  ntk_result_clear(&r);
}

static void test_a_margin_beats_none(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  fold(&r, NTK_HELD, NAN, 0);
  fold(&r, NTK_HELD, 7.0, 1);
  CU_ASSERT(r.sample.init == 1);
  ntk_result_clear(&r);
}

static void test_worst_verdict_wins_in_any_order(void) {
  static const ntk_verdict order[] = {NTK_HELD, NTK_NOT_APPLICABLE, NTK_UNDECIDED, NTK_HYPOTHESIS_FAILS, NTK_REFUTED};
  for (size_t i = 0; i < 5; i++)
    for (size_t j = 0; j < 5; j++) {
      ntk_result r;
      ntk_result_init(&r, "x");
      fold(&r, order[i], 0.1, 0); /* the lesser margin must not save the better verdict */
      fold(&r, order[j], 9.0, 1);
      ntk_result_close(&r);
      CU_ASSERT(r.sample.verdict == order[i > j ? i : j]);
      CU_ASSERT(r.held == (size_t)(i == 0) + (size_t)(j == 0) && r.tried == 2);
      ntk_result_clear(&r);
    }
}

static void test_plain_runs_are_never_proved(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  fold(&r, NTK_PROVED, 2.0, 0);
  CU_ASSERT(r.sample.verdict == NTK_HELD && r.held == 1);
  ntk_result_clear(&r);
}

static void test_facts(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  ntk_fact(&r, "lambda", 0.25);
  ntk_fact(&r, "nothing", NAN);
  ntk_fact(&r, "endless", INFINITY);
  NTK_NEAR(json_real_value(json_object_get(r.facts, "lambda")), 0.25, 0.0);
  CU_ASSERT(json_is_null(json_object_get(r.facts, "nothing")) && json_is_null(json_object_get(r.facts, "endless")));
  ntk_result_clear(&r);
}

static void test_series(void) {
  const double x[2] = {0.0, 1.0}, y[2] = {3.0, NAN};
  ntk_result r;
  ntk_result_init(&r, "x");
  ntk_series_hint(&r, "log", "y"); /* nothing to hint at yet */
  ntk_series(&r, "loss seed 0", "t", "R", 2, x, y);
  ntk_series_hint(&r, "log", "y");
  const json_t *curve = json_array_get(r.series, 0);
  CU_ASSERT(json_array_size(r.series) == 1 && json_array_size(json_object_get(curve, "x")) == 2);
  CU_ASSERT(json_is_null(json_array_get(json_object_get(curve, "y"), 1)));
  CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(curve, "log")), "y");
  CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(curve, "y_label")), "R");
  ntk_result_clear(&r);
}

static void test_reason_is_cut_not_overrun(void) {
  char longer[2000];
  ntk_outcome o;
  memset(longer, 'a', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  ntk_outcome_init(&o);
  o.margin = 4.0;
  ntk_outcome_set(&o, NTK_REFUTED, "%s", longer);
  CU_ASSERT(strlen(o.reason) == sizeof o.reason - 1 && o.verdict == NTK_REFUTED);
  NTK_NEAR(o.margin, 4.0, 0.0);
}

NTK_TESTS("result", {"starts undecided", test_starts_undecided}, {"close leaves what was not folded", test_close_leaves_what_was_not_folded},
          {"held keeps the least margin", test_held_keeps_least_margin}, {"a margin beats none", test_a_margin_beats_none},
          {"the worst verdict wins in any order", test_worst_verdict_wins_in_any_order}, {"plain runs are never proved", test_plain_runs_are_never_proved},
          {"facts", test_facts}, {"series", test_series}, {"a reason is cut, not overrun", test_reason_is_cut_not_overrun})
