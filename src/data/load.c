/* From the options --data, --labels, --rows, --target, --normalise to a data set. */
#include <stdint.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "data/bundled.h"
#include "data/dataset.h"
#include "data/message.h"
#include "data/table.h"
#include "data/target.h"

#include "../../spec/acsl/heap-matrix.h"

/* What is known before the rows are read. */
typedef struct {
  const ntk_data_options *options;
  const ntk_bundled *set; /* or NULL: a file */
  const char *target;     /* with the set's default */
  ntk_table table, labels;
} loading;

/*@ predicate loading_valid{L}(loading *ld) = \valid_read(ld) && \valid_read(ld->options) && (ld->set == \null || bundled_valid(ld->set)) &&
      (ld->options->labels == \null || \valid_read(ld->options->labels)) && (ld->target == \null || \valid_read(ld->target)) &&
      table_valid(&ld->table) && (ld->options->labels != \null ==> table_valid(&ld->labels)); */

/*@ requires valid: loading_valid(ld);
    terminates \true;
    exits \false;
    assigns \result \from *ld, *ld->options;
    ensures some: 0 < \result <= ld->table.rows; */
static size_t row_count(const loading *ld) {
  size_t rows = ld->options->rows;
  if (rows == NTK_ROWS_DEFAULT) rows = ld->set != NULL ? ld->set->rows : 0;
  return rows == 0 || rows > ld->table.rows ? ld->table.rows : rows;
}

/* The column of the targets, or SIZE_MAX: there is none (NTK_EUSAGE). */
/*@ requires valid: table_valid(table) && (target == \null || \valid_read(target));
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures column: \result == SIZE_MAX || \result < table->cols; */
static size_t column_of(const ntk_table *table, const char *target, ntk_error *err) {
  size_t column = SIZE_MAX;
  return ntk_target_column(&column, table, target, err) == NTK_OK ? column : SIZE_MAX;
}

