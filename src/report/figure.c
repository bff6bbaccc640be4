#include "report/figure.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "report/json.h"

#define STYLES 4      /* line1..4, points1..4, cloud1..4 of plot.gp */
#define FEW 16        /* up to so many places are sizes, not a course of time */

static int same_figure(const json_t *a, const json_t *b) {
  return strcmp(ntk_json_string(a, "x_label"), ntk_json_string(b, "x_label")) == 0 &&
         strcmp(ntk_json_string(a, "y_label"), ntk_json_string(b, "y_label")) == 0;
}

/* Index of the first curve of figure number index; the size of series when there is none. */
static size_t first_curve(const json_t *series, size_t index) {
  const size_t count = json_array_size(series);
  for (size_t i = 0, figures = 0; i < count; i++) {
    size_t j = 0;
    while (j < i && !same_figure(json_array_get(series, i), json_array_get(series, j))) j++;
    if (j == i && figures++ == index) return i;
  }
  return count;
}

size_t ntk_figure_count(const json_t *series) {
  size_t count = 0;
  while (first_curve(series, count) < json_array_size(series)) count++;
  return count;
}

typedef struct { double least, most; int positive; } extent;

/* Points of which a coordinate is missing are not drawn: they do not count on either axis. */
static void extend(extent *e, const json_t *numbers, const json_t *others) {
  for (size_t i = 0; i < json_array_size(numbers); i++) {
    const json_t *number = json_array_get(numbers, i);
    if (!json_is_number(number) || !json_is_number(json_array_get(others, i))) continue;
    const double value = json_number_value(number);
    if (value <= 0.0) e->positive = 0;
    e->least = fmin(e->least, value);
    e->most = fmax(e->most, value);
  }
}

static extent extent_of(const json_t *series, const json_t *first, const char *axis) {
  extent e = {INFINITY, -INFINITY, 1};
  for (size_t i = 0; i < json_array_size(series); i++) {
    const json_t *curve = json_array_get(series, i);
    if (same_figure(curve, first)) extend(&e, json_object_get(curve, axis), json_object_get(curve, axis[0] == 'x' ? "y" : "x"));
  }
  return e;
}

/* At most FEW different places on the x axis: sizes that were tried, of which powers are expected. */
static int few_places(const json_t *series, const json_t *first) {
  double place[FEW];
  size_t count = 0;
  for (size_t i = 0; i < json_array_size(series); i++) {
    const json_t *curve = json_array_get(series, i), *x = json_object_get(curve, "x");
    if (!same_figure(curve, first)) continue;
    for (size_t k = 0; k < json_array_size(x); k++) {
      const double value = json_number_value(json_array_get(x, k));
      size_t j = 0;
      while (j < count && place[j] != value) j++;
      if (j < count) continue;
      if (count == FEW) return 0;
      place[count++] = value;
    }
  }
  return 1;
}

/* The hint, or: all positive and spanning a factor of 50 (of 4 over few places). Never for values that are not positive. */
static int logarithmic(const json_t *series, const json_t *first, const char *axis, const extent *e) {
  if (!e->positive || !(e->most > 0.0)) return 0;
  for (size_t i = 0; i < json_array_size(series); i++) {
    const json_t *curve = json_array_get(series, i), *hint = json_object_get(curve, "log");
    if (same_figure(curve, first) && json_is_string(hint)) return strstr(json_string_value(hint), axis) != NULL;
  }
  return e->most / e->least >= (few_places(series, first) ? 4.0 : 50.0);
}

/* A string for gnuplot in single quotes. */
static void quote(ntk_text *script, const char *string) {
  ntk_text_add(script, "'");
  for (; *string != '\0'; string++) {
    if (*string == '\'') ntk_text_add(script, "''");
    else ntk_text_bytes(script, iscntrl((unsigned char)*string) ? " " : string, 1);
  }
  ntk_text_add(script, "'");
}

static void axis_commands(ntk_text *script, const json_t *series, const json_t *first, const char *axis) {
  const extent e = extent_of(series, first, axis);
  const int log_scale = logarithmic(series, first, axis, &e);
  ntk_text_format(script, "set %srange %s\nset %slabel ", axis, e.least > e.most ? "[0:1]" : "[*:*]", axis); /* no point: gnuplot needs a range */
  quote(script, ntk_json_string(first, axis[0] == 'x' ? "x_label" : "y_label"));
  ntk_text_add(script, " noenhanced textcolor rgb \"#10202f\"\n");
  if (log_scale) ntk_text_format(script, "set logscale %s\nset format %s \"%s\"\n", axis, axis, e.most / e.least >= 1e3 ? "10^{%L}" : "%g");
  else ntk_text_format(script, "unset logscale %s\nset format %s \"%%g\"\n", axis, axis);
}

