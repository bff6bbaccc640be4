#include "data/csv.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "data/message.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/index.h"

typedef enum { END_FIELD, END_RECORD, END_FILE } end_kind;

/* The place of the parser in the text. */
typedef struct {
  unsigned char *s;
  size_t size, at, line;
  char delimiter;
  const char *path;
  ntk_error *err;
} scanner;

/*@ predicate scan_valid{L}(scanner *sc) = \valid(sc) && sc->at <= sc->size < SIZE_MAX && \valid(sc->s + (0 .. sc->size)) && 1 <= sc->line <= sc->at + 1 &&
      0 < sc->delimiter && \valid_read(sc->path) && (sc->err == \null || \valid(sc->err));

    // what a pass over the text leaves as it is
    predicate scan_kept{K, L}(scanner *sc) = \at(sc->size, L) == \at(sc->size, K) && \at(sc->s, L) == \at(sc->s, K) && \at(sc->at, K) <= \at(sc->at, L) &&
      \at(sc->delimiter, L) == \at(sc->delimiter, K) && \at(sc->path, L) == \at(sc->path, K) && \at(sc->err, L) == \at(sc->err, K); */

/* Offsets that grow by doubling. */
typedef struct { size_t *at, count, capacity; } offsets;

/*@ predicate offsets_valid{L}(offsets *list) = \valid(list) && list->count <= list->capacity && list->capacity * sizeof(size_t) <= SIZE_MAX &&
      \valid(list->at + (0 .. list->capacity - 1)) && \separated(list, list->at + (0 .. list->capacity - 1)) &&
      (0 < list->capacity ==> owned((char *)list->at)); */

/*@ requires valid: offsets_valid(list);
    terminates \true;
    exits \false;
    assigns *list, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: offsets_valid(list);
    ensures room: \result == 1 ==> list->count < list->capacity;
    ensures kept: list->count == \old(list->count) && \forall integer k; 0 <= k < list->count ==> list->at[k] == \old(list->at[k]); */
static int room_for_one(offsets *list) {
  if (list->count < list->capacity) return 1;
  size_t capacity;
  if (!ntk_size_mul(list->capacity, 2, &capacity)) return 0;
  if (capacity == 0) capacity = 256;
  size_t *at = ntk_calloc(capacity, 1, sizeof *at);
  if (at == NULL) return 0;
  //@ ghost heap_own(at);
  //@ ghost heap_apart_any(at, capacity, list->at, list->count);
  //@ ghost heap_apart_any(at, capacity, list, sizeof *list);
  /*@ loop invariant range: 0 <= i <= list->count;
      loop invariant copy: \forall integer k; 0 <= k < i ==> at[k] == \at(list->at[k], Pre);
      loop invariant rest: \forall integer k; 0 <= k < list->count ==> list->at[k] == \at(list->at[k], Pre);
      loop assigns i, at[0 .. capacity - 1];
      loop variant list->count - i; */
  for (size_t i = 0; i < list->count; i++) at[i] = list->at[i];
  free(list->at);
  list->at = at;
  list->capacity = capacity;
  return 1;
}

/*@ requires valid: offsets_valid(list) && at_most(list->at, list->count, limit) && value <= limit;
    terminates \true;
    exits \false;
    assigns *list, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: offsets_valid(list) && at_most(list->at, list->count, limit);
    ensures pushed: \result == 1 ==> list->count == \old(list->count) + 1; */
