/* CSV (RFC 4180) as tables of text: delimiter and header found by content, quoted fields, LF, CRLF or CR, UTF-8 byte-order mark. */
#ifndef NTK_DATA_CSV_H
#define NTK_DATA_CSV_H

#include <stddef.h>
#include "data/bytes.h"

typedef struct {
  ntk_bytes text;   /* the file; fields are unquoted and ended by a zero byte in place */
  size_t rows, cols; /* rows without the header */
  size_t *field;    /* (header + rows) x (1 + cols): the 0-based line on which a record begins, then its fields' offsets into text */
  size_t header;    /* 1 if the first line is a header, else 0 */
  char delimiter;   /* ',', ';', '\t'; ' ' for runs of blanks */
} ntk_csv;

#include "../../spec/acsl/csv.h"

/* Parses the bytes, which *out takes over (also on an error; *bytes is left empty). Free with ntk_csv_clear.
   Delimiter: the one of comma, semicolon, tab that both of the first two lines hold most of (the least of the two counts; ties in
   that order); if none is in both, runs of blanks; else there is one column. Blank lines are allowed at the end only.
   Header: the first line holds no number while the second does (or is missing); or its numbers are consecutive (0,1,2,...: column
   numbers) and some other field of it stands over a number in the second line. So `setosa` in a first row of numbers is no header.
   NTK_EDATA "PATH:LINE: expected ..., found ..." (control bytes: "PATH: byte OFFSET: ..."), NTK_ENOMEM. */
/*@ requires valid: \valid(out) && bytes_whole(bytes) && \valid(bytes);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, bytes) && \separated(out, err) && \separated(bytes, err);
    terminates \true;
    exits \false;
    assigns *out, *bytes, bytes->at[0 .. bytes->size], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures parsed: \result == NTK_OK ==> csv_valid(out);
    ensures taken: bytes_empty(bytes); */
ntk_status ntk_csv_parse(ntk_csv *out, ntk_bytes *bytes, const char *path, ntk_error *err);

/*@ requires valid: \valid(csv);
    terminates \true;
    exits \false;
    assigns *csv;
    ensures empty: csv->field == \null && csv->text.at == \null; */
void ntk_csv_clear(ntk_csv *csv);

/* The text of field (i, j), i < rows, j < cols. */
/*@ requires valid: csv_valid(csv);
    requires inside: i < csv->rows && j < csv->cols;
    terminates \true;
    exits \false;
    assigns \result \from *csv, csv->field[(csv->header + i) * (csv->cols + 1) + 1 + j];
    ensures field: \valid_read(\result) && \result == (char *)csv->text.at + csv->field[(csv->header + i) * (csv->cols + 1) + 1 + j]; */
const char *ntk_csv_field(const ntk_csv *csv, size_t i, size_t j);

/* The name of column j < cols, or NULL without a header. */
/*@ requires valid: csv_valid(csv);
    requires inside: j < csv->cols;
    terminates \true;
    exits \false;
    assigns \result \from *csv, csv->field[1 + j];
    ensures name: csv->header != 0 ? \valid_read(\result) : \result == \null; */
const char *ntk_csv_name(const ntk_csv *csv, size_t j);

/* The line on which row i < rows begins. */
/*@ requires valid: csv_valid(csv);
    requires inside: i < csv->rows;
    terminates \true;
    exits \false;
    assigns \result \from *csv, csv->field[(csv->header + i) * (csv->cols + 1)];
    ensures line: \result == csv->field[(csv->header + i) * (csv->cols + 1)] + 1; */
size_t ntk_csv_line(const ntk_csv *csv, size_t i);

/* The delimiter (see ntk_csv_parse) of size bytes of text. */
/*@ requires valid: \valid_read(text + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. size - 1], size;
    ensures one_of: \result == ',' || \result == ';' || \result == '\t' || \result == ' '; */
char ntk_csv_delimiter(const unsigned char *text, size_t size);

/* 1 if the record `first` of cols fields is a header; second: the next record or NULL. Fields are offsets into text. */
/*@ requires valid: \valid_read(first + (0 .. cols - 1)) && (second == \null || \valid_read(second + (0 .. cols - 1)));
    requires valid_text: \forall integer j; 0 <= j < cols ==> \valid_read(text + first[j]) && (second == \null || \valid_read(text + second[j]));
    terminates \true;
    exits \false;
    assigns \result \from text[0 ..], first[0 .. cols - 1], second[0 .. cols - 1], cols;
    ensures boolean: \result == 0 || \result == 1; */
size_t ntk_csv_header(const char *text, const size_t *first, const size_t *second, size_t cols);

#endif
