/* From the options --data, --labels, --rows, --target, --normalise to a data set. */
#include <stdint.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "data/bundled.h"
#include "data/dataset.h"
#include "data/message.h"
#include "data/table.h"
#include "data/target.h"

/* What is known before the rows are read. */
typedef struct {
  const ntk_data_options *options;
  const ntk_bundled *set; /* or NULL: a file */
  const char *target;     /* with the set's default */
  ntk_table table, labels;
} loading;

static size_t row_count(const loading *ld) {
  size_t rows = ld->options->rows;
  if (rows == NTK_ROWS_DEFAULT) rows = ld->set != NULL ? ld->set->rows : 0;
  return rows == 0 || rows > ld->table.rows ? ld->table.rows : rows;
}

static ntk_status targets_beside(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  size_t column;
  ntk_status status = ntk_target_column(&column, &ld->table, ld->target, err);
  if (status == NTK_OK) status = ntk_table_inputs(&out->x, &ld->table, rows, column, err);
  if (status == NTK_OK) status = ntk_target_values(&out->y, &ld->table, column, ld->target, rows, err);
  return status;
}

/* Targets from a file of their own: one column by --target, or, without it, all columns as they are. */
static ntk_status targets_apart(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  char place[NTK_PLACE];
  size_t column;
  if (ld->labels.rows != ld->table.rows)
    return ntk_fail(err, NTK_EDATA, "%s: expected %zu rows as in %s, found %zu", ntk_table_place(place, &ld->labels, ld->labels.rows - 1, 0),
                    ld->table.rows, ld->table.path, ld->labels.rows);
  ntk_status status = ntk_table_inputs(&out->x, &ld->table, rows, SIZE_MAX, err);
  if (status != NTK_OK) return status;
  if (ld->target == NULL) return ntk_table_inputs(&out->y, &ld->labels, rows, SIZE_MAX, err);
  status = ntk_target_column(&column, &ld->labels, ld->target, err);
  return status == NTK_OK ? ntk_target_values(&out->y, &ld->labels, column, ld->target, rows, err) : status;
}

static ntk_status number_rows(ntk_dataset *out, const loading *ld, size_t rows, ntk_error *err) {
  out->row = ntk_calloc(rows, 1, sizeof *out->row);
  if (out->row == NULL) return ntk_no_memory(err, ld->table.path);
  if (ld->set != NULL) return ntk_bundled_order(out->row, rows, ld->table.rows, ld->set, err);
  for (size_t i = 0; i < rows; i++) out->row[i] = i;
  return NTK_OK;
}

static ntk_status fill(ntk_dataset *out, const loading *ld, const char *name, ntk_error *err) {
  const size_t rows = row_count(ld);
  out->name = ntk_join(name, "");
  if (out->name == NULL) return ntk_no_memory(err, ld->table.path);
  ntk_status status = ld->options->labels != NULL ? targets_apart(out, ld, rows, err) : targets_beside(out, ld, rows, err);
  if (status == NTK_OK) status = number_rows(out, ld, rows, err);
  if (status == NTK_OK) status = ntk_normalise_rows(out->x, ld->options->normalise, out->name, out->row, err);
  return status;
}

static ntk_status read_tables(loading *ld, const char *name, ntk_error *err) {
  char *path = ld->set != NULL ? ntk_bundled_path(ld->set->file) : ntk_join(name, "");
  if (path == NULL) return ntk_no_memory(err, name);
  ntk_status status = ntk_table_read(&ld->table, path, err);
  free(path);
  if (status == NTK_OK && ld->options->labels != NULL) status = ntk_table_read(&ld->labels, ld->options->labels, err);
  if (status == NTK_OK && ld->options->labels == NULL && ld->table.format == NTK_TABLE_IDX)
    status = ntk_fail(err, NTK_EUSAGE, "%s: an IDX file holds inputs only: give the file of its labels (--labels FILE)", name);
  return status;
}

ntk_status ntk_dataset_load(ntk_dataset **out, const ntk_data_options *options, ntk_error *err) {
  const char *name = options->data != NULL ? options->data : "digits";
  loading ld = {.options = options, .set = ntk_bundled_find(name), .target = options->target};
  *out = NULL;
  if (ld.set != NULL && options->labels != NULL)
    return ntk_fail(err, NTK_EUSAGE, "%s: the bundled sets have their own labels (--labels is for files)", name);
  if (ld.set != NULL && ld.target == NULL) ld.target = ld.set->target;
  ntk_dataset *data = ntk_calloc(1, 1, sizeof *data);
  ntk_status status = data == NULL ? ntk_no_memory(err, name) : read_tables(&ld, name, err);
  if (status == NTK_OK) status = fill(data, &ld, name, err);
  ntk_table_clear(&ld.table);
  ntk_table_clear(&ld.labels);
  if (status == NTK_OK) *out = data;
  else ntk_dataset_free(data);
  return status;
}
