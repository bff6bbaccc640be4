#include "report/gnuplot.h"

#include <string.h>

#include "report/gnuplot-run.h"

/* Where the mark (length bytes) next begins at or after from; size when there is none. */
/*@ requires valid: \valid_read(s + (0 .. size)) && \valid_read(mark);
    requires range: from <= size && 0 < length;
    terminates \true;
    exits \false;
    assigns \result \from s[0 .. size], size, from, mark[0 ..], length;
    ensures range: from <= \result <= size;
    ensures found: \result < size ==> \result + length <= size; */
static size_t find(const char *s, size_t size, size_t from, const char *mark, size_t length) {
  /*@ loop invariant range: from <= at <= size;
      loop assigns at;
      loop variant size - at; */
  for (size_t at = from; at < size && size - at >= length; at++)
    if (strncmp(s + at, mark, length) == 0) return at;
  return size;
}

/* Bytes that stay in front of the prefix, where an id of gnuplot's begins (gp... and gnuplot_... in every plot); 0: none does. */
/*@ requires valid: size == 0 || \valid_read(svg + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \result \from svg[0 .. size - 1], size;
    ensures range: \result <= size; */
static size_t id_at(const char *svg, size_t size) {
  if (size >= 6 && (strncmp(svg, "id='gp", 6) == 0 || strncmp(svg, "id=\"gp", 6) == 0)) return 4;
  if (size >= 4 && (strncmp(svg, "'#gp", 4) == 0 || strncmp(svg, "\"#gp", 4) == 0)) return 2;
  return size >= 12 && strncmp(svg, "id=\"gnuplot_", 12) == 0 ? 4 : 0;
}

/* Copies one plot and puts the prefix before ids. */
/*@ requires valid: text_valid(out) && \valid_read(svg + (0 .. size)) && \valid_read(prefix);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void own_ids(ntk_text *out, const char *svg, size_t size, const char *prefix, size_t number) {
  size_t start = 0;
  /*@ loop invariant range: 0 <= i <= size && start <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, start, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const size_t before = i < start ? 0 : id_at(svg + i, size - i);
    if (before == 0) continue;
    ntk_text_bytes(out, svg + start, i + before - start);
    ntk_text_format(out, "%s-%zu-", prefix, number);
    start = i + before;
  }
  ntk_text_bytes(out, svg + start, size - start);
}

/* Filters that no plot uses, with fixed ids: cut out. */
/*@ requires valid: text_valid(out) && \valid_read(svg + (0 .. size));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void without_filters(ntk_text *out, const char *svg, size_t size) {
  size_t at = 0;
  /*@ loop invariant range: 0 <= at <= size;
      loop invariant valid: text_valid(out);
      loop assigns at, *out, ntk_alloc_countdown;
      loop variant size - at; */
  while (at < size) {
    const size_t open = find(svg, size, at, "<filter ", 8), close = find(svg, size, open, "</filter>", 9);
    if (close == size) break;
    ntk_text_bytes(out, svg + at, open - at);
    at = close + 9;
  }
  ntk_text_bytes(out, svg + at, size - at);
}

/*@ requires valid: text_valid(out) && \valid_read(svg + (0 .. size)) && \valid_read(prefix);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void one_plot(ntk_text *out, const char *svg, size_t size, const char *prefix, size_t number) {
  ntk_text whole;
  ntk_text_start(&whole);
  own_ids(&whole, svg, size, prefix, number);
  if (!whole.failed) without_filters(out, ntk_text_string(&whole), whole.size);
  if (whole.failed) out->failed = 1;
  ntk_text_clear(&whole);
}

/*@ requires valid: \valid_read(text + (0 .. size)) && \valid_read(prefix) && (err == \null || \valid(err));
    requires plots: \forall integer i; 0 <= i < count ==> text_valid(svg + i);
    terminates \true;
    exits \false;
    assigns svg[0 .. count - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, \result \from text[0 .. size], size, count, ntk_alloc_countdown;
    ensures valid: \forall integer i; 0 <= i < count ==> text_valid(svg + i);
    ensures status: \result \in {NTK_OK, NTK_EINTERNAL, NTK_ENOMEM}; */
static ntk_status split(const char *text, size_t size, size_t count, ntk_text *svg, const char *prefix, ntk_error *err) {
  size_t at = 0;
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 0 <= i <= count && at <= size;
      loop invariant valid: \forall integer k; 0 <= k < count ==> text_valid(svg + k);
      loop invariant status: status \in {NTK_OK, NTK_EINTERNAL, NTK_ENOMEM};
      loop assigns i, at, status, svg[0 .. count - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown;
      loop variant count - i; */
  for (size_t i = 0; i < count && status == NTK_OK; i++) {
    const size_t start = find(text, size, at, "<svg", 4), end = find(text, size, start, "</svg>", 6);
    if (end == size) status = ntk_fail(err, NTK_EINTERNAL, "gnuplot drew %zu of %zu plots", i, count);
    else {
      at = end + 6;
      one_plot(&svg[i], text + start, at - start, prefix, i);
      if (svg[i].failed) status = ntk_fail(err, NTK_ENOMEM, "out of memory while reading plots");
    }
  }
  if (status == NTK_OK && find(text, size, at, "<svg", 4) < size) status = ntk_fail(err, NTK_EINTERNAL, "gnuplot drew more than %zu plots", count);
  return status;
}

/*@ requires plots: \forall integer i; 0 <= i < count ==> text_valid(svg + i);
    terminates \true;
    exits \false;
    assigns svg[0 .. count - 1];
    ensures valid: \forall integer i; 0 <= i < count ==> text_valid(svg + i); */
static void clear(size_t count, ntk_text *svg) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: \forall integer k; 0 <= k < count ==> text_valid(svg + k);
      loop assigns i, svg[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) ntk_text_clear(&svg[i]);
}

ntk_status ntk_gnuplot(const ntk_text *script, size_t count, ntk_text *svg, const char *prefix, ntk_error *err) {
  ntk_text plots;
  if (count == 0) return NTK_OK;
  if (script->failed || script->size == 0) return ntk_fail(err, NTK_ENOMEM, "out of memory while making plots");
  ntk_text_start(&plots);
  ntk_status status = ntk_gnuplot_run(script, &plots, err);
  if (status == NTK_OK) status = split(ntk_text_string(&plots), plots.size, count, svg, prefix, err);
  if (status != NTK_OK) clear(count, svg);
  ntk_text_clear(&plots);
  return status;
}
