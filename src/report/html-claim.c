#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "report/layer.h"
#include "report/figure.h"
#include "report/html-part.h"
#include "report/json.h"
#include "report/math.h"

/*@ requires valid: text_valid(out) && json(entry);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void statement(ntk_text *out, const json_t *entry) {
  ntk_text_add(out, "<p class=\"words\">");
  ntk_math_paragraph(out, ntk_json_string(entry, "words"));
  ntk_text_add(out, "</p>\n<div class=\"statement\">");
  ntk_math_paragraph(out, ntk_json_string(entry, "latex"));
  ntk_text_add(out, "</div>\n");
  const json_t *hypotheses = json_object_get(entry, "hypotheses");
  const size_t size = json_array_size(hypotheses);
  if (size == 0) return;
  ntk_text_add(out, "<h4>Hypotheses</h4>\n<ul>");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    ntk_text_add(out, "<li>");
    ntk_math_paragraph(out, ntk_json_item(hypotheses, i));
    ntk_text_add(out, "</li>");
  }
  ntk_text_add(out, "</ul>\n");
}

/* A key in words. */
/*@ requires valid: \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from key, key[0 ..];
    ensures valid: \valid_read(\result); */
static const char *in_words(const char *key) {
  if (strcmp(key, "failure_bound") == 0) return "fails with probability at most";
  return strcmp(key, "init") == 0 ? "initialisation" : key;
}

/* "value 0.31, bound 0.42, ..." of an outcome, where there are any. */
/*@ requires valid: text_valid(out) && json(o);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void outcome_numbers(ntk_text *out, const json_t *o) {
  static const char *const keys[] = {"value", "bound", "error", "margin", "at", "init", "failure_bound", "goals", "proved"};
  int first = 1;
  /*@ loop invariant range: 0 <= i <= 9;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown, first;
      loop variant 9 - i; */
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    if (!json_is_number(json_object_get(o, keys[i]))) continue;
    ntk_text_add(out, first ? "<div class=\"numbers\">" : " · ");
    first = 0;
    ntk_html_key(out, in_words(keys[i]));
    ntk_text_add(out, " <b>");
    ntk_html_number(out, o, keys[i]);
    ntk_text_add(out, "</b>");
    if (strcmp(keys[i], "failure_bound") == 0) ntk_text_add(out, " (95% confidence)");
  }
  if (!first) ntk_text_add(out, "</div>");
}

/*@ requires valid: text_valid(out) && json(layer);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void functions(ntk_text *out, const json_t *layer) {
  const json_t *list = json_object_get(layer, "functions"), *missing = json_object_get(layer, "missing");
  const size_t count = json_array_size(list), without = json_array_size(missing);
  if (count == 0 && without == 0) return;
  ntk_text_add(out, "<div class=\"numbers\">");
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    const json_t *f = json_array_get(list, i);
    ntk_text_add(out, i == 0 ? "<code>" : ", <code>");
    ntk_text_escape(out, ntk_json_string(f, "name"));
    ntk_text_add(out, "</code> ");
    ntk_html_number(out, f, "proved");
    ntk_text_add(out, "/");
    ntk_html_number(out, f, "goals");
    ntk_text_add(out, " (model ");
    ntk_text_escape(out, ntk_json_string(f, "model"));
    ntk_text_add(out, ")");
  }
  /*@ loop invariant range: 0 <= i <= without;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant without - i; */
  for (size_t i = 0; i < without; i++) {
    ntk_text_add(out, i == 0 && count == 0 ? "<code>" : ", <code>");
    ntk_text_escape(out, ntk_json_item(missing, i));
    ntk_text_add(out, "</code> no proof");
  }
  ntk_text_add(out, "</div>");
}

/*@ requires valid: text_valid(out) && json(layer) && json(how) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void layer_row(ntk_text *out, const char *name, const json_t *layer, const json_t *how) {
  ntk_text_format(out, "<tr><th scope=\"row\">%s</th><td>", name);
  ntk_html_layer_verdict(out, layer);
  ntk_text_add(out, "</td><td><div class=\"reason\">");
  ntk_text_escape(out, ntk_json_string(layer, "reason"));
  ntk_text_add(out, "</div>");
  outcome_numbers(out, layer);
  functions(out, layer);
  ntk_text_add(out, "<div class=\"how\">");
  ntk_math_paragraph(out, ntk_json_string(how, "text"));
  ntk_text_add(out, "</div></td></tr>\n");
}

/*@ requires valid: text_valid(out) && json(control) && json(entry);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void control_row(ntk_text *out, const json_t *control, const json_t *entry) {
  ntk_text_add(out, "<tr class=\"control\"><th scope=\"row\">control</th><td>");
  ntk_html_layer_verdict(out, control);
  ntk_text_add(out, "</td><td><div class=\"reason\"><em>Broken on purpose:</em> ");
  ntk_text_escape(out, ntk_json_string(control, "what"));
  ntk_text_add(out, "</div><div class=\"reason\">");
  ntk_text_escape(out, ntk_json_string(control, "reason"));
  ntk_text_add(out, "</div>");
  outcome_numbers(out, control);
  ntk_text_add(out, "<div class=\"how\">");
  ntk_math_paragraph(out, ntk_json_string(entry, "control"));
  ntk_text_add(out, "</div></td></tr>\n</tbody></table>\n");
}

/*@ requires valid: text_valid(out) && json(claim) && json(entry);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void layers(ntk_text *out, const json_t *claim, const json_t *entry) {
  const json_t *of = json_object_get(claim, "layers");
  ntk_text_add(out, "<table class=\"layers\"><tbody>\n");
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) layer_row(out, ntk_layer_name(i), json_object_get(of, ntk_layer_name(i)), json_object_get(entry, ntk_layer_name(i)));
  control_row(out, json_object_get(claim, "control"), entry);
}

/*@ requires valid: json(object) && \valid_read(key) && \valid_read(suffix);
    terminates \true;
    exits \false;
    assigns \result \from object, key, suffix;
    ensures boolean: \result == 0 || \result == 1; */
