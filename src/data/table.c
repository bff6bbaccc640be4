#include "data/table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/idx.h"
#include "data/matrix.h"
#include "data/message.h"
#include "data/npy.h"
#include "data/number.h"

#include "../../spec/acsl/fresh-matrix.h"
#include "../../spec/acsl/index.h"

/*@ requires valid: \valid(out) && out->format != NTK_TABLE_CSV && \valid_read(out->path) && \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1));
    requires header: header == NTK_OK && array_begins(&out->array, bytes->size) || header == NTK_EDATA;
    requires apart: \separated(out, bytes) && \separated(err, out) && \separated(err, bytes);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> table_valid(out); */
static ntk_status read_array(ntk_table *out, const ntk_bytes *bytes, ntk_status header, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  const ntk_status status = header == NTK_OK ? ntk_array_read(&out->number, &out->array, bytes, out->path, err) : header;
  if (status != NTK_OK) return status;
  //@ ghost heap_fresh_matrix(out->number);
  out->rows = out->array.rows;
  out->cols = out->array.cols;
  return NTK_OK;
}

/*@ requires valid: \valid(out) && out->format == NTK_TABLE_CSV && \valid_read(out->path) && \valid(bytes) && bytes_whole(bytes);
    requires apart: \separated(out, bytes) && \separated(err, out) && \separated(err, bytes);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, *bytes, bytes->at[0 .. bytes->size], ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> table_valid(out); */
static ntk_status read_csv(ntk_table *out, ntk_bytes *bytes, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  const ntk_status status = ntk_csv_parse(&out->csv, bytes, out->path, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_fresh(out->csv.field, (out->csv.header + out->csv.rows) * (out->csv.cols + 1));
  out->rows = out->csv.rows;
  out->cols = out->csv.cols;
  return NTK_OK;
}

/*@ requires valid: \valid(out) && out->format == NTK_TABLE_CSV && \valid_read(out->path) && \valid(bytes) && bytes_whole(bytes);
    requires apart: \separated(out, bytes) && \separated(err, out) && \separated(err, bytes);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, *bytes, bytes->at[0 .. bytes->size], ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
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

ntk_status ntk_table_read(ntk_table *out, const char *path, ntk_error *err) {
  ntk_bytes bytes;
  //@ ghost heap_used(out, sizeof *out);
  *out = (ntk_table){.format = NTK_TABLE_CSV};
  out->format = NTK_TABLE_CSV;
  ntk_status status = ntk_bytes_read(&bytes, path, NTK_BYTES_LIMIT, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_fresh(bytes.at, bytes.size + 1);
  //@ ghost heap_used(&bytes, sizeof bytes);
  out->path = ntk_join(path, "");
  status = out->path == NULL ? ntk_no_memory(err, path) : read_format(out, &bytes, err);
  ntk_bytes_clear(&bytes);
  if (status != NTK_OK) ntk_table_clear(out);
  return status;
}

void ntk_table_clear(ntk_table *table) {
  free(table->path);
  ntk_csv_clear(&table->csv);
  gsl_matrix_free(table->number);
  *table = (ntk_table){.format = NTK_TABLE_CSV};
}

const char *ntk_table_place(char out[NTK_PLACE], const ntk_table *table, size_t i, size_t j) {
  if (table->format == NTK_TABLE_CSV) snprintf(out, NTK_PLACE, "%.500s:%zu", table->path, ntk_csv_line(&table->csv, i));
  else snprintf(out, NTK_PLACE, "%.500s: byte %zu", table->path, ntk_array_offset(&table->array, i, j));
  return out;
}

ntk_status ntk_table_number(double *value, const ntk_table *table, size_t i, size_t j, const char *hint, ntk_error *err) {
  if (table->format != NTK_TABLE_CSV) {
    *value = gsl_matrix_get(table->number, i, j);
    return NTK_OK;
  }
  const char *field = ntk_csv_field(&table->csv, i, j);
  if (ntk_number(field, value) == NTK_NUMBER_FINITE) return NTK_OK;
  char place[NTK_PLACE], shown[NTK_SHOWN], name[NTK_SHOWN] = "";
  if (table->csv.header) ntk_show_text(name, ntk_csv_name(&table->csv, j));
  return ntk_fail(err, NTK_EDATA, "%s: expected a finite number in column %zu%s%s, found %s%s", ntk_table_place(place, table, i, j), j,
                  name[0] ? " " : "", name, ntk_show_text(shown, field), hint);
}

/* Row i of x := row i of the table without column `skip`. */
/*@ requires valid: matrix_writable(x) && table_valid(table) && i < x->size1 && i < table->rows;
    requires shape: x->size2 == (skip < table->cols ? table->cols - 1 : table->cols);
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status input_row(gsl_matrix *x, size_t i, const ntk_table *table, size_t skip, ntk_error *err) {
  //@ ghost row_inside(i, x->size1, x->tda);
  /*@ loop invariant range: 0 <= j <= table->cols && at == (skip < j ? j - 1 : j);
      loop invariant valid: table_valid(table);
      loop assigns j, at, x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
      loop variant table->cols - j; */
  for (size_t j = 0, at = 0; j < table->cols; j++) {
    double value;
    if (j == skip) continue;
    const ntk_status status = ntk_table_number(&value, table, i, j, "", err);
    if (status != NTK_OK) return status;
    gsl_matrix_set(x, i, at++, value);
  }
  return NTK_OK;
}

ntk_status ntk_table_inputs(gsl_matrix **out, const ntk_table *table, size_t rows, size_t skip, ntk_error *err) {
  const size_t d = skip < table->cols ? table->cols - 1 : table->cols;
  char place[NTK_PLACE];
  //@ ghost heap_used(out, sizeof *out);
  //@ ghost heap_used_table(table);
  *out = NULL;
  if (d == 0)
    return ntk_fail(err, NTK_EDATA, "%s: expected at least one column beside the target, found none", ntk_table_place(place, table, 0, 0));
  gsl_matrix *x = ntk_matrix(rows, d);
  if (x == NULL) return ntk_no_memory(err, table->path);
  //@ ghost heap_fresh_matrix(x);
  /*@ loop invariant range: 0 <= i <= rows;
      loop invariant valid: table_valid(table);
      loop assigns i, x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
      loop variant rows - i; */
  for (size_t i = 0; i < rows; i++) {
    const ntk_status status = input_row(x, i, table, skip, err);
    if (status != NTK_OK) {
      gsl_matrix_free(x);
      return status;
    }
  }
  *out = x;
  return NTK_OK;
}