/* Inputs and targets from one file. */
/*@ requires valid: \valid(out) && table_valid(table) && (target == \null || \valid_read(target)) && 0 < rows <= table->rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, table) && \separated(err, table) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns out->x, out->y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(out->x) && matrix_writable(out->y) && out->x->size1 == out->y->size1 == rows; */
static ntk_status targets_beside(ntk_dataset *out, const ntk_table *table, const char *target, size_t rows, ntk_error *err) {
  //@ ghost heap_apart_table(table, out, sizeof *out);
  const size_t column = column_of(table, target, err);
  if (column == SIZE_MAX) return NTK_EUSAGE;
  const ntk_status status = ntk_table_inputs(&out->x, table, rows, column, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_matrix(out->x, out, sizeof *out);
  //@ assert table: table_valid(table);
  return ntk_target_values(&out->y, table, column, target, rows, err);
}

/*@ requires valid: table_valid(labels) && table_valid(table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status other_rows(const ntk_table *labels, const ntk_table *table, ntk_error *err) {
  char place[NTK_PLACE];
  return ntk_fail(err, NTK_EDATA, "%s: expected %zu rows as in %s, found %zu", ntk_table_place(place, labels, labels->rows - 1, 0), table->rows,
                  table->path, labels->rows);
}

/* Targets from a file of their own: one column by --target, or, without it, all columns as they are. */
/*@ requires valid: \valid(out) && table_valid(table) && table_valid(labels) && (target == \null || \valid_read(target)) && 0 < rows <= table->rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, table) && \separated(err, table) && \separated(out, labels) && \separated(err, labels) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns out->x, out->y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(out->x) && matrix_writable(out->y) && out->x->size1 == out->y->size1 == rows; */
static ntk_status targets_apart(ntk_dataset *out, const ntk_table *table, const ntk_table *labels, const char *target, size_t rows, ntk_error *err) {
  //@ ghost heap_apart_table(table, out, sizeof *out);
  //@ ghost heap_apart_table(labels, out, sizeof *out);
  if (labels->rows != table->rows) return other_rows(labels, table, err);
  const ntk_status status = ntk_table_inputs(&out->x, table, rows, SIZE_MAX, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_matrix(out->x, out, sizeof *out);
  //@ assert labels: table_valid(labels) && rows <= labels->rows;
  if (target == NULL) return ntk_table_inputs(&out->y, labels, rows, SIZE_MAX, err);
  const size_t column = column_of(labels, target, err);
  if (column == SIZE_MAX) return NTK_EUSAGE;
  return ntk_target_values(&out->y, labels, column, target, rows, err);
}

/*@ requires valid: \valid(out) && loading_valid(ld) && 0 < rows <= ld->table.rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, ld) && \separated(err, ld) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns out->row, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures numbered: \result == NTK_OK ==> \valid(out->row + (0 .. rows - 1)); */
static ntk_status number_rows(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  size_t *row = ntk_calloc(rows, 1, sizeof *row);
  out->row = row;
  if (row == NULL) return ntk_no_memory(err, ld->table.path);
  //@ ghost heap_own(row);
  if (ld->set != NULL) return ntk_bundled_order(row, rows, ld->table.rows, ld->set, err);
  /*@ loop invariant range: 0 <= i <= rows;
      loop assigns i, row[0 .. rows - 1];
      loop variant rows - i; */
  for (size_t i = 0; i < rows; i++) row[i] = i;
  return NTK_OK;
}

/* All but the normalisation. */
/*@ requires valid: \valid(out) && loading_valid(ld) && \valid_read(name);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, ld) && \separated(err, ld) && \separated(err, out) && \separated(out, ld->options) && \separated(out, ld->set);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> dataset_valid(out); */
static ntk_status fill(ntk_dataset *out, const loading *ld, const char *name, ntk_error *err) {
  const size_t rows = row_count(ld);
  //@ ghost heap_apart_table(&ld->table, out, sizeof *out);
  //@ ghost heap_apart_table(&ld->labels, out, sizeof *out);
  out->name = ntk_join(name, "");
  if (out->name == NULL) return ntk_no_memory(err, ld->table.path);
  //@ assert still: loading_valid(ld);
  const ntk_status status = ld->options->labels != NULL ? targets_apart(out, &ld->table, &ld->labels, ld->target, rows, err)
                                                        : targets_beside(out, &ld->table, ld->target, rows, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_matrix(out->x, out, sizeof *out);
  //@ ghost heap_apart_matrix(out->y, out, sizeof *out);
  //@ assert still: loading_valid(ld);
  return number_rows(out, ld, rows, err);
}

/*@ requires valid: \valid(ld) && \valid_read(ld->options) && (ld->set == \null || bundled_valid(ld->set)) && \valid_read(name) &&
      (ld->options->labels == \null || \valid_read(ld->options->labels)) && (ld->target == \null || \valid_read(ld->target));
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(ld, ld->options) && \separated(ld, ld->set) && \separated(err, ld);
    terminates \true;
    exits \false;
    assigns ld->table, ld->labels, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> loading_valid(ld); */
static ntk_status read_tables(loading *ld, const char *name, ntk_error *err) {
  char *path = ld->set != NULL ? ntk_bundled_path(ld->set->file) : ntk_join(name, "");
  if (path == NULL) return ntk_no_memory(err, name);
  ntk_status status = ntk_table_read(&ld->table, path, err);
  free(path);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_table(&ld->table, &ld->labels, sizeof ld->labels);
  if (ld->options->labels != NULL) return ntk_table_read(&ld->labels, ld->options->labels, err);
  if (ld->table.format == NTK_TABLE_IDX)
    return ntk_fail(err, NTK_EUSAGE, "%s: an IDX file holds inputs only: give the file of its labels (--labels FILE)", name);
  return NTK_OK;
}

/*@ requires valid: \valid(data) && \valid(ld) && \valid_read(ld->options) && (ld->set == \null || bundled_valid(ld->set)) && \valid_read(name) &&
      (ld->options->labels == \null || \valid_read(ld->options->labels)) && (ld->target == \null || \valid_read(ld->target));
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(ld, ld->options) && \separated(ld, ld->set) && \separated(err, ld) && \separated(data, ld) && \separated(data, err) &&
                    \separated(data, ld->options) && \separated(data, ld->set);
    terminates \true;
    exits \false;
    assigns *data, ld->table, ld->labels, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures loaded: \result == NTK_OK ==> dataset_valid(data); */
static ntk_status load(ntk_dataset *data, loading *ld, const char *name, ntk_error *err) {
  ntk_status status = read_tables(ld, name, err);
  if (status != NTK_OK) return status;
  status = fill(data, ld, name, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own_many(data->x->data, data->x->size1 * data->x->tda);
  return ntk_normalise_rows(data->x, ld->options->normalise, data->name, data->row, err);
}

/* *out := the data set, or NULL. */
/*@ requires valid: \valid(out) && \valid(ld) && \valid_read(ld->options) && (ld->set == \null || bundled_valid(ld->set)) && \valid_read(name) &&
      (ld->options->labels == \null || \valid_read(ld->options->labels)) && (ld->target == \null || \valid_read(ld->target));
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(ld, ld->options) && \separated(ld, ld->set) && \separated(err, ld) && \separated(out, ld) && \separated(out, err);
    terminates \true;
    exits \false;
    assigns *out, ld->table, ld->labels, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures loaded: \result == NTK_OK ==> dataset_valid(*out);
    ensures none: \result != NTK_OK ==> *out == \null; */
static ntk_status load_new(ntk_dataset **out, loading *ld, const char *name, ntk_error *err) {
  ntk_dataset *data = ntk_calloc(1, 1, sizeof *data);
  if (data == NULL) {
    *out = NULL;
    return ntk_no_memory(err, name);
  }
  /*@ ghost
      heap_own(data);
      heap_apart_any(data, sizeof *data, out, sizeof *out);
      heap_apart_any(data, sizeof *data, err, sizeof *err);
      heap_apart_any(data, sizeof *data, ld, sizeof *ld);
      heap_apart_any(data, sizeof *data, ld->options, sizeof *ld->options);
      heap_apart_any(data, sizeof *data, ld->set, sizeof *ld->set); */
  const ntk_status status = load(data, ld, name, err);
  //@ ghost heap_apart_matrix(data->x, out, sizeof *out);
  //@ ghost heap_apart_matrix(data->y, out, sizeof *out);
  if (status != NTK_OK) {
    ntk_dataset_free(data);
    data = NULL;
  }
  *out = data;
  return status;
}

ntk_status ntk_dataset_load(ntk_dataset **out, const ntk_data_options *options, ntk_error *err) {
  const char *name = options->data != NULL ? options->data : "digits";
  const ntk_bundled *set = ntk_bundled_find(name);
  *out = NULL;
  if (set != NULL && options->labels != NULL)
    return ntk_fail(err, NTK_EUSAGE, "%s: the bundled sets have their own labels (--labels is for files)", name);
  loading ld;
  ld.options = options;
  ld.set = set;
  ld.target = set != NULL && options->target == NULL ? set->target : options->target;
  ntk_table_empty(&ld.table);
  ntk_table_empty(&ld.labels);
  const ntk_status status = load_new(out, &ld, name, err);
  /*@ ghost
      if (status == NTK_OK) {
        heap_apart_any(*out, sizeof **out, &ld, sizeof ld);
        heap_apart_any((*out)->name, 1, &ld, sizeof ld);
        heap_apart_matrix((*out)->x, &ld, sizeof ld);
        heap_apart_matrix((*out)->y, &ld, sizeof ld);
        heap_apart_any((*out)->row, (*out)->x->size1, &ld, sizeof ld);
      } */
  ntk_table_clear(&ld.table);
  ntk_table_clear(&ld.labels);
  return status;
}
