#include "data/bundled.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/message.h"
#include "data/table.h"

static const ntk_bundled sets[] = {
    {"digits", "digits.csv.gz", NULL, 50, "parity"},
    {"iris", "iris.csv", "iris-order.csv", 0, "one-vs-rest:0"},
    {"wine", "wine.csv", "wine-order.csv", 0, "one-vs-rest:0"},
};

const ntk_bundled *ntk_bundled_find(const char *name) {
  for (size_t k = 0; k < sizeof sets / sizeof sets[0]; k++)
    if (strcmp(sets[k].name, name) == 0) return &sets[k];
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

static ntk_status take_order(size_t *row, size_t rows, size_t total, const ntk_table *order, ntk_error *err) {
  char place[NTK_PLACE];
  if (order->rows != total || order->cols != 1)
    return ntk_fail(err, NTK_EDATA, "%s: expected one column of %zu row numbers, found %zu x %zu",
                    ntk_table_place(place, order, order->rows - 1, 0), total, order->rows, order->cols);
  char *seen = ntk_calloc(total, 1, 1);
  if (seen == NULL) return ntk_no_memory(err, order->path);
  ntk_status status = NTK_OK;
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
    for (size_t i = 0; i < rows; i++) row[i] = i;
    return NTK_OK;
  }
  char *path = ntk_bundled_path(set->order);
  if (path == NULL) return ntk_no_memory(err, set->name);
  ntk_table order;
  ntk_status status = ntk_table_read(&order, path, err);
  if (status == NTK_OK) {
    status = take_order(row, rows, total, &order, err);
    ntk_table_clear(&order);
  }
  free(path);
  return status;
}