static int push(offsets *list, size_t value, size_t limit) {
  (void)limit; /* what is pushed is at most this: for the proof */
  if (!room_for_one(list)) return 0;
  list->at[list->count] = value;
  list->count++;
  return 1;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures decides: \result == 1 <==> c == '\n' || c == '\r';
    ensures boolean: \result == 0 || \result == 1; */
static int is_line_end(unsigned char c) { return c == '\n' || c == '\r'; }

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures decides: \result == 1 <==> c == ' ' || c == '\t';
    ensures boolean: \result == 0 || \result == 1; */
static int is_blank(unsigned char c) { return c == ' ' || c == '\t'; }

/* A blank that may stand around a field without belonging to it: not a delimiting tab. */
/*@ requires valid: \valid_read(sc);
    terminates \true;
    exits \false;
    assigns \result \from sc->delimiter, c;
    ensures decides: \result == 1 <==> (c == ' ' || c == '\t') && !(c == '\t' && sc->delimiter == '\t');
    ensures boolean: \result == 0 || \result == 1; */
static int is_padding(const scanner *sc, unsigned char c) { return is_blank(c) && !(c == '\t' && sc->delimiter == '\t'); }

/*@ requires valid: scan_valid(sc);
    terminates \true;
    exits \false;
    assigns sc->at;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc);
    ensures still: !((sc->s[\old(sc->at)] == ' ' || sc->s[\old(sc->at)] == '\t') && !(sc->s[\old(sc->at)] == '\t' && sc->delimiter == '\t')) ==>
      sc->at == \old(sc->at);
    ensures over: sc->at < sc->size ==> !((sc->s[sc->at] == ' ' || sc->s[sc->at] == '\t') && !(sc->s[sc->at] == '\t' && sc->delimiter == '\t')); */
static void skip_padding(scanner *sc) {
  /*@ loop invariant valid: scan_valid(sc) && \at(sc->at, Pre) <= sc->at;
      loop invariant moved: \at(sc->at, Pre) < sc->at ==>
        (sc->s[\at(sc->at, Pre)] == ' ' || sc->s[\at(sc->at, Pre)] == '\t') && !(sc->s[\at(sc->at, Pre)] == '\t' && sc->delimiter == '\t');
      loop assigns sc->at;
      loop variant sc->size - sc->at; */
  while (sc->at < sc->size && is_padding(sc, sc->s[sc->at])) sc->at++;
}

/*@ requires valid: scan_valid(sc) && sc->at < sc->size;
    terminates \true;
    exits \false;
    assigns \result \from *sc, sc->s[sc->at];
    ensures boolean: \result == 0 || \result == 1;
    ensures blank: \result == 1 && sc->delimiter == ' ' ==> sc->s[sc->at] == ' ' || sc->s[sc->at] == '\t';
    ensures other: \result == 0 && sc->delimiter == ' ' ==> !(sc->s[sc->at] == ' ' || sc->s[sc->at] == '\t'); */
static int at_separator(const scanner *sc) {
  const unsigned char c = sc->s[sc->at];
  return sc->delimiter == ' ' ? is_blank(c) : c == (unsigned char)sc->delimiter;
}

/* Goes over the line end at sc->at (LF, CR LF or CR). */
/*@ requires valid: scan_valid(sc) && sc->at < sc->size;
    terminates \true;
    exits \false;
    assigns sc->at, sc->line;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && \old(sc->at) < sc->at; */
static void skip_line_end(scanner *sc) {
  if (sc->s[sc->at] == '\r' && sc->at + 1 < sc->size && sc->s[sc->at + 1] == '\n') sc->at++;
  sc->at++;
  sc->line++;
}

/* Goes over what ends a field: a delimiter (with all blanks around it where blanks delimit), a line end, the end of the file. */
/*@ requires valid: scan_valid(sc);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc);
    ensures kind: \result == END_FIELD || \result == END_RECORD || \result == END_FILE;
    ensures record: \result == END_RECORD ==> \old(sc->at) < sc->at;
    ensures field: \result == END_FIELD && sc->delimiter != ' ' ==> \old(sc->at) < sc->at;
    ensures newline: \old(sc->at) < sc->size && (sc->s[\old(sc->at)] == '\n' || sc->s[\old(sc->at)] == '\r') ==> \old(sc->at) < sc->at; */
static end_kind skip_separator(scanner *sc) {
  if (sc->delimiter == ' ') skip_padding(sc);
  if (sc->at == sc->size) return END_FILE;
  if (is_line_end(sc->s[sc->at])) {
    skip_line_end(sc);
    return sc->at == sc->size ? END_FILE : END_RECORD;
  }
  if (sc->delimiter != ' ') sc->at++;
  return END_FIELD;
}

/* The rest of a quoted field, from behind its opening quote; *start, *end: the unquoted text. */
/*@ requires valid: scan_valid(sc) && \valid(start) && \valid(end);
    requires apart: \separated(sc, start, end, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line, sc->s[0 .. sc->size], *start, *end, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc);
    ensures inside: \result == NTK_OK ==> *start <= *end <= sc->at; */
static ntk_status quoted_field(scanner *sc, size_t *start, size_t *end) {
  const size_t first_line = sc->line;
  size_t w = sc->at;
  *start = sc->at;
  /*@ loop invariant valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && \at(sc->at, Pre) <= w <= sc->at && *start == \at(sc->at, Pre);
      loop assigns sc->at, sc->line, sc->s[0 .. sc->size], w;
      loop variant sc->size - sc->at; */
  for (;;) {
    if (sc->at == sc->size)
      return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected a closing quote for the field that begins here, found the end of the file",
                      sc->path, first_line);
    const unsigned char c = sc->s[sc->at++];
    if (c == '"') {
      if (sc->at == sc->size || sc->s[sc->at] != '"') break;
      sc->at++; /* a doubled quote stands for one */
    }
    if (c == '\n') sc->line++;
    sc->s[w++] = c;
  }
  *end = w;
  const size_t after = sc->at;
  skip_padding(sc);
  if (sc->at < sc->size && !is_line_end(sc->s[sc->at]) && !at_separator(sc) && !(sc->delimiter == ' ' && sc->at > after)) {
    char shown[NTK_SHOWN];
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected a delimiter or the end of the line after a quoted field, found %s", sc->path,
                    sc->line, ntk_show(shown, (const char *)sc->s + sc->at, 1));
  }
  return NTK_OK;
}

