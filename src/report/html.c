#include "report/html.h"

#include <stdint.h>
#include <stdio.h>

#include "report/layer.h"
#include "report/embedded.h"
#include "report/figure.h"
#include "report/html-part.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/plots.h"

#define MOST 1000000 /* figures: beyond any page */

/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void settings(ntk_text *out, const json_t *report) {
  const json_t *object = json_object_get(report, "settings");
  const size_t size = json_object_size(object);
  ntk_text_add(out, "<dl class=\"facts settings\">");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *key = ntk_json_key(object, i);
    if (key == NULL || ntk_html_is_hex(key) || json_is_null(json_object_get(object, key))) continue;
    ntk_text_add(out, "<div><dt>");
    ntk_html_key(out, key);
    ntk_text_add(out, "</dt><dd>");
    ntk_html_value(out, object, key);
    ntk_text_add(out, "</dd></div>");
  }
  ntk_text_add(out, "</dl>\n");
}

/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void head(ntk_text *out, const json_t *report) {
  const json_t *tool = json_object_get(report, "tool");
  size_t size = 0;
  const char *style = ntk_embedded(NTK_EMBEDDED_STYLE, &size);
  ntk_text_add(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>ntkcheck: ");
  ntk_text_escape(out, ntk_json_string(json_object_get(report, "settings"), "data"));
  ntk_text_add(out, "</title>\n<style>\n");
  ntk_text_bytes(out, style, size);
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

/*@ requires valid: text_valid(out) && json(of);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void counts(ntk_text *out, const json_t *of) {
  char number[32];
  const size_t size = json_object_size(of);
  ntk_text_add(out, "<p class=\"counts\">");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown, number[0 .. 31];
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *verdict = ntk_json_key(of, i);
    if (verdict == NULL) break;
    snprintf(number, sizeof number, "%lld", (long long)json_integer_value(json_object_get(of, verdict)));
    ntk_html_verdict(out, verdict, number);
    ntk_text_add(out, " ");
  }
  ntk_text_add(out, "</p>");
}

/* The table of the design: what each layer says, who makes it, what is trusted. */
/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void four_layers(ntk_text *out, const json_t *report) {
  static const char *const says[NTK_LAYERS][2] = {
      {"the implication itself is true", "Coq’s kernel, the axioms of its reals, the statements as written"},
      {"the C code computes the quantities the theorem speaks of, never reads or writes out of bounds, no size overflows",
       "Frama-C, Why3, the provers, the assumed contracts listed at the end"},
      {"on these weights and data hypotheses and conclusions hold, rounding included", "the re-checking program, Arb, the compiler"},
      {"over random initialisations, data and widths the claim was never seen to fail", "GSL’s generators, the statistics"}};
  const json_t *of = json_object_get(json_object_get(report, "summary"), "layers");
  ntk_text_add(out, "<section aria-labelledby=\"layers\">\n<h2 id=\"layers\">Four kinds of evidence</h2>\n<div class=\"cards\">\n");
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) {
    ntk_text_format(out, "<div class=\"card\"><h3>%s</h3><p>%s</p><p class=\"trusted\">Trusted: %s</p>", ntk_layer_name(i), says[i][0], says[i][1]);
    counts(out, json_object_get(of, ntk_layer_name(i)));
    ntk_text_add(out, "</div>\n");
  }
  ntk_text_add(out, "</div>\n<p class=\"how\"><b>Margin</b> is bound / value where a claim came closest to failing: above 1 it holds with room. "
                    "A <b>control</b> is the same check with a hypothesis broken on purpose: it must not hold. Values of statistical tests and "
                    "confidence intervals are explained with each claim.</p>\n</section>\n");
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void remark_cell(ntk_text *out, const json_t *claim) {
  ntk_text_add(out, "<td colspan=\"6\">");
  ntk_html_verdict(out, "not-applicable", "");
  ntk_text_add(out, " <small class=\"inline\">remark: ");
  ntk_text_escape(out, ntk_json_string(json_object_get(json_object_get(claim, "layers"), "theorem"), "reason"));
  ntk_text_add(out, "</small></td></tr>\n");
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void cells(ntk_text *out, const json_t *claim) {
  const json_t *of = json_object_get(claim, "layers");
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) {
    ntk_text_add(out, "<td>");
    ntk_html_layer_verdict(out, json_object_get(of, ntk_layer_name(i)));
    ntk_text_add(out, "</td>");
  }
  ntk_text_add(out, "<td class=\"number\">");
  ntk_html_number(out, claim, "margin");
  ntk_text_add(out, "</td><td>");
  ntk_html_layer_verdict(out, json_object_get(claim, "control"));
  ntk_text_add(out, "</td></tr>\n");
}

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void claim_row(ntk_text *out, const json_t *claim) {
  ntk_text_add(out, "<tr><th scope=\"row\"><a href=\"#");
  ntk_text_escape(out, ntk_json_string(claim, "id"));
  ntk_text_add(out, "\">");
  ntk_text_escape(out, ntk_json_string(claim, "id"));
  ntk_text_add(out, "</a><small>");
  ntk_text_escape(out, ntk_json_string(claim, "title"));
  ntk_text_add(out, "</small></th>");
  if (json_is_true(json_object_get(claim, "remark"))) remark_cell(out, claim);
  else cells(out, claim);
}

/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void claims_table(ntk_text *out, const json_t *report) {
  const json_t *claims = json_object_get(report, "claims");
  const size_t size = json_array_size(claims);
  ntk_text_add(out, "<section aria-labelledby=\"claims\">\n<h2 id=\"claims\">Claims</h2>\n<div class=\"wide\"><table class=\"claims\">\n<thead><tr><th scope=\"col\">claim</th>");
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) ntk_text_format(out, "<th scope=\"col\">%s</th>", ntk_layer_name(i));
  ntk_text_add(out, "<th scope=\"col\" class=\"number\">margin</th><th scope=\"col\">control</th></tr></thead>\n<tbody>\n");
  /*@ loop invariant range: 0 <= c <= size;
      loop invariant valid: text_valid(out);
      loop assigns c, *out, ntk_alloc_countdown;
      loop variant size - c; */
  for (size_t c = 0; c < size; c++) claim_row(out, json_array_get(claims, c));
  ntk_text_add(out, "</tbody></table></div>\n</section>\n");
}

/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void foot(ntk_text *out, const json_t *report) {
  const json_t *assumed = json_object_get(report, "assumed");
  ntk_text_add(out, "<section aria-labelledby=\"assumed\">\n<h2 id=\"assumed\">Assumed contracts</h2>\n");
  const size_t size = json_array_size(assumed);
  if (size == 0) ntk_text_add(out, "<p>None: the program was not proved in this build.</p>\n");
  else {
    ntk_text_add(out, "<p>The proofs of the program take these for granted.</p>\n<ul class=\"rests\">");
    /*@ loop invariant range: 0 <= i <= size;
        loop invariant valid: text_valid(out);
        loop assigns i, *out, ntk_alloc_countdown;
        loop variant size - i; */
    for (size_t i = 0; i < size; i++) {
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

/* How many figures the claims before number `end` have. */
/*@ requires valid: json(claims) && json(series);
    terminates \true;
    exits \false;
    assigns \result \from claims, series, end; */
static size_t figures_before(const json_t *claims, const json_t *series, size_t end) {
  size_t total = 0;
  /*@ loop invariant range: 0 <= c <= end;
      loop assigns c, total;
      loop variant end - c; */
  for (size_t c = 0; c < end; c++) {
    const size_t count = ntk_figure_count(json_object_get(series, ntk_json_string(json_array_get(claims, c), "id")));
    if (count < MOST && total < MOST) total += count;
  }
  return total;
}

/*@ requires valid: text_valid(out) && json(curves);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void scripts(ntk_text *out, const json_t *curves) {
  const size_t count = ntk_figure_count(curves);
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant count - i; */
  for (size_t i = 0; i < count && count < MOST; i++) ntk_figure_script(out, curves, i);
}

/* One run of gnuplot for all figures of all claims. *plots NULL and NTK_OK: why says why there are none. */
/*@ requires valid: json(claims) && json(series) && \valid(plots) && \valid(why);
    terminates \true;
    exits \false;
    assigns *plots, *why, ntk_alloc_countdown, \result \from claims, series, ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status draw(const json_t *claims, const json_t *series, ntk_plots **plots, ntk_error *why) {
  const size_t size = json_array_size(claims);
  ntk_text script;
  ntk_text_start(&script);
  /*@ loop invariant range: 0 <= c <= size;
      loop invariant valid: text_valid(&script);
      loop assigns c, script, ntk_alloc_countdown;
      loop variant size - c; */
  for (size_t c = 0; c < size; c++) scripts(&script, json_object_get(series, ntk_json_string(json_array_get(claims, c), "id")));
  const ntk_status status = ntk_plots_draw(plots, &script, figures_before(claims, series, size), why);
  ntk_text_clear(&script);
  return status;
}

/*@ requires valid: text_valid(out) && json(claims) && json(series) && json(ledger) && \valid_read(why);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void details(ntk_text *out, const json_t *claims, const json_t *series, const json_t *ledger, const ntk_plots *plots, const char *why) {
  const size_t size = json_array_size(claims);
  ntk_text_add(out, "<section aria-labelledby=\"details\">\n<h2 id=\"details\">Claim by claim</h2>\n");
  /*@ loop invariant range: 0 <= c <= size;
      loop invariant valid: text_valid(out);
      loop assigns c, *out, ntk_alloc_countdown;
      loop variant size - c; */
  for (size_t c = 0; c < size; c++) {
    const json_t *claim = json_array_get(claims, c);
    const char *id = ntk_json_string(claim, "id");
    const json_t *curves = json_object_get(series, id);
    const size_t first = figures_before(claims, series, c), count = ntk_figure_count(curves);
    if (count <= SIZE_MAX - first) ntk_html_claim(out, claim, ntk_ledger_find(ledger, id), curves, first, count, plots, why);
  }
  ntk_text_add(out, "</section>\n");
}

ntk_status ntk_html(ntk_text *out, const json_t *report, const json_t *series, const json_t *ledger, ntk_error *err) {
  const json_t *claims = json_object_get(report, "claims");
  ntk_plots *plots = NULL;
  ntk_error why = {NTK_OK, ""};
  if (draw(claims, series, &plots, &why) != NTK_OK) return ntk_fail(err, NTK_ENOMEM, "out of memory while making plots");
  head(out, report);
  four_layers(out, report);
  claims_table(out, report);
  details(out, claims, series, ledger, plots, why.text);
  foot(out, report);
  ntk_plots_free(plots);
  return out->failed ? ntk_fail(err, NTK_ENOMEM, "out of memory while writing HTML") : NTK_OK;
}
