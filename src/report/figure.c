#include "report/figure.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "report/byte.h"
#include "report/json.h"

#define STYLES 4      /* line1..4, points1..4, cloud1..4 of plot.gp */
#define FEW 16        /* up to so many places are sizes, not a course of time */

/*@ requires valid: json(a) && json(b);
    terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures boolean: \result == 0 || \result == 1; */
static int same_figure(const json_t *a, const json_t *b) {
  return strcmp(ntk_json_string(a, "x_label"), ntk_json_string(b, "x_label")) == 0 &&
         strcmp(ntk_json_string(a, "y_label"), ntk_json_string(b, "y_label")) == 0;
}

/* Does no curve before number i share its figure? */
/*@ requires valid: json(series);
    terminates \true;
    exits \false;
    assigns \result \from series, i;
    ensures boolean: \result == 0 || \result == 1; */
static int is_first(const json_t *series, size_t i) {
  const json_t *curve = json_array_get(series, i);
  /*@ loop invariant range: 0 <= j <= i;
      loop assigns j;
      loop variant i - j; */
  for (size_t j = 0; j < i; j++)
    if (same_figure(curve, json_array_get(series, j))) return 0;
  return 1;
}

/* Index of the first curve of figure number index; the size of series when there is none. */
/*@ requires valid: json(series);
    terminates \true;
    exits \false;
    assigns \result \from series, index; */
static size_t first_curve(const json_t *series, size_t index) {
  const size_t count = json_array_size(series);
  size_t figures = 0;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant figures: figures <= i && figures <= index;
      loop assigns i, figures;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    if (!is_first(series, i)) continue;
    if (figures == index) return i;
    figures++;
  }
  return count;
}

size_t ntk_figure_count(const json_t *series) {
  const size_t size = json_array_size(series);
  size_t count = 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant count: count <= i;
      loop assigns i, count;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++)
    if (is_first(series, i)) count++;
  return count;
}

typedef struct { double least, most; int positive; } extent;

/* Points of which a coordinate is missing are not drawn: they do not count on either axis. */
/*@ requires valid: \valid(e) && json(numbers) && json(others);
    terminates \true;
    exits \false;
    assigns *e; */
static void extend(extent *e, const json_t *numbers, const json_t *others) {
  const size_t size = json_array_size(numbers);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i, *e;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *number = json_array_get(numbers, i);
    if (!json_is_number(number) || !json_is_number(json_array_get(others, i))) continue;
    const double value = json_number_value(number);
    if (value <= 0.0) e->positive = 0;
    e->least = fmin(e->least, value);
    e->most = fmax(e->most, value);
  }
}

/*@ requires valid: json(series) && json(first) && \valid_read(axis);
    terminates \true;
    exits \false;
    assigns \result \from series, first, axis; */
static extent extent_of(const json_t *series, const json_t *first, const char *axis) {
  const size_t size = json_array_size(series);
  const char *other = axis[0] == 'x' ? "y" : "x";
  extent e = {INFINITY, -INFINITY, 1};
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i, e;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *curve = json_array_get(series, i);
    if (same_figure(curve, first)) extend(&e, json_object_get(curve, axis), json_object_get(curve, other));
  }
  return e;
}

typedef struct { size_t count; double place[FEW]; } places;

/* Counts the place in; 0 when there are too many. */
/*@ requires valid: \valid(p) && p->count <= FEW;
    terminates \true;
    exits \false;
    assigns *p, \result \from *p, value;
    ensures range: p->count <= FEW;
    ensures boolean: \result == 0 || \result == 1; */
static int put_place(places *p, double value) {
  /*@ loop invariant range: 0 <= j <= p->count;
      loop assigns j;
      loop variant p->count - j; */
  for (size_t j = 0; j < p->count; j++)
    if (p->place[j] == value) return 1;
  if (p->count == FEW) return 0;
  p->place[p->count++] = value;
  return 1;
}