/*@ requires valid: scan_valid(sc) && \valid(start) && \valid(end);
    requires apart: \separated(sc, start, end, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, *start, *end, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc);
    ensures inside: \result == NTK_OK ==> *start <= *end <= sc->at;
    ensures stopped: \result == NTK_OK && sc->at == \old(sc->at) && sc->at < sc->size && sc->delimiter == ' ' ==>
      sc->s[sc->at] == '\n' || sc->s[sc->at] == '\r' || sc->s[sc->at] == ' ' || sc->s[sc->at] == '\t'; */
static ntk_status plain_field(scanner *sc, size_t *start, size_t *end) {
  *start = sc->at;
  /*@ loop invariant valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && *start == \at(sc->at, Pre);
      loop assigns sc->at;
      loop variant sc->size - sc->at; */
  while (sc->at < sc->size && !is_line_end(sc->s[sc->at]) && !at_separator(sc)) {
    if (sc->s[sc->at] == '"')
      return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected no quote inside a field that does not begin with one, found '\"'", sc->path,
                      sc->line);
    sc->at++;
  }
  *end = sc->at;
  /*@ loop invariant inside: *start <= *end <= sc->at;
      loop assigns *end;
      loop variant *end; */
  while (*end > *start && is_padding(sc, sc->s[*end - 1])) (*end)--;
  return NTK_OK;
}

/* One field: its offset, and what ended it. The zero byte is written last: it may stand where the delimiter was. */
/*@ requires valid: scan_valid(sc) && \valid(start) && \valid(kind);
    requires apart: \separated(sc, start, kind, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line, sc->s[0 .. sc->size], *start, *kind, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc);
    ensures inside: \result == NTK_OK ==> *start <= sc->size;
    ensures kind: \result == NTK_OK ==> *kind == END_FIELD || *kind == END_RECORD || *kind == END_FILE;
    ensures progress: \result == NTK_OK && *kind != END_FILE ==> \old(sc->at) < sc->at; */
static ntk_status scan_field(scanner *sc, size_t *start, end_kind *kind) {
  size_t end = 0;
  skip_padding(sc);
  const int quoted = sc->at < sc->size && sc->s[sc->at] == '"';
  if (quoted) sc->at++;
  const ntk_status status = quoted ? quoted_field(sc, start, &end) : plain_field(sc, start, &end);
  if (status != NTK_OK) return status;
  *kind = skip_separator(sc);
  sc->s[end] = '\0';
  return NTK_OK;
}

/* 1 if only blanks and line ends are left. */
/*@ requires valid: scan_valid(sc);
    terminates \true;
    exits \false;
    assigns \result \from *sc, sc->s[sc->at .. sc->size - 1];
    ensures boolean: \result == 0 || \result == 1; */
static int only_blanks_left(const scanner *sc) {
  /*@ loop invariant range: sc->at <= i <= sc->size;
      loop assigns i;
      loop variant sc->size - i; */
  for (size_t i = sc->at; i < sc->size; i++)
    if (!is_line_end(sc->s[i]) && !is_blank(sc->s[i])) return 0;
  return 1;
}

