#include "data/bundled.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/message.h"
#include "data/table.h"

const ntk_bundled ntk_bundled_sets[NTK_BUNDLED_SETS] = {
    {"digits", "digits.csv.gz", NULL, 50, "parity"},
    {"iris", "iris.csv", "iris-order.csv", 0, "one-vs-rest:0"},
    {"wine", "wine.csv", "wine-order.csv", 0, "one-vs-rest:0"},
};

const ntk_bundled *ntk_bundled_find(const char *name) {
  /*@ loop invariant range: 0 <= k <= NTK_BUNDLED_SETS;
      loop assigns k;
      loop variant NTK_BUNDLED_SETS - k; */
  for (size_t k = 0; k < NTK_BUNDLED_SETS; k++)
    if (strcmp(ntk_bundled_sets[k].name, name) == 0) return &ntk_bundled_sets[k];
  return NULL;
}

char *ntk_bundled_path(const char *file) {
  const char *chosen = getenv("NTKCHECK_DATA");
  char *folder = ntk_join(chosen != NULL && chosen[0] != '\0' ? chosen : NTK_DATA_DIR, "/");
  if (folder == NULL) return NULL;
  char *path = ntk_join(folder, file);
  free(folder);
  return path;
}

/* Takes the number in row i of the file, which must be new and below total. */
/*@ requires valid: \valid(number) && \valid(seen + (0 .. total - 1)) && table_valid(order) && i < order->rows && order->cols == 1 && 0 < total;
    requires apart: \separated(err, order);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *number, seen[0 .. total - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: \result == NTK_OK ==> *number < total; */
static ntk_status take_number(size_t *number, char *seen, const ntk_table *order, size_t i, size_t total, ntk_error *err) {
  char place[NTK_PLACE];
  double value;
  const ntk_status status = ntk_table_number(&value, order, i, 0, "", err);
  if (status != NTK_OK) return status;
  if (!(value >= 0.0 && value < (double)total) || value != (double)(size_t)value || seen[(size_t)value])
    return ntk_fail(err, NTK_EDATA, "%s: expected a row number from 0 to %zu that was not there before, found %g",
                    ntk_table_place(place, order, i, 0), total - 1, value);
  *number = (size_t)value;
  seen[*number] = 1;
  return NTK_OK;
}

/*@ requires valid: \valid(row + (0 .. rows - 1)) && table_valid(order) && 0 < rows <= total;
    requires apart: \separated(err, order) && \separated(row + (0 .. rows - 1), order) &&
                    (order->format == NTK_TABLE_CSV ==> \separated(row + (0 .. rows - 1), order->csv.field + (0 .. csv_entries(&order->csv) - 1))) &&
                    (order->format != NTK_TABLE_CSV ==> \separated(row + (0 .. rows - 1), order->number));
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns row[0 .. rows - 1], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures numbers: \result == NTK_OK ==> \forall integer i; 0 <= i < rows ==> row[i] < total; */
static ntk_status take_order(size_t *row, size_t rows, size_t total, const ntk_table *order, ntk_error *err) {
  char place[NTK_PLACE];
  if (order->rows != total || order->cols != 1)
    return ntk_fail(err, NTK_EDATA, "%s: expected one column of %zu row numbers, found %zu x %zu",
                    ntk_table_place(place, order, order->rows - 1, 0), total, order->rows, order->cols);
  char *seen = ntk_calloc(total, 1, 1);
  if (seen == NULL) return ntk_no_memory(err, order->path);
  //@ ghost heap_own_many(seen, total);
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 0 <= i <= total && (status == NTK_OK || status == NTK_EDATA);
      loop invariant valid: table_valid(order) && order->cols == 1;
      loop invariant numbers: status == NTK_OK ==> \forall integer k; 0 <= k < rows && k < i ==> row[k] < total;
      loop assigns i, status, row[0 .. rows - 1], seen[0 .. total - 1], err->status, err->text[0 .. 1023];
      loop variant total - i; */
  for (size_t i = 0; status == NTK_OK && i < total; i++) {
    size_t number = 0;
    status = take_number(&number, seen, order, i, total, err);
    if (status == NTK_OK && i < rows) row[i] = number;
  }
  free(seen);
  return status;
}

ntk_status ntk_bundled_order(size_t *row, size_t rows, size_t total, const ntk_bundled *set, ntk_error *err) {
  if (set->order == NULL) {
    /*@ loop invariant range: 0 <= i <= rows;
        loop invariant numbers: \forall integer k; 0 <= k < i ==> row[k] == k;
        loop assigns i, row[0 .. rows - 1];
        loop variant rows - i; */
    for (size_t i = 0; i < rows; i++) row[i] = i;
    return NTK_OK;
  }
  char *path = ntk_bundled_path(set->order);
  if (path == NULL) return ntk_no_memory(err, set->name);
  ntk_table order;
  ntk_status status = ntk_table_read(&order, path, err);
  if (status == NTK_OK) {
    //@ ghost heap_apart_table(&order, row, rows);
    status = take_order(row, rows, total, &order, err);
    ntk_table_clear(&order);
  }
  free(path);
  return status;
}
