#include "report/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "report/build.h"
#include "report/embedded.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/html-part.h"
#include "report/json.h"
#include "report/ledger.h"

static void settings(ntk_text *out, const json_t *report) {
  const json_t *object = json_object_get(report, "settings");
  const char *key;
  json_t *item;
  ntk_text_add(out, "<dl class=\"facts settings\">");
  json_object_foreach((json_t *)object, key, item) {
    if (ntk_html_is_hex(key) || json_is_null(item)) continue;
    ntk_text_add(out, "<div><dt>");
    ntk_html_key(out, key);
    ntk_text_add(out, "</dt><dd>");
    ntk_html_value(out, object, key);
    ntk_text_add(out, "</dd></div>");
  }
  ntk_text_add(out, "</dl>\n");
}

static void head(ntk_text *out, const json_t *report) {
  const json_t *tool = json_object_get(report, "tool");
  ntk_text_add(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>ntkcheck: ");
  ntk_text_escape(out, ntk_json_string(json_object_get(report, "settings"), "data"));
  ntk_text_add(out, "</title>\n<style>\n");
  ntk_text_bytes(out, (const char *)ntk_embedded_style, ntk_embedded_style_size);
  ntk_text_add(out, "</style>\n</head>\n<body>\n<header>\n<p class=\"tool\">ntkcheck ");
  ntk_text_escape(out, ntk_json_string(tool, "version"));
  ntk_text_add(out, " · source ");
  ntk_text_escape(out, ntk_json_string(tool, "source"));
  ntk_text_add(out, "</p>\n<h1>Do the theorems of neural-tangent-kernel training hold here?</h1>\n<p class=\"answer\">");
  ntk_text_escape(out, ntk_json_string(report, "answer"));
  ntk_text_add(out, "</p>\n");
  settings(out, report);
  ntk_text_add(out, "</header>\n<main>\n");
}

static void counts(ntk_text *out, const json_t *of) {
  const char *verdict;
  json_t *count;
  ntk_text_add(out, "<p class=\"counts\">");
  json_object_foreach((json_t *)of, verdict, count) {
    char number[32];
    snprintf(number, sizeof number, "%lld", (long long)json_integer_value(count));
    ntk_html_verdict(out, verdict, number);
    ntk_text_add(out, " ");
  }
  ntk_text_add(out, "</p>");
}

/* The table of the design: what each layer says, who makes it, what is trusted. */
static void four_layers(ntk_text *out, const json_t *report) {
  static const char *const says[NTK_LAYERS][2] = {
      {"the implication itself is true", "Coq’s kernel, the axioms of its reals, the statements as written"},
      {"the C code computes the quantities the theorem speaks of, never reads or writes out of bounds, no size overflows",
       "Frama-C, Why3, the provers, the assumed contracts listed at the end"},
      {"on these weights and data hypotheses and conclusions hold, rounding included", "the re-checking program, Arb, the compiler"},
      {"over random initialisations, data and widths the claim was never seen to fail", "GSL’s generators, the statistics"}};
  const json_t *of = json_object_get(json_object_get(report, "summary"), "layers");
  ntk_text_add(out, "<section aria-labelledby=\"layers\">\n<h2 id=\"layers\">Four kinds of evidence</h2>\n<div class=\"cards\">\n");
  for (size_t i = 0; i < NTK_LAYERS; i++) {
    ntk_text_format(out, "<div class=\"card\"><h3>%s</h3><p>%s</p><p class=\"trusted\">Trusted: %s</p>", ntk_layer_name[i], says[i][0], says[i][1]);
    counts(out, json_object_get(of, ntk_layer_name[i]));
    ntk_text_add(out, "</div>\n");
  }
  ntk_text_add(out, "</div>\n<p class=\"how\"><b>Margin</b> is bound / value where a claim came closest to failing: above 1 it holds with room. "
                    "A <b>control</b> is the same check with a hypothesis broken on purpose: it must not hold. Values of statistical tests and "
                    "confidence intervals are explained with each claim.</p>\n</section>\n");
}

static void claims_table(ntk_text *out, const json_t *report) {
  const json_t *claims = json_object_get(report, "claims");
  ntk_text_add(out, "<section aria-labelledby=\"claims\">\n<h2 id=\"claims\">Claims</h2>\n<div class=\"wide\"><table class=\"claims\">\n<thead><tr><th scope=\"col\">claim</th>");
  for (size_t i = 0; i < NTK_LAYERS; i++) ntk_text_format(out, "<th scope=\"col\">%s</th>", ntk_layer_name[i]);
  ntk_text_add(out, "<th scope=\"col\" class=\"number\">margin</th><th scope=\"col\">control</th></tr></thead>\n<tbody>\n");
  for (size_t c = 0; c < json_array_size(claims); c++) {
    const json_t *claim = json_array_get(claims, c);
    ntk_text_add(out, "<tr><th scope=\"row\"><a href=\"#");
    ntk_text_escape(out, ntk_json_string(claim, "id"));
    ntk_text_add(out, "\">");
    ntk_text_escape(out, ntk_json_string(claim, "id"));
    ntk_text_add(out, "</a><small>");
    ntk_text_escape(out, ntk_json_string(claim, "title"));
    ntk_text_add(out, "</small></th>");
    if (json_is_true(json_object_get(claim, "remark"))) {
      ntk_text_add(out, "<td colspan=\"6\">");
      ntk_html_verdict(out, "not-applicable", "");
      ntk_text_add(out, " <small class=\"inline\">remark: ");
      ntk_text_escape(out, ntk_json_string(json_object_get(json_object_get(claim, "layers"), "theorem"), "reason"));
      ntk_text_add(out, "</small></td></tr>\n");
      continue;
    }
    for (size_t i = 0; i < NTK_LAYERS; i++) {
      ntk_text_add(out, "<td>");
      ntk_html_layer_verdict(out, json_object_get(json_object_get(claim, "layers"), ntk_layer_name[i]));
      ntk_text_add(out, "</td>");
    }
    ntk_text_add(out, "<td class=\"number\">");
    ntk_html_number(out, claim, "margin");
    ntk_text_add(out, "</td><td>");
    ntk_html_layer_verdict(out, json_object_get(claim, "control"));
    ntk_text_add(out, "</td></tr>\n");
  }
  ntk_text_add(out, "</tbody></table></div>\n</section>\n");
}

static void foot(ntk_text *out, const json_t *report) {
  const json_t *assumed = json_object_get(report, "assumed");
  ntk_text_add(out, "<section aria-labelledby=\"assumed\">\n<h2 id=\"assumed\">Assumed contracts</h2>\n");
  if (json_array_size(assumed) == 0) ntk_text_add(out, "<p>None: the program was not proved in this build.</p>\n");
  else {
    ntk_text_add(out, "<p>The proofs of the program take these for granted.</p>\n<ul class=\"rests\">");
    for (size_t i = 0; i < json_array_size(assumed); i++) {
      const json_t *one = json_array_get(assumed, i);
      ntk_text_add(out, "<li><code>");
      ntk_text_escape(out, ntk_json_string(one, "name"));
      ntk_text_add(out, "</code> ");
      ntk_text_escape(out, ntk_json_string(one, "what"));
      ntk_text_add(out, " <span class=\"how\">");
      ntk_text_escape(out, ntk_json_string(one, "reason"));
      ntk_text_add(out, "</span></li>");
    }
    ntk_text_add(out, "</ul>\n");
  }
  ntk_text_add(out, "</section>\n</main>\n<footer><p>The same data as <code>report.json</code> and <code>report.xml</code> beside this file. "
                    "Numbers show four digits; point at one for its exact value.</p></footer>\n</body>\n</html>\n");
}

typedef struct { size_t first, count; } range;

/* One run of gnuplot for all figures of all claims; where[c]: those of claim c. svg NULL and NTK_OK: why says why there are none. */
static ntk_status draw(const json_t *claims, const json_t *series, range *where, ntk_text **svg, size_t *total, ntk_error *why, ntk_error *err) {
  ntk_text script = {0};
  *total = 0;
  for (size_t c = 0; c < json_array_size(claims); c++) {
    const json_t *curves = json_object_get(series, ntk_json_string(json_array_get(claims, c), "id"));
    where[c] = (range){*total, ntk_figure_count(curves)};
    for (size_t i = 0; i < where[c].count; i++) ntk_figure_script(&script, curves, i);
    *total += where[c].count;
  }
  *svg = ntk_calloc(*total, 1, sizeof **svg);
  ntk_status status = *svg == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory while making plots") : ntk_gnuplot(&script, *total, *svg, "plot", why);
  ntk_text_clear(&script);
  if (status == NTK_OK) return NTK_OK;
  free(*svg);
  *svg = NULL;
  return status == NTK_ENOMEM ? ntk_fail(err, NTK_ENOMEM, "out of memory while making plots") : NTK_OK;
}

ntk_status ntk_html(ntk_text *out, const json_t *report, const json_t *series, const json_t *ledger, ntk_error *err) {
  const json_t *claims = json_object_get(report, "claims");
  const size_t count = json_array_size(claims);
  range *where = ntk_calloc(count, 1, sizeof *where);
  ntk_text *svg = NULL;
  size_t total = 0;
  ntk_error why = {0};
  if (where == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while writing HTML");
  const ntk_status status = draw(claims, series, where, &svg, &total, &why, err);
  if (status != NTK_OK) {
    free(where);
    return status;
  }
  head(out, report);
  four_layers(out, report);
  claims_table(out, report);
  ntk_text_add(out, "<section aria-labelledby=\"details\">\n<h2 id=\"details\">Claim by claim</h2>\n");
  for (size_t c = 0; c < count; c++) {
    const json_t *claim = json_array_get(claims, c);
    const char *id = ntk_json_string(claim, "id");
    ntk_html_claim(out, claim, ntk_ledger_find(ledger, id), json_object_get(series, id), where[c].count, svg == NULL ? NULL : svg + where[c].first, why.text);
  }
  ntk_text_add(out, "</section>\n");
  foot(out, report);
  for (size_t i = 0; svg != NULL && i < total; i++) ntk_text_clear(&svg[i]);
  free(svg);
  free(where);
  return out->failed ? ntk_fail(err, NTK_ENOMEM, "out of memory while writing HTML") : NTK_OK;
}