/*@ requires valid: scan_valid(sc);
    terminates \true;
    exits \false;
    assigns \result \from *sc, sc->s[sc->at .. sc->size - 1];
    ensures boolean: \result == 0 || \result == 1; */
static int at_blank_line(const scanner *sc) {
  size_t i = sc->at;
  /*@ loop invariant range: sc->at <= i <= sc->size;
      loop assigns i;
      loop variant sc->size - i; */
  while (i < sc->size && is_blank(sc->s[i])) i++;
  return i == sc->size || is_line_end(sc->s[i]);
}

/* One record: its line, its fields; the first sets *cols (0 before). *kind: END_FILE when nothing follows. *start is scratch. */
/*@ requires valid: scan_valid(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size) && \valid(cols) && \valid(kind) && \valid(start);
    requires apart: \separated(sc, fields, cols, kind, sc->err) && \separated(start, sc) && \separated(start, fields) && \separated(start, cols) &&
                    \separated(start, kind) && \separated(start, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line, sc->s[0 .. sc->size], *fields, *cols, *kind, *start, ntk_alloc_countdown, sc->err->status, sc->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size);
    ensures record: \result == NTK_OK ==> fields->count == \old(fields->count) + *cols + 1 && 0 < *cols;
    ensures cols: \result == NTK_OK ==> *cols == \old(*cols) || \old(*cols) == 0;
    ensures progress: \result == NTK_OK && *kind != END_FILE ==> \old(sc->at) < sc->at; */
static ntk_status scan_fields(scanner *sc, offsets *fields, size_t *cols, end_kind *kind, size_t *start) {
  const size_t line = sc->line;
  size_t count = 0;
  if (at_blank_line(sc))
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected a row, found an empty line", sc->path, line);
  int pushed = push(fields, line - 1, sc->size);
  /*@ ghost
      heap_apart_any(fields->at, fields->capacity, sc, sizeof *sc);
      heap_apart_any(fields->at, fields->capacity, cols, sizeof *cols);
      heap_apart_any(fields->at, fields->capacity, start, sizeof *start); */
  if (!pushed) return ntk_no_memory(sc->err, sc->path);
  *kind = END_FIELD;
  /*@ loop invariant apart: \separated(fields->at + (0 .. fields->capacity - 1), sc) && \separated(fields->at + (0 .. fields->capacity - 1), cols) &&
        \separated(fields->at + (0 .. fields->capacity - 1), start);
      loop invariant valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size);
      loop invariant count: fields->count == \at(fields->count, Pre) + 1 + count && count <= sc->at - \at(sc->at, Pre) + 1;
      loop invariant going: *kind == END_FIELD ==> count <= sc->at - \at(sc->at, Pre);
      loop invariant some: *kind != END_FIELD ==> 0 < count;
      loop invariant progress: *kind == END_RECORD ==> \at(sc->at, Pre) < sc->at;
      loop invariant kind: *kind == END_FIELD || *kind == END_RECORD || *kind == END_FILE;
      loop assigns count, *start, pushed, sc->at, sc->line, sc->s[0 .. sc->size], *fields, *kind, ntk_alloc_countdown, sc->err->status, sc->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
      loop variant sc->size - sc->at + (*kind == END_FIELD ? 1 : 0); */
  while (*kind == END_FIELD) {
    const ntk_status status = scan_field(sc, start, kind);
    if (status != NTK_OK) return status;
    pushed = push(fields, *start, sc->size);
    /*@ ghost
        heap_apart_any(fields->at, fields->capacity, sc, sizeof *sc);
        heap_apart_any(fields->at, fields->capacity, cols, sizeof *cols);
        heap_apart_any(fields->at, fields->capacity, start, sizeof *start); */
    if (!pushed) return ntk_no_memory(sc->err, sc->path);
    count++;
  }
  if (*cols == 0) *cols = count;
  //@ assert kept: scan_valid(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size);
  if (count != *cols)
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected %zu fields as in the first line, found %zu", sc->path, line, *cols, count);
  return NTK_OK;
}

