#include "report/summary.h"

#include <limits.h>
#include <string.h>

#include "report/build.h"
#include "report/json.h"
#include "report/text.h"

const char *ntk_layer_verdict(const json_t *claim, const char *layer) {
  return ntk_json_string(json_object_get(json_object_get(claim, "layers"), layer), "verdict");
}

int ntk_control_holds(const json_t *claim) {
  const char *verdict = ntk_json_string(json_object_get(claim, "control"), "verdict");
  return strcmp(verdict, "held") == 0 || strcmp(verdict, "proved") == 0;
}

/*@ requires valid: json(report) && \valid_read(layer);
    terminates \true;
    exits \false;
    assigns \result \from report, layer;
    ensures boolean: \result == 0 || \result == 1; */
static int asked(const json_t *report, const char *layer) {
  const json_t *layers = json_object_get(report, "layers");
  const size_t size = json_array_size(layers);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++)
    if (strcmp(ntk_json_item(layers, i), layer) == 0) return 1;
  return 0;
}

/* Does any asked-for layer of the claim have the verdict? */
/*@ requires valid: json(report) && json(claim) && \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from report, claim, verdict;
    ensures boolean: \result == 0 || \result == 1; */
static int any_asked(const json_t *report, const json_t *claim, const char *verdict) {
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop assigns i;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++)
    if (asked(report, ntk_layer_name(i)) && strcmp(ntk_layer_verdict(claim, ntk_layer_name(i)), verdict) == 0) return 1;
  return 0;
}

/*@ requires valid: json(counts) && \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void add(json_t *counts, const char *verdict) {
  const json_int_t before = json_integer_value(json_object_get(counts, verdict));
  if (before < LLONG_MAX) json_object_set_new(counts, verdict, json_integer(before + 1));
}

/*@ requires valid: json(summary) && \valid_read(layer) && \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from summary, layer, verdict; */
static json_int_t count(const json_t *summary, const char *layer, const char *verdict) {
  return json_integer_value(json_object_get(json_object_get(json_object_get(summary, "layers"), layer), verdict));
}

/* "none", or the first few ids of the list. */
/*@ requires valid: text_valid(out) && json(ids);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void names(ntk_text *out, const json_t *ids) {
  const size_t count = json_array_size(ids), shown = count > 6 ? 6 : count;
  if (count == 0) ntk_text_add(out, "none");
  /*@ loop invariant range: 0 <= i <= shown;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant shown - i; */
  for (size_t i = 0; i < shown; i++) ntk_text_format(out, "%s%.64s", i > 0 ? ", " : "", ntk_json_item(ids, i));
  if (count > shown) ntk_text_format(out, " and %zu more", count - shown);
}

/* "On digits (50 rows) at scale alpha = 10, of 27 claims 26 held in every sample; refuted: none; ..." */
/*@ requires valid: json(report) && json(summary);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from report, summary, ntk_alloc_countdown;
    ensures valid: json(\result); */
static json_t *answer(const json_t *report, const json_t *summary) {
  ntk_text out;
  ntk_text_start(&out);
  const json_t *settings = json_object_get(report, "settings");
  ntk_text_format(&out, "On %.300s (%lld rows) at scale alpha = %.6g, of %lld claims %lld held in every sample; refuted: ", ntk_json_string(settings, "data"),
                  (long long)json_integer_value(json_object_get(settings, "rows")), json_number_value(json_object_get(settings, "alpha")),
                  (long long)json_integer_value(json_object_get(summary, "claims")), (long long)count(summary, "sample", "held"));
  names(&out, json_object_get(summary, "refuted"));
  ntk_text_add(&out, "; a hypothesis fails: ");
  names(&out, json_object_get(summary, "hypothesis_fails"));
  ntk_text_format(&out, "; undecided by samples: %lld. Proved: %lld as theorems, %lld of the program, %lld of this run. Controls that held, and must not: ",
                  (long long)count(summary, "sample", "undecided"), (long long)count(summary, "theorem", "proved"),
                  (long long)count(summary, "program", "proved"), (long long)count(summary, "run", "proved"));
  names(&out, json_object_get(summary, "controls_held"));
  ntk_text_add(&out, ".");
  json_t *text = out.failed ? NULL : ntk_json_text(ntk_text_string(&out));
  ntk_text_clear(&out);
  return text;
}

void ntk_summary_put(json_t *report, const json_t *claims) {
  json_t *summary = json_object(), *layers = json_object(), *controls = json_object();
  json_t *refuted = json_array(), *control_held = json_array(), *hypothesis = json_array();
  const size_t count_all = json_array_size(claims);
  size_t checked = 0, remarks = 0;
  int undecided = 0;
  /*@ loop invariant range: 0 <= l <= NTK_LAYERS;
      loop assigns l;
      loop variant NTK_LAYERS - l; */
  for (size_t l = 0; l < NTK_LAYERS; l++) json_object_set_new(layers, ntk_layer_name(l), json_object());
  /*@ loop invariant range: 0 <= i <= count_all;
      loop invariant sum: checked + remarks == i;
      loop assigns i, checked, remarks, undecided;
      loop variant count_all - i; */
  for (size_t i = 0; i < count_all; i++) {
    const json_t *claim = json_array_get(claims, i);
    json_t *id = json_object_get(claim, "id");
    if (json_is_true(json_object_get(claim, "remark"))) {
      remarks++;
      continue;
    }
    checked++;
    /*@ loop invariant range: 0 <= l <= NTK_LAYERS;
        loop assigns l;
        loop variant NTK_LAYERS - l; */
    for (size_t l = 0; l < NTK_LAYERS; l++) add(json_object_get(layers, ntk_layer_name(l)), ntk_layer_verdict(claim, ntk_layer_name(l)));
    add(controls, ntk_json_string(json_object_get(claim, "control"), "verdict"));
    if (any_asked(report, claim, "refuted")) json_array_append(refuted, id);
    if (any_asked(report, claim, "hypothesis-fails")) json_array_append(hypothesis, id);
    if (ntk_control_holds(claim)) json_array_append(control_held, id);
    if (any_asked(report, claim, "undecided")) undecided = 1;
  }
  const int bad = json_array_size(refuted) > 0 || json_array_size(control_held) > 0;
  const int open = undecided || json_array_size(hypothesis) > 0;
  json_object_set_new(summary, "claims", json_integer((json_int_t)checked));
  json_object_set_new(summary, "remarks", json_integer((json_int_t)remarks));
  json_object_set_new(summary, "layers", layers);
  json_object_set_new(summary, "controls", controls);
  json_object_set_new(summary, "refuted", refuted);
  json_object_set_new(summary, "controls_held", control_held);
  json_object_set_new(summary, "hypothesis_fails", hypothesis);
  json_object_set_new(summary, "exit_status", json_integer(bad ? 1 : open ? 2 : 0));
  json_object_set_new(report, "answer", answer(report, summary));
  json_object_set_new(report, "summary", summary);
}

int ntk_report_exit(const json_t *report) {
  const json_int_t status = json_integer_value(json_object_get(json_object_get(report, "summary"), "exit_status"));
  return status == 0 ? 0 : status == 1 ? 1 : 2;
}
