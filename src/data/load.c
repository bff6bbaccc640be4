/* From the options --data, --labels, --rows, --target, --normalise to a data set. */
#include <stdint.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "data/bundled.h"
#include "data/dataset.h"
#include "data/message.h"
#include "data/table.h"
#include "data/target.h"

#include "../../spec/acsl/fresh-matrix.h"

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

/*@ requires valid: \valid(out) && loading_valid(ld) && ld->options->labels == \null && 0 < rows <= ld->table.rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, ld) && \separated(err, ld) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns out->x, out->y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(out->x) && matrix_writable(out->y) && out->x->size1 == out->y->size1 == rows; */
static ntk_status targets_beside(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  //@ ghost heap_used(ld, sizeof *ld);
  //@ ghost heap_used_table(&ld->table);
  size_t column;
  ntk_status status = ntk_target_column(&column, &ld->table, ld->target, err);
  if (status != NTK_OK) return status;
  status = ntk_table_inputs(&out->x, &ld->table, rows, column, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_used_matrix(out->x);
  return ntk_target_values(&out->y, &ld->table, column, ld->target, rows, err);
}

/* Targets from a file of their own: one column by --target, or, without it, all columns as they are. */
/*@ requires valid: \valid(out) && loading_valid(ld) && ld->options->labels != \null && 0 < rows <= ld->table.rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, ld) && \separated(err, ld) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns out->x, out->y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(out->x) && matrix_writable(out->y) && out->x->size1 == out->y->size1 == rows; */
static ntk_status targets_apart(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  //@ ghost heap_used(ld, sizeof *ld);
  //@ ghost heap_used_table(&ld->labels);
  char place[NTK_PLACE];
  size_t column;
  if (ld->labels.rows != ld->table.rows)
    return ntk_fail(err, NTK_EDATA, "%s: expected %zu rows as in %s, found %zu", ntk_table_place(place, &ld->labels, ld->labels.rows - 1, 0),
                    ld->table.rows, ld->table.path, ld->labels.rows);
  ntk_status status = ntk_table_inputs(&out->x, &ld->table, rows, SIZE_MAX, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_used_matrix(out->x);
  if (ld->target == NULL) return ntk_table_inputs(&out->y, &ld->labels, rows, SIZE_MAX, err);
  status = ntk_target_column(&column, &ld->labels, ld->target, err);
  if (status != NTK_OK) return status;
  return ntk_target_values(&out->y, &ld->labels, column, ld->target, rows, err);
}

/*@ requires valid: \valid(out) && loading_valid(ld) && 0 < rows <= ld->table.rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, ld) && \separated(err, ld) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns out->row, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures numbered: \result == NTK_OK ==> \valid(out->row + (0 .. rows - 1)); */
static ntk_status number_rows(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  size_t *row = ntk_calloc(rows, 1, sizeof *row);
  out->row = row;
  if (row == NULL) return ntk_no_memory(err, ld->table.path);
  //@ ghost heap_fresh(row, rows);
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
    requires apart: \separated(out, ld) && \separated(err, ld) && \separated(err, out);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> dataset_valid(out); */
static ntk_status fill(ntk_dataset *out, const loading *ld, const char *name, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  //@ ghost heap_used(ld, sizeof *ld);
  //@ ghost heap_used(ld->options, sizeof *ld->options);
  //@ ghost heap_used(ld->set, sizeof *ld->set);
  //@ ghost heap_used_table(&ld->table);
  //@ ghost heap_used_table(&ld->labels);
  const size_t rows = row_count(ld);
  out->name = ntk_join(name, "");
  if (out->name == NULL) return ntk_no_memory(err, ld->table.path);
  //@ assert still: loading_valid(ld);
  ntk_status status = ld->options->labels != NULL ? targets_apart(out, ld, rows, err) : targets_beside(out, ld, rows, err);
  if (status != NTK_OK) return status;
  //@ assert still: loading_valid(ld);
  //@ ghost heap_used_matrix(out->x);
  //@ ghost heap_used_matrix(out->y);
  return number_rows(out, ld, rows, err);
}

/*@ requires valid: \valid(ld) && \valid_read(ld->options) && (ld->set == \null || bundled_valid(ld->set)) && \valid_read(name) &&
      (ld->options->labels == \null || \valid_read(ld->options->labels)) && (ld->target == \null || \valid_read(ld->target));
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(ld, ld->options) && \separated(ld, ld->set) && \separated(err, ld);
    terminates \true;
    exits \false;
    assigns ld->table, ld->labels, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> loading_valid(ld); */
static ntk_status read_tables(loading *ld, const char *name, ntk_error *err) {
  //@ ghost heap_used(ld, sizeof *ld);
  //@ ghost heap_used(ld->options, sizeof *ld->options);
  //@ ghost heap_used(ld->set, sizeof *ld->set);
  char *path = ld->set != NULL ? ntk_bundled_path(ld->set->file) : ntk_join(name, "");
  if (path == NULL) return ntk_no_memory(err, name);
  ntk_status status = ntk_table_read(&ld->table, path, err);
  free(path);
  if (status != NTK_OK) return status;
  //@ ghost heap_used_table(&ld->table);
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
    assigns *data, ld->table, ld->labels, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures loaded: \result == NTK_OK ==> dataset_valid(data); */
static ntk_status load(ntk_dataset *data, loading *ld, const char *name, ntk_error *err) {
  //@ ghost heap_used(data, sizeof *data);
  //@ ghost heap_used(ld, sizeof *ld);
  //@ ghost heap_used(ld->options, sizeof *ld->options);
  ntk_status status = read_tables(ld, name, err);
  if (status != NTK_OK) return status;
  status = fill(data, ld, name, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_fresh_matrix(data->x);
  return ntk_normalise_rows(data->x, ld->options->normalise, data->name, data->row, err);
}

ntk_status ntk_dataset_load(ntk_dataset **out, const ntk_data_options *options, ntk_error *err) {
  //@ ghost heap_used(out, sizeof *out);
  //@ ghost heap_used(options, sizeof *options);
  const char *name = options->data != NULL ? options->data : "digits";
  loading ld = {.options = NULL};
  //@ ghost heap_used(&ld, sizeof ld);
  ld.options = options;
  ld.set = ntk_bundled_find(name);
  ld.target = options->target;
  *out = NULL;
  if (ld.set != NULL && options->labels != NULL)
    return ntk_fail(err, NTK_EUSAGE, "%s: the bundled sets have their own labels (--labels is for files)", name);
  if (ld.set != NULL && ld.target == NULL) ld.target = ld.set->target;
  ntk_dataset *data = ntk_calloc(1, 1, sizeof *data);
  if (data == NULL) return ntk_no_memory(err, name);
  //@ ghost heap_fresh(data, sizeof *data);
  //@ ghost heap_used(err, sizeof *err);
  //@ ghost heap_used(ld.set, sizeof *ld.set);
  const ntk_status status = load(data, &ld, name, err);
  //@ ghost heap_fresh_matrix(data->x);
  //@ ghost heap_fresh_matrix(data->y);
  ntk_table_clear(&ld.table);
  ntk_table_clear(&ld.labels);
  if (status == NTK_OK) *out = data;
  else ntk_dataset_free(data);
  return status;
}
