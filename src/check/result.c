#include "check/result.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "stats/stats.h"

void ntk_outcome_init(ntk_outcome *out) {
  out->verdict = NTK_UNDECIDED;
  out->margin = out->value = out->bound = out->error = out->at = NAN;
  out->init = -1;
  snprintf(out->reason, sizeof out->reason, "not-checked: no result");
}

void ntk_result_init(ntk_result *result, const char *id) {
  result->id = id;
  result->held = result->tried = 0;
  result->failure_bound = NAN;
  result->control_what[0] = '\0';
  result->facts = json_object();
  result->series = json_array();
  ntk_outcome_init(&result->run);
  ntk_outcome_set(&result->run, NTK_UNDECIDED, "no-certificate: nothing was certified");
  ntk_outcome_init(&result->sample);
  ntk_outcome_init(&result->control);
}

void ntk_result_clear(ntk_result *result) {
  json_decref(result->facts);
  json_decref(result->series);
  result->facts = result->series = NULL;
}

size_t ntk_text_end(const char *text, size_t size) {
  size_t at = 0;
  /*@ loop invariant range: 0 <= at <= size;
      loop assigns at;
      loop variant size - at; */
  while (at < size && text[at] != '\0') at++;
  return at;
}
/* null where the value is not finite: JSON has no other word for it. */
/*@ terminates \true;
    exits \false;
    assigns \result \from value;
    ensures valid: json(\result); */
static json_t *number(double value) { return isfinite(value) ? json_real(value) : json_null(); }

void ntk_fact(ntk_result *result, const char *name, double value) { json_object_set_new(result->facts, name, number(value)); }

/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures valid: json(\result); */
static json_t *numbers(size_t n, const double *x) {
  json_t *array = json_array();
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) json_array_append_new(array, number(x[i]));
  return array;
}

void ntk_series(ntk_result *result, const char *name, const char *x_label, const char *y_label, size_t n, const double *x, const double *y) {
  json_t *curve = json_object();
  json_object_set_new(curve, "name", json_string(name));
  json_object_set_new(curve, "x_label", json_string(x_label));
  json_object_set_new(curve, "y_label", json_string(y_label));
  json_object_set_new(curve, "x", numbers(n, x));
  json_object_set_new(curve, "y", numbers(n, y));
  json_array_append_new(result->series, curve);
}

void ntk_series_hint(ntk_result *result, const char *key, const char *value) {
  const size_t count = json_array_size(result->series);
  if (count > 0) json_object_set_new(json_array_get(result->series, count - 1), key, json_string(value));
}

/*@ terminates \true;
    exits \false;
    assigns \result \from verdict;
    ensures badness: \result == badness(verdict); */
static int badness(ntk_verdict verdict) {
  switch (verdict) {
  case NTK_REFUTED: return 4;
  case NTK_HYPOTHESIS_FAILS: return 3;
  case NTK_NOT_APPLICABLE: return 1;
  case NTK_HELD: return 0;
  default: return 2;
  }
}

/* A margin that is a number is worse than none, a lesser one worse than a greater. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures boolean: \result == 0 || \result == 1; */
static int margin_worse(double a, double b) { return !isnan(a) && (isnan(b) || a < b); }

void ntk_result_fold(ntk_result *result, const ntk_outcome *outcome) {
  if (result->tried == SIZE_MAX) return; /* no run is that long: the counts do not wrap around */
  ntk_outcome one = *outcome;
  if (one.verdict == NTK_PROVED) one.verdict = NTK_HELD;
  const int a = badness(one.verdict), b = badness(result->sample.verdict);
  if (result->tried == 0 || a > b || (a == b && margin_worse(one.margin, result->sample.margin))) result->sample = one;
  result->tried++;
  if (one.verdict == NTK_HELD) result->held++;
}

void ntk_result_close(ntk_result *result) {
  if (result->tried == 0) return;
  result->failure_bound = ntk_failure_bound(result->tried - result->held, result->tried, 0.95);
}