/*@ requires valid: \valid(p) && p->count <= FEW && json(x);
    terminates \true;
    exits \false;
    assigns *p, \result \from *p, x;
    ensures range: p->count <= FEW;
    ensures boolean: \result == 0 || \result == 1; */
static int put_places(places *p, const json_t *x) {
  const size_t size = json_array_size(x);
  /*@ loop invariant range: 0 <= k <= size;
      loop invariant count: p->count <= FEW;
      loop assigns k, *p;
      loop variant size - k; */
  for (size_t k = 0; k < size; k++)
    if (!put_place(p, json_number_value(json_array_get(x, k)))) return 0;
  return 1;
}

/* At most FEW different places on the x axis: sizes that were tried, of which powers are expected. */
/*@ requires valid: json(series) && json(first);
    terminates \true;
    exits \false;
    assigns \result \from series, first;
    ensures boolean: \result == 0 || \result == 1; */
static int few_places(const json_t *series, const json_t *first) {
  const size_t size = json_array_size(series);
  places p;
  p.count = 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant count: p.count <= FEW;
      loop assigns i, p;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *curve = json_array_get(series, i);
    if (same_figure(curve, first) && !put_places(&p, json_object_get(curve, "x"))) return 0;
  }
  return 1;
}

/* The hint, or: all positive and spanning a factor of 50 (of 4 over few places). Never for values that are not positive. */
/*@ requires valid: json(series) && json(first) && \valid_read(axis) && \valid_read(e);
    terminates \true;
    exits \false;
    assigns \result \from series, first, axis, *e;
    ensures boolean: \result == 0 || \result == 1; */
static int logarithmic(const json_t *series, const json_t *first, const char *axis, const extent *e) {
  const size_t size = json_array_size(series);
  if (!e->positive || !(e->most > 0.0)) return 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *curve = json_array_get(series, i);
    if (same_figure(curve, first) && json_is_string(json_object_get(curve, "log"))) return strstr(ntk_json_string(curve, "log"), axis) != NULL;
  }
  return e->most / e->least >= (few_places(series, first) ? 4.0 : 50.0);
}

/* A string for gnuplot in single quotes. */
/*@ requires valid: text_valid(script) && \valid_read(string);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
static void quote(ntk_text *script, const char *string) {
  ntk_text_add(script, "'");
  const size_t size = strlen(string);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(script);
      loop assigns i, *script, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    if (string[i] == '\'') ntk_text_add(script, "''");
    else ntk_text_bytes(script, iscntrl(ntk_byte(string[i])) ? " " : string + i, 1);
  }
  ntk_text_add(script, "'");
}

/*@ requires valid: text_valid(script) && json(series) && json(first) && \valid_read(axis);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
static void axis_commands(ntk_text *script, const json_t *series, const json_t *first, const char *axis) {
  const extent e = extent_of(series, first, axis);
  const int log_scale = logarithmic(series, first, axis, &e);
  ntk_text_format(script, "set %srange %s\nset %slabel ", axis, e.least > e.most ? "[0:1]" : "[*:*]", axis); /* no point: gnuplot needs a range */
  quote(script, ntk_json_string(first, axis[0] == 'x' ? "x_label" : "y_label"));
  ntk_text_add(script, " noenhanced textcolor rgb \"#10202f\"\n");
  if (log_scale) ntk_text_format(script, "set logscale %s\nset format %s \"%s\"\n", axis, axis, e.most / e.least >= 1e3 ? "10^{%L}" : "%g");
  else ntk_text_format(script, "unset logscale %s\nset format %s \"%%g\"\n", axis, axis);
}

/*@ requires valid: \valid_read(s + (0 .. size));
    terminates \true;
    exits \false;
    assigns \result \from s[0 .. size], size;
    ensures boolean: \result == 0 || \result == 1; */
static int all_digits(const char *s, size_t size) {
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++)
    if (!isdigit(ntk_byte(s[i]))) return 0;
  return 1;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures boolean: \result == 0 || \result == 1; */
static int is_separator(char c) { return c == ' ' || c == ',' || c == ':'; }

