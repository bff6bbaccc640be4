/* CSV (RFC 4180) as tables of text: delimiter and header found by content, quoted fields, LF, CRLF or CR, UTF-8 byte-order mark. */
#ifndef NTK_DATA_CSV_H
#define NTK_DATA_CSV_H

#include <stddef.h>
#include "data/bytes.h"

typedef struct {
  ntk_bytes text;   /* the file; fields are unquoted and ended by a zero byte in place */
  size_t rows, cols; /* rows without the header */
  size_t *field;    /* (header + rows) x cols offsets into text */
  size_t *line;     /* header + rows: the 1-based line on which each begins */
  size_t header;    /* 1 if the first line is a header, else 0 */
  char delimiter;   /* ',', ';', '\t'; ' ' for runs of blanks */
} ntk_csv;

/* Parses the bytes, which *out takes over (also on an error; *bytes is left empty). Free with ntk_csv_clear.
   Delimiter: the one of comma, semicolon, tab that both of the first two lines hold most of (the least of the two counts; ties in
   that order); if none is in both, runs of blanks; else there is one column. Blank lines are allowed at the end only.
   Header: the first line holds no number while the second does (or is missing); or its numbers are consecutive (0,1,2,...: column
   numbers) and some other field of it stands over a number in the second line. So `setosa` in a first row of numbers is no header.
   NTK_EDATA "PATH:LINE: expected ..., found ..." (control bytes: "PATH: byte OFFSET: ..."), NTK_ENOMEM. */
ntk_status ntk_csv_parse(ntk_csv *out, ntk_bytes *bytes, const char *path, ntk_error *err);

void ntk_csv_clear(ntk_csv *csv);

/* The text of field (i, j), i < rows, j < cols. */
const char *ntk_csv_field(const ntk_csv *csv, size_t i, size_t j);

/* The name of column j < cols, or NULL without a header. */
const char *ntk_csv_name(const ntk_csv *csv, size_t j);

/* The line on which row i < rows begins. */
size_t ntk_csv_line(const ntk_csv *csv, size_t i);

/* The delimiter (see ntk_csv_parse) of size bytes of text. */
char ntk_csv_delimiter(const unsigned char *text, size_t size);

/* 1 if the record `first` of cols fields is a header; second: the next record or NULL. Fields are offsets into text. */
size_t ntk_csv_header(const char *text, const size_t *first, const size_t *second, size_t cols);

#endif