static int has(const json_t *object, const char *key, const char *suffix) {
  char name[256];
  snprintf(name, sizeof name, "%s%s", key, suffix);
  return json_is_number(json_object_get(object, name));
}

/* NAME_low and NAME_high stand with NAME, their confidence interval. */
/*@ requires valid: json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from object, key;
    ensures boolean: \result == 0 || \result == 1; */
static int is_end(const json_t *object, const char *key) {
  char name[256];
  const size_t size = strlen(key);
  size_t cut = 0;
  if (size > 4 && strcmp(key + (size - 4), "_low") == 0) cut = 4;
  else if (size > 5 && strcmp(key + (size - 5), "_high") == 0) cut = 5;
  if (cut == 0 || size >= sizeof name) return 0;
  memcpy(name, key, size - cut);
  name[size - cut] = '\0';
  return json_is_number(json_object_get(object, name)) && has(object, name, "_low") && has(object, name, "_high");
}

/*@ requires valid: text_valid(out) && json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void interval(ntk_text *out, const json_t *object, const char *key) {
  char name[256];
  if (!has(object, key, "_low") || !has(object, key, "_high")) return;
  ntk_text_add(out, " in [");
  snprintf(name, sizeof name, "%s_low", key);
  ntk_html_number(out, object, name);
  ntk_text_add(out, ", ");
  snprintf(name, sizeof name, "%s_high", key);
  ntk_html_number(out, object, name);
  ntk_text_add(out, "]");
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void facts(ntk_text *out, const json_t *claim) {
  const json_t *object = json_object_get(claim, "facts");
  const size_t size = json_object_size(object);
  if (size == 0) return;
  ntk_text_add(out, "<h4>Measured</h4>\n<dl class=\"facts\">");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *key = ntk_json_key(object, i);
    if (key == NULL || ntk_html_is_hex(key) || is_end(object, key)) continue;
    ntk_text_add(out, "<div><dt>");
    ntk_html_key(out, key);
    ntk_text_add(out, "</dt><dd>");
    ntk_html_value(out, object, key);
    interval(out, object, key);
    ntk_text_add(out, "</dd></div>");
  }
  ntk_text_add(out, "</dl>\n");
}

/*@ requires valid: text_valid(out) && json(series) && \valid_read(why);
    requires range: first + count <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void figures(ntk_text *out, const json_t *series, size_t first, size_t count, const ntk_plots *plots, const char *why) {
  if (count == 0) return;
  ntk_text_add(out, "<div class=\"figures\">\n");
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    ntk_text_add(out, "<figure>");
    if (plots != NULL) ntk_plots_put(out, plots, first + i);
    else {
      ntk_text_add(out, "<p class=\"no-plot\">No plot: ");
      ntk_text_escape(out, why);
      ntk_text_add(out, ".</p>");
    }
    ntk_text_add(out, "<figcaption>");
    ntk_figure_caption(out, series, i);
    ntk_text_add(out, "</figcaption></figure>\n");
  }
  ntk_text_add(out, "</div>\n");
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void assumptions(ntk_text *out, const json_t *claim) {
  const json_t *list = json_object_get(claim, "assumptions");
  const size_t size = json_array_size(list);
  if (size == 0) return;
  ntk_text_add(out, "<h4>Rests on</h4>\n<ul class=\"rests\">");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    ntk_text_add(out, "<li>");
    ntk_text_escape(out, ntk_json_item(list, i));
    ntk_text_add(out, "</li>");
  }
  ntk_text_add(out, "</ul>\n");
}

void ntk_html_claim(ntk_text *out, const json_t *claim, const json_t *entry, const json_t *series, size_t first, size_t count, const ntk_plots *plots, const char *why) {
  const char *id = ntk_json_string(claim, "id"), *replay = ntk_json_string(claim, "replay");
  const int remark = json_is_true(json_object_get(claim, "remark"));
  ntk_text_add(out, "<article id=\"");
  ntk_text_escape(out, id);
  ntk_text_add(out, "\">\n<h3><code>");
  ntk_text_escape(out, id);
  ntk_text_add(out, "</code> ");
  ntk_text_escape(out, ntk_json_string(claim, "title"));
  ntk_text_add(out, "</h3>\n<p class=\"place\">");
  ntk_text_escape(out, ntk_json_string(entry, "section"));
  ntk_text_add(out, remark ? " · remark</p>\n" : "</p>\n");
  statement(out, entry);
  if (remark) {
    ntk_text_add(out, "<p>");
    ntk_html_verdict(out, "not-applicable", "");
    ntk_text_add(out, " ");
    ntk_text_escape(out, ntk_json_string(entry, "reason"));
    ntk_text_add(out, "</p>\n</article>\n");
    return;
  }
  layers(out, claim, entry);
  figures(out, series, first, count, plots, why);
  facts(out, claim);
  assumptions(out, claim);
  if (replay[0] != '\0') {
    ntk_text_add(out, "<h4>Replay</h4>\n<pre>");
    ntk_text_escape(out, replay);
    ntk_text_add(out, "</pre>\n");
  }
  ntk_text_add(out, "</article>\n");
}
