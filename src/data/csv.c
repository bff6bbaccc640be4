#include "data/csv.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "data/message.h"

typedef enum { END_FIELD, END_RECORD, END_FILE } end_kind;

/* The place of the parser in the text. */
typedef struct {
  unsigned char *s;
  size_t size, at, line;
  char delimiter;
  const char *path;
  ntk_error *err;
} scanner;

/* Offsets that grow by doubling. */
typedef struct { size_t *at, count, capacity; } offsets;

static int push(offsets *list, size_t value) {
  if (list->count == list->capacity) {
    size_t capacity;
    if (!ntk_size_mul(list->capacity, 2, &capacity)) return 0;
    if (capacity == 0) capacity = 256;
    size_t *at = ntk_calloc(capacity, 1, sizeof *at);
    if (at == NULL) return 0;
    if (list->count > 0) memcpy(at, list->at, list->count * sizeof *at);
    free(list->at);
    list->at = at;
    list->capacity = capacity;
  }
  list->at[list->count++] = value;
  return 1;
}

static int is_line_end(unsigned char c) { return c == '\n' || c == '\r'; }

static int is_blank(unsigned char c) { return c == ' ' || c == '\t'; }

/* A blank that may stand around a field without belonging to it: not a delimiting tab. */
static int is_padding(const scanner *sc, unsigned char c) { return is_blank(c) && !(c == '\t' && sc->delimiter == '\t'); }

static void skip_padding(scanner *sc) {
  while (sc->at < sc->size && is_padding(sc, sc->s[sc->at])) sc->at++;
}

static int at_separator(const scanner *sc) {
  const unsigned char c = sc->s[sc->at];
  return sc->delimiter == ' ' ? is_blank(c) : c == (unsigned char)sc->delimiter;
}

/* Goes over the line end at sc->at (LF, CR LF or CR). */
static void skip_line_end(scanner *sc) {
  if (sc->s[sc->at] == '\r' && sc->at + 1 < sc->size && sc->s[sc->at + 1] == '\n') sc->at++;
  sc->at++;
  sc->line++;
}

/* Goes over what ends a field: a delimiter (with all blanks around it where blanks delimit), a line end, the end of the file. */
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
static ntk_status quoted_field(scanner *sc, size_t *start, size_t *end) {
  const size_t first_line = sc->line;
  size_t w = sc->at;
  *start = sc->at;
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

static ntk_status plain_field(scanner *sc, size_t *start, size_t *end) {
  *start = sc->at;
  while (sc->at < sc->size && !is_line_end(sc->s[sc->at]) && !at_separator(sc)) {
    if (sc->s[sc->at] == '"')
      return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected no quote inside a field that does not begin with one, found '\"'", sc->path,
                      sc->line);
    sc->at++;
  }
  *end = sc->at;
  while (*end > *start && is_padding(sc, sc->s[*end - 1])) (*end)--;
  return NTK_OK;
}

/* One field: its offset, and what ended it. The zero byte is written last: it may stand where the delimiter was. */
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
static int only_blanks_left(const scanner *sc) {
  for (size_t i = sc->at; i < sc->size; i++)
    if (!is_line_end(sc->s[i]) && !is_blank(sc->s[i])) return 0;
  return 1;
}

static int at_blank_line(const scanner *sc) {
  size_t i = sc->at;
  while (i < sc->size && is_blank(sc->s[i])) i++;
  return i == sc->size || is_line_end(sc->s[i]);
}

/* One record; the first sets *cols (0 before). *kind: END_FILE when nothing follows. */
static ntk_status scan_record(scanner *sc, offsets *fields, size_t *cols, end_kind *kind) {
  const size_t line = sc->line;
  size_t count = 0, start;
  if (at_blank_line(sc))
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected a row, found an empty line", sc->path, line);
  do {
    const ntk_status status = scan_field(sc, &start, kind);
    if (status != NTK_OK) return status;
    if (!push(fields, start)) return ntk_no_memory(sc->err, sc->path);
    count++;
  } while (*kind == END_FIELD);
  if (*cols == 0) *cols = count;
  if (count != *cols)
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected %zu fields as in the first line, found %zu", sc->path, line, *cols, count);
  return NTK_OK;
}

static ntk_status check_text(const ntk_bytes *text, const char *path, ntk_error *err) {
  for (size_t i = 0; i < text->size; i++) {
    const unsigned char c = text->at[i];
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
      return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected text (CSV), or a file that begins as NPY or IDX, found byte 0x%02x", path, i, c);
  }
  return NTK_OK;
}

static ntk_status scan_records(ntk_csv *csv, scanner *sc) {
  offsets fields = {NULL, 0, 0}, lines = {NULL, 0, 0};
  ntk_status status = NTK_OK;
  end_kind kind = END_RECORD;
  while (status == NTK_OK && kind != END_FILE && !only_blanks_left(sc)) {
    if (!push(&lines, sc->line)) status = ntk_no_memory(sc->err, sc->path);
    else status = scan_record(sc, &fields, &csv->cols, &kind);
  }
  csv->field = fields.at;
  csv->line = lines.at;
  csv->rows = lines.count;
  if (status != NTK_OK) return status;
  if (csv->rows == 0) return ntk_fail(sc->err, NTK_EDATA, "%s:1: expected a header or a row, found an empty file", sc->path);
  csv->header = ntk_csv_header((const char *)csv->text.at, csv->field, csv->rows > 1 ? csv->field + csv->cols : NULL, csv->cols);
  csv->rows -= csv->header;
  if (csv->rows == 0)
    return ntk_fail(sc->err, NTK_EDATA, "%s:%zu: expected a row after the header, found the end of the file", sc->path, sc->line);
  return NTK_OK;
}

ntk_status ntk_csv_parse(ntk_csv *out, ntk_bytes *bytes, const char *path, ntk_error *err) {
  *out = (ntk_csv){.text = *bytes};
  *bytes = (ntk_bytes){NULL, 0, 0};
  const ntk_bytes *text = &out->text;
  const size_t bom = text->size >= 3 && memcmp(text->at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  ntk_status status = check_text(text, path, err);
  if (status == NTK_OK) {
    out->delimiter = ntk_csv_delimiter(text->at + bom, text->size - bom);
    scanner sc = {text->at, text->size, bom, 1, out->delimiter, path, err};
    status = scan_records(out, &sc);
  }
  if (status != NTK_OK) ntk_csv_clear(out);
  return status;
}

void ntk_csv_clear(ntk_csv *csv) {
  ntk_bytes_clear(&csv->text);
  free(csv->field);
  free(csv->line);
  *csv = (ntk_csv){.field = NULL};
}

const char *ntk_csv_field(const ntk_csv *csv, size_t i, size_t j) {
  return (const char *)csv->text.at + csv->field[(csv->header + i) * csv->cols + j];
}

const char *ntk_csv_name(const ntk_csv *csv, size_t j) {
  return csv->header ? (const char *)csv->text.at + csv->field[j] : NULL;
}

size_t ntk_csv_line(const ntk_csv *csv, size_t i) { return csv->line[csv->header + i]; }