/* Bytes of the name before "seed I" (trailing blanks and commas cut), or 0 when it is not one of a bundle. */
static size_t bundle(const char *name) {
  const char *at = strstr(name, "seed ");
  if (at == NULL || at[5] == '\0' || strspn(at + 5, "0123456789") != strlen(at + 5)) return 0;
  size_t size = (size_t)(at - name);
  while (size > 0 && strchr(" ,:", name[size - 1]) != NULL) size--;
  return size == 0 ? 1 : size;
}

/* Lines would jump back and forth. */
static int turns_back(const json_t *x) {
  for (size_t i = 1; i < json_array_size(x); i++)
    if (json_number_value(json_array_get(x, i)) <= json_number_value(json_array_get(x, i - 1))) return 1;
  return 0;
}

static const char *style_of(const json_t *curve) {
  const char *hint = ntk_json_string(curve, "style"), *name = ntk_json_string(curve, "name");
  if (hint[0] != '\0') return hint;
  if (strstr(name, "control") != NULL) return "control";
  if (strstr(name, "bound") != NULL || strstr(name, "limit") != NULL || strstr(name, "theory") != NULL || strstr(name, "exp(") != NULL) return "bound";
  if (bundle(name) != 0) return "seed";
  if (turns_back(json_object_get(curve, "x"))) return "cloud";
  return json_array_size(json_object_get(curve, "x")) <= FEW ? "points" : "line";
}

static int same_bundle(const char *a, const char *b) {
  const size_t size = bundle(a);
  return size != 0 && size == bundle(b) && memcmp(a, b, size) == 0;
}

/* The name in the key; of a bundle the first curve speaks for all. */
static void title(ntk_text *script, const json_t *series, size_t at) {
  const json_t *curve = json_array_get(series, at);
  const char *name = ntk_json_string(curve, "name");
  size_t members = 0;
  if (bundle(name) == 0) {
    ntk_text_add(script, " title ");
    quote(script, name);
    return;
  }
  for (size_t i = 0; i < json_array_size(series); i++) {
    const json_t *other = json_array_get(series, i);
    if (!same_figure(other, curve) || !same_bundle(name, ntk_json_string(other, "name"))) continue;
    if (i < at) {
      ntk_text_add(script, " notitle");
      return;
    }
    members++;
  }
  ntk_text text = {0};
  ntk_text_bytes(&text, name, bundle(name));
  ntk_text_format(&text, ", %zu %s", members, members == 1 ? "seed" : "seeds");
  ntk_text_add(script, " title ");
  quote(script, text.data != NULL ? text.data : "");
  script->failed |= text.failed;
  ntk_text_clear(&text);
}

static void data(ntk_text *script, const json_t *curve) {
  const json_t *x = json_object_get(curve, "x"), *y = json_object_get(curve, "y");
  size_t written = 0;
  for (size_t i = 0; i < json_array_size(x) && i < json_array_size(y); i++) {
    const json_t *a = json_array_get(x, i), *b = json_array_get(y, i);
    if (!json_is_number(a) || !json_is_number(b)) continue;
    ntk_text_format(script, "%.10g %.10g\n", json_number_value(a), json_number_value(b));
    written++;
  }
  if (written == 0) ntk_text_add(script, "NaN NaN\n");
  ntk_text_add(script, "e\n");
}

void ntk_figure_script(ntk_text *script, const json_t *series, size_t index) {
  const json_t *first = json_array_get(series, first_curve(series, index));
  if (first == NULL) return;
  axis_commands(script, series, first, "x");
  axis_commands(script, series, first, "y");
  size_t plotted = 0, styled = 0;
  for (size_t i = 0; i < json_array_size(series); i++) {
    const json_t *curve = json_array_get(series, i);
    if (!same_figure(curve, first)) continue;
    const char *style = style_of(curve);
    const int numbered = strcmp(style, "line") == 0 || strcmp(style, "points") == 0 || strcmp(style, "cloud") == 0;
    ntk_text_add(script, plotted++ == 0 ? "plot '-' @" : ", '-' @");
    if (numbered) ntk_text_format(script, "%s%zu", style, styled++ % STYLES + 1);
    else ntk_text_add(script, strcmp(style, "bound") == 0 ? bundle(ntk_json_string(curve, "name")) != 0 ? "bounds" : "bound" : strcmp(style, "control") == 0 ? "control" : "seed");
    title(script, series, i);
  }
  ntk_text_add(script, "\n");
  for (size_t i = 0; i < json_array_size(series); i++)
    if (same_figure(json_array_get(series, i), first)) data(script, json_array_get(series, i));
}

void ntk_figure_caption(ntk_text *out, const json_t *series, size_t index) {
  const json_t *first = json_array_get(series, first_curve(series, index));
  if (first == NULL) return;
  ntk_text_escape(out, ntk_json_string(first, "y_label"));
  ntk_text_add(out, " against ");
  ntk_text_escape(out, ntk_json_string(first, "x_label"));
}
