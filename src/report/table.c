#include "report/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/layer.h"
#include "report/json.h"
#include "report/summary.h"

/* Columns: 16 9 9 9 13 8 9 and six spaces between: 79. */
#define HEADER "claim            theorem   program   run       sample          margin control\n"

#define RED "\033[31m"
#define GREEN "\033[32m"
#define YELLOW "\033[33m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

/*@ requires valid: \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from verdict[0 ..];
    ensures valid: \valid_read(\result); */
static const char *colour(const char *verdict) {
  if (strcmp(verdict, "proved") == 0 || strcmp(verdict, "held") == 0) return GREEN;
  if (strcmp(verdict, "refuted") == 0) return RED;
  return strcmp(verdict, "hypothesis-fails") == 0 ? YELLOW : DIM;
}

/*@ requires valid: \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from verdict, verdict[0 ..];
    ensures valid: \valid_read(\result); */
static const char *shorter(const char *verdict) {
  if (strcmp(verdict, "hypothesis-fails") == 0) return "hyp-fails";
  return strcmp(verdict, "not-applicable") == 0 ? "n/a" : verdict;
}

/* text, left-aligned in width columns, the padding outside of the colour. */
/*@ requires valid: text_valid(out) && \valid_read(text) && \valid_read(shade);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void cell(ntk_text *out, const char *text, size_t width, const char *shade, int colours) {
  const size_t size = strlen(text);
  if (colours) ntk_text_add(out, shade);
  ntk_text_add(out, text);
  if (colours) ntk_text_add(out, PLAIN);
  ntk_text_format(out, "%*s", (int)(size < width ? width - size : 0), "");
}

/*@ requires valid: text_valid(out) && json(layer);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void layer_cell(ntk_text *out, const json_t *layer, size_t width, int colours) {
  char text[64];
  const char *verdict = ntk_json_string(layer, "verdict");
  const json_t *held = json_object_get(layer, "held"), *tried = json_object_get(layer, "tried");
  if (json_is_integer(held) && json_is_integer(tried) && strcmp(verdict, "held") == 0)
    snprintf(text, sizeof text, "%s %lld/%lld", shorter(verdict), (long long)json_integer_value(held), (long long)json_integer_value(tried));
  else snprintf(text, sizeof text, "%s", shorter(verdict));
  cell(out, text, width, colour(verdict), colours);
  ntk_text_add(out, " ");
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void margin_cell(ntk_text *out, const json_t *claim) {
  char text[32] = "-";
  const json_t *margin = json_object_get(claim, "margin");
  if (json_is_number(margin)) {
    const double value = json_number_value(margin);
    snprintf(text, sizeof text, fabs(value) >= 0.01 && fabs(value) < 9999.0 ? "%.4g" : "%.1e", value);
  }
  ntk_text_format(out, "%8.8s ", text);
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void claim_row(ntk_text *out, const json_t *claim, int colours) {
  const json_t *layers = json_object_get(claim, "layers"), *control = json_object_get(claim, "control");
  ntk_text_format(out, "%-16.64s ", ntk_json_string(claim, "id"));
  if (json_is_true(json_object_get(claim, "remark"))) {
    cell(out, "not-applicable: a remark", 0, DIM, colours);
    ntk_text_add(out, "\n");
    return;
  }
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) layer_cell(out, json_object_get(layers, ntk_layer_name(i)), i + 1 == NTK_LAYERS ? 13 : 9, colours);
  margin_cell(out, claim);
  const char *verdict = ntk_json_string(control, "verdict");
  const int holds = ntk_control_holds(claim);
  cell(out, holds ? "HELD!" : shorter(verdict), 0, holds ? RED : DIM, colours);
  ntk_text_add(out, "\n");
}

/* Why the claim is on the list; layer NULL: its control. */
/*@ requires valid: text_valid(out) && json(claim) && \valid_read(what) && (layer == \null || \valid_read(layer));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void reason(ntk_text *out, const json_t *claim, const char *what, const char *layer) {
  const json_t *layers = json_object_get(claim, "layers"), *source = layer == NULL ? json_object_get(claim, "control") : json_object_get(layers, layer);
  if (layer != NULL && strcmp(ntk_layer_verdict(claim, layer), what) != 0) source = json_object_get(layers, "run");
  ntk_text_format(out, "%.64s: ", ntk_json_string(claim, "id"));
  ntk_text_add(out, layer == NULL ? "the control held and must not: " : what);
  if (layer != NULL) ntk_text_add(out, ": ");
  ntk_text_add(out, ntk_json_string(source, layer == NULL ? "what" : "reason"));
}

/*@ requires valid: text_valid(out) && json(claim) && \valid_read(what) && (layer == \null || \valid_read(layer));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void remark(ntk_text *out, const json_t *claim, const char *what, const char *layer, int replay) {
  ntk_text line;
  ntk_text_start(&line);
  reason(&line, claim, what, layer);
  ntk_text_wrap(out, ntk_text_string(&line), 0, 2, 80);
  if (line.failed) out->failed = 1;
  ntk_text_clear(&line);
  if (!replay) return;
  ntk_text_add(out, "  replay: ");
  ntk_text_add(out, ntk_json_string(claim, "replay"));
  ntk_text_add(out, "\n");
}

/*@ requires valid: text_valid(out) && json(claims) && \valid_read(id) && \valid_read(what) && (layer == \null || \valid_read(layer));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void remarks_of(ntk_text *out, const json_t *claims, const char *id, const char *what, const char *layer, int replay) {
  const size_t size = json_array_size(claims);
  /*@ loop invariant range: 0 <= c <= size;
      loop invariant valid: text_valid(out);
      loop assigns c, *out, ntk_alloc_countdown;
      loop variant size - c; */
  for (size_t c = 0; c < size; c++) {
    const json_t *claim = json_array_get(claims, c);
    if (strcmp(ntk_json_string(claim, "id"), id) == 0) remark(out, claim, what, layer, replay);
  }
}

/*@ requires valid: text_valid(out) && json(report) && \valid_read(list) && \valid_read(what) && (layer == \null || \valid_read(layer));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void remarks_on(ntk_text *out, const json_t *report, const char *list, const char *what, const char *layer) {
  const json_t *ids = json_object_get(json_object_get(report, "summary"), list), *claims = json_object_get(report, "claims");
  const size_t size = json_array_size(ids);
  const int replay = strcmp(list, "hypothesis_fails") != 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) remarks_of(out, claims, ntk_json_item(ids, i), what, layer, replay);
}

void ntk_table(ntk_text *out, const json_t *report, int colours) {
  const json_t *claims = json_object_get(report, "claims");
  const size_t size = json_array_size(claims);
  ntk_text_add(out, HEADER);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) claim_row(out, json_array_get(claims, i), colours);
  ntk_text_add(out, "held k/N: in k of N tries; margin: bound / value at its worst, above 1 holds;\n"
                    "hyp-fails: hypothesis-fails; n/a: not-applicable; a control must not hold.\n\n");
  remarks_on(out, report, "refuted", "refuted", "sample");
  remarks_on(out, report, "hypothesis_fails", "hypothesis-fails", "sample");
  remarks_on(out, report, "controls_held", "", NULL);
  ntk_text_wrap(out, ntk_json_string(report, "answer"), 0, 0, 80);
}
