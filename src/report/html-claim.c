#include <stdio.h>
#include <string.h>

#include "report/build.h"
#include "report/figure.h"
#include "report/html-part.h"
#include "report/json.h"
#include "report/math.h"

static void statement(ntk_text *out, const json_t *entry) {
  ntk_text_add(out, "<p class=\"words\">");
  ntk_math_paragraph(out, ntk_json_string(entry, "words"));
  ntk_text_add(out, "</p>\n<div class=\"statement\">");
  ntk_math_paragraph(out, ntk_json_string(entry, "latex"));
  ntk_text_add(out, "</div>\n");
  const json_t *hypotheses = json_object_get(entry, "hypotheses");
  if (json_array_size(hypotheses) == 0) return;
  ntk_text_add(out, "<h4>Hypotheses</h4>\n<ul>");
  for (size_t i = 0; i < json_array_size(hypotheses); i++) {
    const char *text = json_string_value(json_array_get(hypotheses, i));
    ntk_text_add(out, "<li>");
    ntk_math_paragraph(out, text == NULL ? "" : text);
    ntk_text_add(out, "</li>");
  }
  ntk_text_add(out, "</ul>\n");
}

/* "value 0.31, bound 0.42, ..." of an outcome, where there are any. */
static void outcome_numbers(ntk_text *out, const json_t *o) {
  static const char *const keys[] = {"value", "bound", "error", "margin", "at", "init", "failure_bound", "goals", "proved"};
  int written = 0;
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    if (!json_is_number(json_object_get(o, keys[i]))) continue;
    ntk_text_add(out, written++ == 0 ? "<div class=\"numbers\">" : " · ");
    ntk_html_key(out, strcmp(keys[i], "failure_bound") == 0 ? "fails with probability at most" : strcmp(keys[i], "init") == 0 ? "initialisation" : keys[i]);
    ntk_text_add(out, " <b>");
    ntk_html_number(out, o, keys[i]);
    ntk_text_add(out, "</b>");
    if (strcmp(keys[i], "failure_bound") == 0) ntk_text_add(out, " (95% confidence)");
  }
  if (written > 0) ntk_text_add(out, "</div>");
}

static void functions(ntk_text *out, const json_t *layer) {
  const json_t *list = json_object_get(layer, "functions"), *missing = json_object_get(layer, "missing");
  if (json_array_size(list) == 0 && json_array_size(missing) == 0) return;
  ntk_text_add(out, "<div class=\"numbers\">");
  for (size_t i = 0; i < json_array_size(list); i++) {
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
  for (size_t i = 0; i < json_array_size(missing); i++) {
    const char *name = json_string_value(json_array_get(missing, i));
    ntk_text_add(out, i + json_array_size(list) == 0 ? "<code>" : ", <code>");
    ntk_text_escape(out, name == NULL ? "" : name);
    ntk_text_add(out, "</code> no proof");
  }
  ntk_text_add(out, "</div>");
}

static void layers(ntk_text *out, const json_t *claim, const json_t *entry) {
  ntk_text_add(out, "<table class=\"layers\"><tbody>\n");
  for (size_t i = 0; i < NTK_LAYERS; i++) {
    const json_t *layer = json_object_get(json_object_get(claim, "layers"), ntk_layer_name[i]);
    ntk_text_format(out, "<tr><th scope=\"row\">%s</th><td>", ntk_layer_name[i]);
    ntk_html_layer_verdict(out, layer);
    ntk_text_add(out, "</td><td><div class=\"reason\">");
    ntk_text_escape(out, ntk_json_string(layer, "reason"));
    ntk_text_add(out, "</div>");
    outcome_numbers(out, layer);
    functions(out, layer);
    ntk_text_add(out, "<div class=\"how\">");
    ntk_math_paragraph(out, ntk_json_string(json_object_get(entry, ntk_layer_name[i]), "text"));
    ntk_text_add(out, "</div></td></tr>\n");
  }
  const json_t *control = json_object_get(claim, "control");
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

static int has(const json_t *object, const char *key, const char *suffix) {
  char name[256];
  snprintf(name, sizeof name, "%s%s", key, suffix);
  return json_is_number(json_object_get(object, name));
}

/* NAME_low and NAME_high stand with NAME, their confidence interval. */
static int is_end(const json_t *object, const char *key) {
  char name[256];
  const size_t size = strlen(key);
  const size_t cut = size > 4 && strcmp(key + size - 4, "_low") == 0 ? 4 : size > 5 && strcmp(key + size - 5, "_high") == 0 ? 5 : 0;
  if (cut == 0 || size >= sizeof name) return 0;
  memcpy(name, key, size - cut);
  name[size - cut] = '\0';
  return json_is_number(json_object_get(object, name)) && has(object, name, "_low") && has(object, name, "_high");
}

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

static void facts(ntk_text *out, const json_t *claim) {
  const json_t *object = json_object_get(claim, "facts");
  const char *key;
  json_t *item;
  if (json_object_size(object) == 0) return;
  ntk_text_add(out, "<h4>Measured</h4>\n<dl class=\"facts\">");
  json_object_foreach((json_t *)object, key, item) {
    if (ntk_html_is_hex(key) || is_end(object, key)) continue;
    ntk_text_add(out, "<div><dt>");
    ntk_html_key(out, key);
    ntk_text_add(out, "</dt><dd>");
    ntk_html_value(out, object, key);
    interval(out, object, key);
    ntk_text_add(out, "</dd></div>");
  }
  ntk_text_add(out, "</dl>\n");
}

static void figures(ntk_text *out, const json_t *series, size_t count, const ntk_text *plots, const char *why) {
  if (count == 0) return;
  ntk_text_add(out, "<div class=\"figures\">\n");
  for (size_t i = 0; i < count; i++) {
    ntk_text_add(out, "<figure>");
    if (plots != NULL) ntk_text_bytes(out, plots[i].data, plots[i].size);
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

static void assumptions(ntk_text *out, const json_t *claim) {
  const json_t *list = json_object_get(claim, "assumptions");
  if (json_array_size(list) == 0) return;
  ntk_text_add(out, "<h4>Rests on</h4>\n<ul class=\"rests\">");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *text = json_string_value(json_array_get(list, i));
    ntk_text_add(out, "<li>");
    ntk_text_escape(out, text == NULL ? "" : text);
    ntk_text_add(out, "</li>");
  }
  ntk_text_add(out, "</ul>\n");
}

void ntk_html_claim(ntk_text *out, const json_t *claim, const json_t *entry, const json_t *series, size_t count, const ntk_text *plots, const char *why) {
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
  figures(out, series, count, plots, why);
  facts(out, claim);
  assumptions(out, claim);
  if (replay[0] != '\0') {
    ntk_text_add(out, "<h4>Replay</h4>\n<pre>");
    ntk_text_escape(out, replay);
    ntk_text_add(out, "</pre>\n");
  }
  ntk_text_add(out, "</article>\n");
}