/* Bytes of the name before "seed I" (trailing blanks and commas cut), or 0 when it is not one of a bundle. */
/*@ requires valid: \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from name[0 ..];
    ensures valid: \result == 0 || \valid_read(name + (0 .. \result - 1)); */
static size_t bundle(const char *name) {
  const size_t length = strlen(name);
  size_t size = 0;
  /*@ loop invariant range: 0 <= size <= length;
      loop assigns size;
      loop variant length - size; */
  while (size < length && strncmp(name + size, "seed ", 5) != 0) size++;
  if (length - size < 6 || !all_digits(name + (size + 5), length - size - 5)) return 0;
  /*@ loop invariant range: 0 <= size <= length;
      loop assigns size;
      loop variant size; */
  while (size > 0 && is_separator(name[size - 1])) size--;
  return size == 0 ? 1 : size;
}

/* Lines would jump back and forth. */
/*@ requires valid: json(x);
    terminates \true;
    exits \false;
    assigns \result \from x;
    ensures boolean: \result == 0 || \result == 1; */
static int turns_back(const json_t *x) {
  const size_t size = json_array_size(x);
  /*@ loop invariant range: 1 <= i;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 1; i < size; i++)
    if (json_number_value(json_array_get(x, i)) <= json_number_value(json_array_get(x, i - 1))) return 1;
  return 0;
}

/*@ requires valid: json(curve);
    terminates \true;
    exits \false;
    assigns \result \from curve;
    ensures valid: \valid_read(\result); */
static const char *style_of(const json_t *curve) {
  const char *hint = ntk_json_string(curve, "style"), *name = ntk_json_string(curve, "name");
  if (hint[0] != '\0') return hint;
  if (strstr(name, "control") != NULL) return "control";
  if (strstr(name, "bound") != NULL || strstr(name, "limit") != NULL || strstr(name, "theory") != NULL || strstr(name, "exp(") != NULL) return "bound";
  if (bundle(name) != 0) return "seed";
  if (turns_back(json_object_get(curve, "x"))) return "cloud";
  return json_array_size(json_object_get(curve, "x")) <= FEW ? "points" : "line";
}

/*@ requires valid: \valid_read(a) && \valid_read(b);
    terminates \true;
    exits \false;
    assigns \result \from a[0 ..], b[0 ..];
    ensures boolean: \result == 0 || \result == 1; */
static int same_bundle(const char *a, const char *b) {
  const size_t size = bundle(a);
  return size != 0 && size == bundle(b) && memcmp(a, b, size) == 0;
}

/* Do the curves share a figure, and their names a bundle? */
/*@ requires valid: json(a) && json(b);
    terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures boolean: \result == 0 || \result == 1; */
static int bundled(const json_t *a, const json_t *b) { return same_figure(a, b) && same_bundle(ntk_json_string(a, "name"), ntk_json_string(b, "name")); }

/* How many of the first `end` curves are in the bundle of number at. */
/*@ requires valid: json(series);
    terminates \true;
    exits \false;
    assigns \result \from series, at, end;
    ensures range: \result <= end; */
static size_t members(const json_t *series, size_t at, size_t end) {
  const json_t *curve = json_array_get(series, at);
  size_t count = 0;
  /*@ loop invariant range: 0 <= i <= end;
      loop invariant count: count <= i;
      loop assigns i, count;
      loop variant end - i; */
  for (size_t i = 0; i < end; i++)
    if (bundled(curve, json_array_get(series, i))) count++;
  return count;
}

/*@ requires valid: text_valid(script) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
static void bundle_title(ntk_text *script, const char *name, size_t count) {
  ntk_text text;
  ntk_text_start(&text);
  ntk_text_bytes(&text, name, bundle(name));
  ntk_text_format(&text, ", %zu %s", count, count == 1 ? "seed" : "seeds");
  ntk_text_add(script, " title ");
  quote(script, ntk_text_string(&text));
  if (text.failed) script->failed = 1;
  ntk_text_clear(&text);
}

/* The name in the key; of a bundle the first curve speaks for all. */
/*@ requires valid: text_valid(script) && json(series);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
static void title(ntk_text *script, const json_t *series, size_t at) {
  const char *name = ntk_json_string(json_array_get(series, at), "name");
  if (bundle(name) == 0) {
    ntk_text_add(script, " title ");
    quote(script, name);
  } else if (members(series, at, at) > 0) ntk_text_add(script, " notitle");
  else bundle_title(script, name, members(series, at, json_array_size(series)));
}

/*@ requires valid: text_valid(script) && json(curve);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
static void data(ntk_text *script, const json_t *curve) {
  const json_t *x = json_object_get(curve, "x"), *y = json_object_get(curve, "y");
  const size_t size = json_array_size(x), y_size = json_array_size(y);
  int written = 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(script);
      loop assigns i, *script, ntk_alloc_countdown, written;
      loop variant size - i; */
  for (size_t i = 0; i < size && i < y_size; i++) {
    const json_t *a = json_array_get(x, i), *b = json_array_get(y, i);
    if (!json_is_number(a) || !json_is_number(b)) continue;
    ntk_text_format(script, "%.10g %.10g\n", json_number_value(a), json_number_value(b));
    written = 1;
  }
  if (!written) ntk_text_add(script, "NaN NaN\n");
  ntk_text_add(script, "e\n");
}

