#include "data/table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/idx.h"
#include "data/matrix.h"
#include "data/message.h"
#include "data/npy.h"
#include "data/number.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"

/*@ requires valid: \valid(out) && out->format != NTK_TABLE_CSV && \valid_read(out->path) && \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1));
    requires header: header == NTK_OK && array_begins(&out->array, bytes->size) || header == NTK_EDATA;
    requires apart: \separated(out, bytes) && \separated(err, out) && \separated(err, bytes);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> table_valid(out); */
static ntk_status read_array(ntk_table *out, const ntk_bytes *bytes, ntk_status header, ntk_error *err) {
  const ntk_status status = header == NTK_OK ? ntk_array_read(&out->number, &out->array, bytes, out->path, err) : header;
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_matrix(out->number, out, sizeof *out);
  out->rows = out->array.rows;
  out->cols = out->array.cols;
  return NTK_OK;
}

/*@ requires valid: \valid(out) && out->format == NTK_TABLE_CSV && \valid_read(out->path) && \valid(bytes) && bytes_whole(bytes);
    requires apart: \separated(out, bytes) && \separated(err, out) && \separated(err, bytes);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, *bytes, bytes->at[0 .. bytes->size], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> table_valid(out); */
static ntk_status read_csv(ntk_table *out, ntk_bytes *bytes, ntk_error *err) {
  const ntk_status status = ntk_csv_parse(&out->csv, bytes, out->path, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_csv(&out->csv, out, sizeof *out);
  out->rows = out->csv.rows;
  out->cols = out->csv.cols;
  return NTK_OK;
}

/*@ requires valid: \valid(out) && out->format == NTK_TABLE_CSV && \valid_read(out->path) && \valid(bytes) && bytes_whole(bytes);
    requires apart: \separated(out, bytes) && \separated(err, out) && \separated(err, bytes);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, *bytes, bytes->at[0 .. bytes->size], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> table_valid(out); */
static ntk_status read_format(ntk_table *out, ntk_bytes *bytes, ntk_error *err) {
  if (ntk_npy_is(bytes)) {
    out->format = NTK_TABLE_NPY;
    return read_array(out, bytes, ntk_npy_header(&out->array, bytes, out->path, err), err);
  }
  if (ntk_idx_is(bytes)) {
    out->format = NTK_TABLE_IDX;
    return read_array(out, bytes, ntk_idx_header(&out->array, bytes, out->path, err), err);
  }
  return read_csv(out, bytes, err);
}

void ntk_table_empty(ntk_table *table) {
  table->path = NULL;
  table->format = NTK_TABLE_CSV;
  table->rows = table->cols = 0;
  table->csv.text.at = NULL;
  table->csv.text.size = table->csv.text.capacity = 0;
  table->csv.rows = table->csv.cols = table->csv.header = 0;
  table->csv.field = NULL;
  table->csv.delimiter = 0;
  table->number = NULL;
  table->array.item.kind = NTK_UNSIGNED;
  table->array.item.size = 0;
  table->array.item.big_endian = 0;
  table->array.offset = table->array.rows = table->array.cols = 0;
  table->array.fortran = 0;
}

ntk_status ntk_table_read(ntk_table *out, const char *path, ntk_error *err) {
  ntk_bytes bytes;
  ntk_table_empty(out);
  ntk_status status = ntk_bytes_read(&bytes, path, NTK_BYTES_LIMIT, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own_many(bytes.at, bytes.size);
  out->path = ntk_join(path, "");
  status = out->path == NULL ? ntk_no_memory(err, path) : read_format(out, &bytes, err);
  //@ assert read: status == NTK_OK ==> table_valid(out);
  //@ ghost heap_apart_table(out, &bytes, sizeof bytes);
  ntk_bytes_clear(&bytes);
  //@ assert still: status == NTK_OK ==> table_valid(out);
  if (status != NTK_OK) ntk_table_clear(out);
  return status;
}

void ntk_table_clear(ntk_table *table) {
  free(table->path);
  ntk_csv_clear(&table->csv);
  gsl_matrix_free(table->number);
  ntk_table_empty(table);
}

const char *ntk_table_place(char out[NTK_PLACE], const ntk_table *table, size_t i, size_t j) {
  if (table->format == NTK_TABLE_CSV) snprintf(out, NTK_PLACE, "%.500s:%zu", table->path, ntk_csv_line(&table->csv, i));
  else snprintf(out, NTK_PLACE, "%.500s: byte %zu", table->path, ntk_array_offset(&table->array, i, j));
  return out;
}

/*@ requires valid: \valid_read(row + j);
    terminates \true;
    exits \false;
    assigns \result \from row[j];
    ensures entry: \result == row_entry(row, j); */
static double entry_of(const double *row, size_t j) { return row[j]; }

ntk_status ntk_table_number(double *value, const ntk_table *table, size_t i, size_t j, const char *hint, ntk_error *err) {
  if (table->format != NTK_TABLE_CSV) {
    //@ ghost row_inside(i, table->number->size1, table->number->tda);
    *value = entry_of(table->number->data + i * table->number->tda, j);
    return NTK_OK;
  }
  const char *field = ntk_csv_field(&table->csv, i, j);
  if (ntk_number(field, value) == NTK_NUMBER_FINITE) return NTK_OK;
  char place[NTK_PLACE], shown[NTK_SHOWN], name[NTK_SHOWN] = "";
  if (table->csv.header) ntk_show_text(name, ntk_csv_name(&table->csv, j));
  return ntk_fail(err, NTK_EDATA, "%s: expected a finite number in column %zu%s%s, found %s%s", ntk_table_place(place, table, i, j), j,
                  name[0] ? " " : "", name, ntk_show_text(shown, field), hint);
}

/* to := row i of the table without column `skip`. */
/*@ requires valid: table_valid(table) && i < table->rows && \valid(to + (0 .. (skip < table->cols ? table->cols - 1 : table->cols) - 1));
    requires beside: table->format != NTK_TABLE_CSV ==> \separated(to + (0 .. (skip < table->cols ? table->cols - 1 : table->cols) - 1),
                                                                   table->number->data + (0 .. matrix_cells(table->number) - 1));
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns to[0 .. (skip < table->cols ? table->cols - 1 : table->cols) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures chosen: \result == NTK_OK && table->format != NTK_TABLE_CSV ==>
      row_chosen(to, table->number->data + i * table->number->tda, table->cols, skip); */
static ntk_status take_row(double *to, size_t i, const ntk_table *table, size_t skip, ntk_error *err) {
  //@ ghost if (table->format != NTK_TABLE_CSV) row_inside(i, table->number->size1, table->number->tda);
  /*@ loop invariant range: 0 <= j <= table->cols && at == (skip < j ? j - 1 : j);
      loop invariant valid: table_valid(table);
      loop invariant chosen: table->format != NTK_TABLE_CSV ==> row_chosen(to, table->number->data + i * table->number->tda, j, skip);
      loop assigns j, at, to[0 .. (skip < table->cols ? table->cols - 1 : table->cols) - 1], err->status, err->text[0 .. 1023];
      loop variant table->cols - j; */
  for (size_t j = 0, at = 0; j < table->cols; j++) {
    double value;
    if (j == skip) continue;
    const ntk_status status = ntk_table_number(&value, table, i, j, "", err);
    if (status != NTK_OK) return status;
    to[at++] = value;
  }
  return NTK_OK;
}

/* Row i of x := row i of the table without column `skip`. */
/*@ requires valid: matrix_writable(x) && table_valid(table) && i < x->size1 && i < table->rows;
    requires shape: x->size2 == (skip < table->cols ? table->cols - 1 : table->cols);
    requires beside: table->format != NTK_TABLE_CSV ==> matrix_apart(x, table->number);
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns x->data[i * x->tda .. i * x->tda + x->tda - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures chosen: \result == NTK_OK && table->format != NTK_TABLE_CSV ==> input_chosen(x, table, i, skip);
    ensures before: \result == NTK_OK && columns_chosen{Old}(x, table, i, skip) ==> columns_chosen(x, table, i, skip); */
static ntk_status input_row(gsl_matrix *x, size_t i, const ntk_table *table, size_t skip, ntk_error *err) {
  //@ ghost row_inside(i, x->size1, x->tda);
  //@ ghost if (table->format != NTK_TABLE_CSV) row_inside(i, table->number->size1, table->number->tda);
  const ntk_status status = take_row(x->data + i * x->tda, i, table, skip, err);
  /*@ ghost
      if (table->format != NTK_TABLE_CSV)
        /@ loop invariant range: 0 <= k <= i;
           loop invariant before: \forall integer l; 0 <= l < k && input_chosen{Pre}(x, table, l, skip) ==> input_chosen(x, table, l, skip);
           loop assigns k;
           loop variant i - k; @/
        for (size_t k = 0; k < i; k++) {
          row_inside(k, i, x->tda);
          row_inside(k, i, table->number->tda);
          /@ assert to_kept: same{Pre, Here}(x->data + k * x->tda, x->size2); @/
          /@ assert from_kept: same{Pre, Here}(table->number->data + k * table->number->tda, table->cols); @/
          /@ assert row: input_chosen{Pre}(x, table, k, skip) ==> input_chosen(x, table, k, skip); @/
        } */
  return status;
}

/*@ requires valid: table_valid(table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status no_inputs(const ntk_table *table, ntk_error *err) {
  char place[NTK_PLACE];
  return ntk_fail(err, NTK_EDATA, "%s: expected at least one column beside the target, found none", ntk_table_place(place, table, 0, 0));
}

/* The rows of x := the first rows of the table without column `skip`. */
/*@ requires valid: matrix_writable(x) && table_valid(table) && x->size1 <= table->rows;
    requires shape: x->size2 == (skip < table->cols ? table->cols - 1 : table->cols);
    requires beside: table->format != NTK_TABLE_CSV ==> matrix_apart(x, table->number);
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures chosen: \result == NTK_OK ==> columns_chosen(x, table, x->size1, skip); */
static ntk_status input_rows(gsl_matrix *x, const ntk_table *table, size_t skip, ntk_error *err) {
  /*@ loop invariant range: 0 <= i <= x->size1;
      loop invariant valid: table_valid(table);
      loop invariant chosen: columns_chosen(x, table, i, skip);
      loop assigns i, x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
      loop variant x->size1 - i; */
  for (size_t i = 0; i < x->size1; i++) {
    //@ ghost row_inside(i, x->size1, x->tda);
    const ntk_status status = input_row(x, i, table, skip, err);
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

ntk_status ntk_table_inputs(gsl_matrix **out, const ntk_table *table, size_t rows, size_t skip, ntk_error *err) {
  const size_t d = skip < table->cols ? table->cols - 1 : table->cols;
  gsl_matrix *x = NULL;
  ntk_status status;
  if (d == 0) {
    status = no_inputs(table, err);
  } else if ((x = ntk_matrix(rows, d)) == NULL) {
    status = ntk_no_memory(err, table->path);
  } else {
    /*@ ghost
        heap_own_matrix(x);
        heap_apart_any(x, sizeof *x, out, sizeof *out);
        heap_apart_table(table, x->data, x->size1 * x->tda); */
    status = input_rows(x, table, skip, err);
    if (status != NTK_OK) {
      gsl_matrix_free(x);
      x = NULL;
    }
  }
  //@ assert chosen: status == NTK_OK ==> columns_chosen(x, table, rows, skip);
  *out = x;
  return status;
}
