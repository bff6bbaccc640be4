/* A file of examples, whatever its format: rows x cols of numbers or, in CSV, of text that may be numbers. */
#ifndef NTK_DATA_TABLE_H
#define NTK_DATA_TABLE_H

#include <gsl/gsl_matrix.h>

#include "core/error.h"
#include "data/array.h"
#include "data/csv.h"

typedef enum { NTK_TABLE_CSV, NTK_TABLE_NPY, NTK_TABLE_IDX } ntk_table_format;

typedef struct {
  char *path;
  ntk_table_format format;
  size_t rows, cols;
  ntk_csv csv;        /* CSV */
  gsl_matrix *number; /* NPY, IDX */
  ntk_array array;    /* NPY, IDX: where the numbers lie in the file */
} ntk_table;

#include "../../spec/acsl/table.h"

#define NTK_PLACE 640

/* A table without anything, which may be cleared. */
/*@ requires valid: \valid(table);
    terminates \true;
    exits \false;
    assigns *table;
    ensures format: table->format == NTK_TABLE_CSV; */
void ntk_table_empty(ntk_table *table);

/* Reads a file; the format is found by content. Free with ntk_table_clear (also fine after an error).
   NTK_ENOINPUT, NTK_EDATA, NTK_ENOMEM. */
/*@ requires valid: \valid(out);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> table_valid(out); */
ntk_status ntk_table_read(ntk_table *out, const char *path, ntk_error *err);

/*@ requires valid: \valid(table);
    terminates \true;
    exits \false;
    assigns *table; */
void ntk_table_clear(ntk_table *table);

/* out := "PATH:LINE" or "PATH: byte OFFSET" of field (i, j). Returns out. */
/*@ requires valid: \valid(out + (0 .. NTK_PLACE - 1)) && table_valid(table);
    requires inside: i < table->rows && j < table->cols;
    terminates \true;
    exits \false;
    assigns out[0 .. NTK_PLACE - 1], \result \from out, *table, i, j;
    ensures result: \result == out; */
const char *ntk_table_place(char out[NTK_PLACE], const ntk_table *table, size_t i, size_t j);

/* *value := field (i, j). NTK_EDATA when it is not a finite number; hint (may be "") goes behind the message. */
/*@ requires valid: \valid(value) && table_valid(table) && \valid_read(hint);
    requires inside: i < table->rows && j < table->cols;
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *value, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures array: \old(table->format) != NTK_TABLE_CSV ==> \result == NTK_OK && *value == \old(row_entry(table->number->data + i * table->number->tda, j)); */
ntk_status ntk_table_number(double *value, const ntk_table *table, size_t i, size_t j, const char *hint, ntk_error *err);

/* *out := the first `rows` rows without column `skip` (SIZE_MAX: all columns), owned by the caller. NTK_EDATA, NTK_ENOMEM. */
/*@ requires valid: \valid(out) && table_valid(table);
    requires inside: 0 < rows <= table->rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, table) && \separated(err, table) && \separated(err, out);
    requires apart_number: table->format != NTK_TABLE_CSV ==> \separated(out, table->number);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(*out) && (*out)->size1 == rows && (*out)->size2 == (skip < table->cols ? table->cols - 1 : table->cols);
    ensures chosen: \result == NTK_OK ==> columns_chosen(*out, table, rows, skip);
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_table_inputs(gsl_matrix **out, const ntk_table *table, size_t rows, size_t skip, ntk_error *err);

#endif