/*@ requires valid: json(curve) && \valid_read(style);
    terminates \true;
    exits \false;
    assigns \result \from curve, style;
    ensures valid: \valid_read(\result); */
static const char *fixed_style(const json_t *curve, const char *style) {
  if (strcmp(style, "bound") == 0) return bundle(ntk_json_string(curve, "name")) != 0 ? "bounds" : "bound";
  return strcmp(style, "control") == 0 ? "control" : "seed";
}

/* The style, of lines, points and clouds the next one's number. Returns how many of those there are now. */
/*@ requires valid: text_valid(script) && json(curve);
    requires range: styled < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown, \result \from curve, styled;
    ensures valid: text_valid(script);
    ensures range: styled <= \result <= styled + 1; */
static size_t put_style(ntk_text *script, const json_t *curve, size_t styled) {
  const char *style = style_of(curve);
  if (strcmp(style, "line") == 0 || strcmp(style, "points") == 0 || strcmp(style, "cloud") == 0) {
    ntk_text_format(script, "%s%zu", style, styled % STYLES + 1);
    return styled + 1;
  }
  ntk_text_add(script, fixed_style(curve, style));
  return styled;
}

/* The plot command of the figure that `first` begins. */
/*@ requires valid: text_valid(script) && json(series) && json(first);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
static void plot_command(ntk_text *script, const json_t *series, const json_t *first) {
  const size_t size = json_array_size(series);
  size_t styled = 0;
  int plotted = 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(script);
      loop invariant styled: styled <= i;
      loop assigns i, *script, ntk_alloc_countdown, styled, plotted;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *curve = json_array_get(series, i);
    if (!same_figure(curve, first)) continue;
    ntk_text_add(script, plotted ? ", '-' @" : "plot '-' @");
    plotted = 1;
    styled = put_style(script, curve, styled);
    title(script, series, i);
  }
  ntk_text_add(script, "\n");
}

void ntk_figure_script(ntk_text *script, const json_t *series, size_t index) {
  const json_t *first = json_array_get(series, first_curve(series, index));
  const size_t size = json_array_size(series);
  if (first == NULL) return;
  axis_commands(script, series, first, "x");
  axis_commands(script, series, first, "y");
  plot_command(script, series, first);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(script);
      loop assigns i, *script, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++)
    if (same_figure(json_array_get(series, i), first)) data(script, json_array_get(series, i));
}

void ntk_figure_caption(ntk_text *out, const json_t *series, size_t index) {
  const json_t *first = json_array_get(series, first_curve(series, index));
  if (first == NULL) return;
  ntk_text_escape(out, ntk_json_string(first, "y_label"));
  ntk_text_add(out, " against ");
  ntk_text_escape(out, ntk_json_string(first, "x_label"));
}
