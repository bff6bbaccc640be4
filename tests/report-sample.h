/* A small report made of fixed results, for tests of everything that reports. */
#ifndef NTK_TESTS_REPORT_SAMPLE_H
#define NTK_TESTS_REPORT_SAMPLE_H

#include <math.h>
#include <stdio.h>
#include "report/build.h"

#define SAMPLE_RESULTS 3

typedef struct {
  ntk_result results[SAMPLE_RESULTS]; /* lemma-2 held 3/3, gd-rate with a fit, sgd-escapes */
  json_t *settings, *report, *series;
} report_sample;

static void sample_outcome(ntk_outcome *o, ntk_verdict verdict, double value, double bound, long init) {
  ntk_outcome_init(o);
  ntk_outcome_set(o, verdict, "below: \"R\" <= bound & 120 samples");
  o->value = value;
  o->bound = bound;
  o->error = 0x1p-30;
  o->margin = bound / value;
  o->at = 0.5;
  o->init = init;
}

static void sample_results(report_sample *s) {
  const double x[3] = {0.0, 0.5, 1.0}, loss[3] = {1.0, 0.3, 0.1};
  ntk_outcome o;
  ntk_result_init(&s->results[0], "lemma-2");
  for (long i = 0; i < 3; i++) {
    sample_outcome(&o, NTK_HELD, 1.0 + (double)i, 6.0, i);
    ntk_result_fold(&s->results[0], &o);
  }
  sample_outcome(&s->results[0].control, NTK_REFUTED, 2.0, 1.0, 0);
  snprintf(s->results[0].control_what, sizeof s->results[0].control_what, "lambda_max in place of lambda_min");
  ntk_fact(&s->results[0], "lambda", 0.25);
  ntk_series(&s->results[0], "loss seed 0", "t", "R", 3, x, loss);
  ntk_result_init(&s->results[1], "gd-rate");
  sample_outcome(&o, NTK_HELD, 1.0, 1.1, -1);
  ntk_result_fold(&s->results[1], &o);
  sample_outcome(&s->results[1].control, NTK_REFUTED, 2.0, 1.0, -1);
  snprintf(s->results[1].control_what, sizeof s->results[1].control_what, "step 2.2/B instead of 1/B");
  ntk_fact(&s->results[1], "exponent", 1.0);
  ntk_fact(&s->results[1], "exponent_low", 0.5);
  ntk_fact(&s->results[1], "exponent_high", 1.5);
  ntk_result_init(&s->results[2], "sgd-escapes");
  sample_outcome(&o, NTK_HELD, 0.5, 1.0, -1);
  o.margin = NAN;
  ntk_result_fold(&s->results[2], &o);
  sample_outcome(&s->results[2].control, NTK_HYPOTHESIS_FAILS, NAN, NAN, -1);
  for (size_t i = 0; i < SAMPLE_RESULTS; i++) ntk_result_close(&s->results[i]);
}

static ntk_status sample_build(report_sample *s, unsigned layers, const char *folder, ntk_error *err) {
  static const char *const ids[] = {"np-hardness", "sgd-escapes", "lemma-2", "gd-rate"};
  s->settings = json_pack("{s:s, s:i, s:f, s:[i,i], s:n}", "data", "digits", "rows", 50, "alpha", 10.0, "widths", 64, 32, "weights");
  const ntk_report_request request = {.settings = s->settings, .command = "ntkcheck check --data digits", .inits = 3, .replay_inits = 1,
                                      .ids = ids, .id_count = 4, .layers = layers, .folder = folder};
  return ntk_report_build(&request, SAMPLE_RESULTS, s->results, &s->report, &s->series, err);
}

static void sample_clear(report_sample *s) {
  for (size_t i = 0; i < SAMPLE_RESULTS; i++) ntk_result_clear(&s->results[i]);
  json_decref(s->settings);
  json_decref(s->report);
  json_decref(s->series);
}

#endif
