#include "report/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/build.h"
#include "report/json.h"
#include "report/summary.h"

/* Columns: 16 9 9 9 13 8 9 and six spaces between: 79. */
#define HEADER "claim            theorem   program   run       sample          margin control\n"

static const char *const red = "\033[31m", *const green = "\033[32m", *const yellow = "\033[33m", *const dim = "\033[2m", *const plain = "\033[0m";

static const char *colour(const char *verdict) {
  if (strcmp(verdict, "proved") == 0 || strcmp(verdict, "held") == 0) return green;
  if (strcmp(verdict, "refuted") == 0) return red;
  return strcmp(verdict, "hypothesis-fails") == 0 ? yellow : dim;
}

static const char *shorter(const char *verdict) {
  if (strcmp(verdict, "hypothesis-fails") == 0) return "hyp-fails";
  return strcmp(verdict, "not-applicable") == 0 ? "n/a" : verdict;
}

/* text, left-aligned in width columns, the padding outside of the colour. */
static void cell(ntk_text *out, const char *text, int width, const char *shade, int colours) {
  const int size = (int)strlen(text);
  if (colours) ntk_text_add(out, shade);
  ntk_text_add(out, text);
  if (colours) ntk_text_add(out, plain);
  ntk_text_format(out, "%*s", size < width ? width - size : 0, "");
}

static void layer_cell(ntk_text *out, const json_t *layer, int width, int colours) {
  char text[64];
  const char *verdict = ntk_json_string(layer, "verdict");
  const json_t *held = json_object_get(layer, "held"), *tried = json_object_get(layer, "tried");
  if (json_is_integer(held) && json_is_integer(tried) && strcmp(verdict, "held") == 0)
    snprintf(text, sizeof text, "%s %lld/%lld", shorter(verdict), (long long)json_integer_value(held), (long long)json_integer_value(tried));
  else snprintf(text, sizeof text, "%s", shorter(verdict));
  cell(out, text, width, colour(verdict), colours);
  ntk_text_add(out, " ");
}

static void margin_cell(ntk_text *out, const json_t *claim) {
  char text[32] = "-";
  const json_t *margin = json_object_get(claim, "margin");
  if (json_is_number(margin)) {
    const double value = json_number_value(margin);
    snprintf(text, sizeof text, fabs(value) >= 0.01 && fabs(value) < 9999.0 ? "%.4g" : "%.1e", value);
  }
  ntk_text_format(out, "%8.8s ", text);
}

static void claim_row(ntk_text *out, const json_t *claim, int colours) {
  const json_t *layers = json_object_get(claim, "layers"), *control = json_object_get(claim, "control");
  ntk_text_format(out, "%-16.64s ", ntk_json_string(claim, "id"));
  if (json_is_true(json_object_get(claim, "remark"))) {
    cell(out, "not-applicable: a remark", 0, dim, colours);
    ntk_text_add(out, "\n");
    return;
  }
  for (size_t i = 0; i < NTK_LAYERS; i++) layer_cell(out, json_object_get(layers, ntk_layer_name[i]), i + 1 == NTK_LAYERS ? 13 : 9, colours);
  margin_cell(out, claim);
  const char *verdict = ntk_json_string(control, "verdict");
  const int holds = ntk_control_holds(claim);
  cell(out, holds ? "HELD!" : shorter(verdict), 0, holds ? red : dim, colours);
  ntk_text_add(out, "\n");
}

static void remarks_on(ntk_text *out, const json_t *report, const char *list, const char *what, const char *layer) {
  const json_t *ids = json_object_get(json_object_get(report, "summary"), list), *claims = json_object_get(report, "claims");
  for (size_t i = 0; i < json_array_size(ids); i++)
    for (size_t c = 0; c < json_array_size(claims); c++) {
      const json_t *claim = json_array_get(claims, c), *layers = json_object_get(claim, "layers");
      const char *id = ntk_json_string(claim, "id");
      if (strcmp(id, json_string_value(json_array_get(ids, i))) != 0) continue;
      const json_t *source = layer == NULL ? json_object_get(claim, "control") : json_object_get(layers, layer);
      if (layer != NULL && strcmp(ntk_layer_verdict(claim, layer), what) != 0) source = json_object_get(layers, "run");
      ntk_text line = {0};
      ntk_text_format(&line, "%.64s: ", id);
      ntk_text_add(&line, layer == NULL ? "the control held and must not: " : what);
      if (layer != NULL) ntk_text_add(&line, ": ");
      ntk_text_add(&line, ntk_json_string(source, layer == NULL ? "what" : "reason"));
      ntk_text_wrap(out, line.data == NULL ? "" : line.data, 0, 2, 80);
      out->failed |= line.failed;
      ntk_text_clear(&line);
      if (strcmp(list, "hypothesis_fails") == 0) continue;
      ntk_text_add(out, "  replay: ");
      ntk_text_add(out, ntk_json_string(claim, "replay"));
      ntk_text_add(out, "\n");
    }
}

void ntk_table(ntk_text *out, const json_t *report, int colours) {
  const json_t *claims = json_object_get(report, "claims");
  ntk_text_add(out, HEADER);
  for (size_t i = 0; i < json_array_size(claims); i++) claim_row(out, json_array_get(claims, i), colours);
  ntk_text_add(out, "held k/N: in k of N tries; margin: bound / value at its worst, above 1 holds;\n"
                    "hyp-fails: hypothesis-fails; n/a: not-applicable; a control must not hold.\n\n");
  remarks_on(out, report, "refuted", "refuted", "sample");
  remarks_on(out, report, "hypothesis_fails", "hypothesis-fails", "sample");
  remarks_on(out, report, "controls_held", "", NULL);
  ntk_text_wrap(out, ntk_json_string(report, "answer"), 0, 0, 80);
}