/*@ requires valid: scan_valid(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size) && \valid(cols) && \valid(kind);
    requires apart: \separated(sc, fields, cols, kind, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line, sc->s[0 .. sc->size], *fields, *cols, *kind, ntk_alloc_countdown, sc->err->status, sc->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size);
    ensures record: \result == NTK_OK ==> fields->count == \old(fields->count) + *cols + 1 && 0 < *cols;
    ensures cols: \result == NTK_OK ==> *cols == \old(*cols) || \old(*cols) == 0;
    ensures progress: \result == NTK_OK && *kind != END_FILE ==> \old(sc->at) < sc->at; */
static ntk_status scan_record(scanner *sc, offsets *fields, size_t *cols, end_kind *kind) {
  size_t start;
  const ntk_status status = scan_fields(sc, fields, cols, kind, &start);
  //@ ghost heap_apart_any(fields->at, fields->capacity, &start, sizeof start);
  return status;
}

/*@ requires valid: \valid_read(text) && \valid_read(text->at + (0 .. text->size - 1)) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status check_text(const ntk_bytes *text, const char *path, ntk_error *err) {
  /*@ loop invariant range: 0 <= i <= text->size;
      loop assigns i;
      loop variant text->size - i; */
  for (size_t i = 0; i < text->size; i++) {
    const unsigned char c = text->at[i];
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
      return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected text (CSV), or a file that begins as NPY or IDX, found byte 0x%02x", path, i, c);
  }
  return NTK_OK;
}

/* All records up to the blanks at the end, of which there are *records. */
/*@ requires valid: scan_valid(sc) && \valid(fields) && fields->count == fields->capacity == 0 && \valid(cols) && *cols == 0 && \valid(records);
    requires apart: \separated(sc, fields, cols, records, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line, sc->s[0 .. sc->size], *fields, *cols, *records, ntk_alloc_countdown, sc->err->status, sc->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size);
    ensures count: \result == NTK_OK ==> fields->count == *records * (*cols + 1) && (0 < *records ==> 0 < *cols); */
static ntk_status scan_all(scanner *sc, offsets *fields, size_t *cols, size_t *records) {
  end_kind kind = END_RECORD;
  *records = 0;
  /*@ loop invariant valid: scan_valid(sc) && scan_kept{Pre, Here}(sc) && offsets_valid(fields) && at_most(fields->at, fields->count, sc->size);
      loop invariant count: fields->count == *records * (*cols + 1) && *records <= fields->count && (0 < *records <==> 0 < *cols);
      loop assigns sc->at, sc->line, sc->s[0 .. sc->size], *fields, *cols, *records, kind, ntk_alloc_countdown, sc->err->status, sc->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
      loop variant sc->size - sc->at + (kind != END_FILE ? 1 : 0); */
  while (kind != END_FILE && !only_blanks_left(sc)) {
    const ntk_status status = scan_record(sc, fields, cols, &kind);
    //@ ghost heap_apart_any(fields->at, fields->capacity, records, sizeof *records);
    //@ ghost heap_apart_any(fields->at, fields->capacity, &kind, sizeof kind);
    if (status != NTK_OK) return status;
    ++*records;
  }
  return NTK_OK;
}

/* The header, and the count of rows, from `count` entries of records. */
/*@ requires valid: scan_valid(sc) && \valid(csv) && csv->text.at == sc->s && csv->text.size == sc->size && csv->header == 0;
    requires valid_field: \valid_read(csv->field + (0 .. count - 1)) && at_most(csv->field, count, sc->size);
    requires count: count == records * (csv->cols + 1) && (0 < records ==> 0 < csv->cols);
    requires apart: \separated(csv, sc, sc->err) && \separated(csv, csv->field + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns csv->rows, csv->header, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures valid: \result == NTK_OK ==> csv_valid(csv) && csv_entries(csv) == count && csv->field == \old(csv->field); */
static ntk_status take_header(ntk_csv *csv, const scanner *sc, size_t records, size_t count) {
  (void)count; /* for the proof */
  const size_t cols = csv->cols;
  if (records == 0) return ntk_fail(sc->err, NTK_EDATA, "%s:1: expected a header or a row, found an empty file", sc->path);
  //@ ghost row_inside(0, records, cols + 1);
  //@ ghost if (1 < records) row_inside(1, records, cols + 1);
  //@ assert first: cols + 1 <= count;
  //@ assert second: 1 < records ==> 2 * cols + 2 <= count;
  //@ assert first_texts: \forall integer j; 0 <= j < cols ==> \valid_read((char *)csv->text.at + csv->field[1 + j]);
  //@ assert second_texts: 1 < records ==> \forall integer j; 0 <= j < cols ==> \valid_read((char *)csv->text.at + csv->field[cols + 2 + j]);
  csv->header = ntk_csv_header((const char *)csv->text.at, csv->field + 1, records > 1 ? csv->field + cols + 2 : NULL, cols);
  csv->rows = records - csv->header;
  if (csv->rows == 0)
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected a row after the header, found the end of the file", sc->path, sc->line);
  return NTK_OK;
}

/*@ requires valid: scan_valid(sc) && \valid(csv) && csv->cols == 0 && csv->text.at == sc->s && csv->text.size == sc->size && csv->header == 0;
    requires apart: \separated(csv, sc, sc->err);
    terminates \true;
    exits \false;
    assigns sc->at, sc->line, sc->s[0 .. sc->size], csv->field, csv->cols, csv->rows, csv->header, ntk_alloc_countdown, sc->err->status,
            sc->err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> csv_valid(csv); */
static ntk_status scan_records(ntk_csv *csv, scanner *sc) {
  offsets fields;
  fields.at = NULL;
  fields.count = fields.capacity = 0;
  size_t cols = 0, records = 0;
  const ntk_status status = scan_all(sc, &fields, &cols, &records);
  /*@ ghost
      heap_apart_any(fields.at, fields.count, csv, sizeof *csv);
      heap_apart_any(fields.at, fields.count, &fields, sizeof fields);
      heap_apart_any(fields.at, fields.count, &cols, sizeof cols);
      heap_apart_any(fields.at, fields.count, &records, sizeof records); */
  csv->field = fields.at;
  csv->cols = cols;
  if (status != NTK_OK) return status;
  //@ assert kept: offsets_valid(&fields) && at_most(fields.at, fields.count, sc->size);
  return take_header(csv, sc, records, fields.count);
}

ntk_status ntk_csv_parse(ntk_csv *out, ntk_bytes *bytes, const char *path, ntk_error *err) {
  out->text.at = bytes->at;
  out->text.size = bytes->size;
  out->text.capacity = bytes->capacity;
  out->field = NULL;
  out->rows = out->cols = out->header = 0;
  bytes->at = NULL;
  bytes->size = bytes->capacity = 0;
  const ntk_bytes *text = &out->text;
  const size_t bom = text->size >= 3 && memcmp(text->at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  ntk_status status = check_text(text, path, err);
  if (status == NTK_OK) {
    scanner sc;
    out->delimiter = ntk_csv_delimiter(text->at + bom, text->size - bom);
    sc.s = text->at;
    sc.size = text->size;
    sc.at = bom;
    sc.line = 1;
    sc.delimiter = out->delimiter;
    sc.path = path;
    sc.err = err;
    status = scan_records(out, &sc);
    //@ ghost heap_apart_csv(out, &sc, sizeof sc);
  }
  if (status != NTK_OK) ntk_csv_clear(out);
  return status;
}

void ntk_csv_clear(ntk_csv *csv) {
  ntk_bytes_clear(&csv->text);
  free(csv->field);
  csv->field = NULL;
  csv->rows = csv->cols = csv->header = 0;
}

/* Where a record begins among the entries. */
/*@ requires valid: csv_valid(csv) && record < csv->header + csv->rows;
    terminates \true;
    exits \false;
    assigns \result \from *csv, record;
    ensures begin: \result == record * (csv->cols + 1);
    ensures inside: \result + csv->cols < csv_entries(csv); */
static size_t record_begin(const ntk_csv *csv, size_t record) {
  const size_t width = csv->cols + 1;
  //@ ghost row_inside(record, csv->header + csv->rows, width);
  return record * width;
}

const char *ntk_csv_field(const ntk_csv *csv, size_t i, size_t j) {
  const size_t at = record_begin(csv, csv->header + i) + 1 + j;
  return (const char *)csv->text.at + csv->field[at];
}

const char *ntk_csv_name(const ntk_csv *csv, size_t j) {
  const size_t at = record_begin(csv, 0) + 1 + j;
  return csv->header ? (const char *)csv->text.at + csv->field[at] : NULL;
}

size_t ntk_csv_line(const ntk_csv *csv, size_t i) { return csv->field[record_begin(csv, csv->header + i)] + 1; }
