#include "data/classes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/message.h"
#include "data/number.h"

ntk_label ntk_label_of_text(const char *text) {
  ntk_label label = {text, 0.0, 0};
  label.is_number = ntk_number(text, &label.number) == NTK_NUMBER_FINITE;
  return label;
}

int ntk_label_compare(const ntk_label *a, const ntk_label *b) {
  if (a->is_number != b->is_number) return a->is_number ? -1 : 1;
  if (a->is_number) return (a->number > b->number) - (a->number < b->number);
  return strcmp(a->text, b->text);
}

static ntk_status label_of_row(ntk_label *out, const ntk_table *table, size_t i, size_t column, ntk_error *err) {
  char place[NTK_PLACE], shown[NTK_SHOWN];
  if (table->format != NTK_TABLE_CSV) {
    *out = (ntk_label){NULL, gsl_matrix_get(table->number, i, column), 1};
    return NTK_OK;
  }
  const char *text = ntk_csv_field(&table->csv, i, column);
  double value;
  *out = ntk_label_of_text(text);
  if (text[0] == '\0' || ntk_number(text, &value) == NTK_NUMBER_NOT_FINITE)
    return ntk_fail(err, NTK_EDATA, "%s: expected a class in column %zu, found %s", ntk_table_place(place, table, i, column), column,
                    ntk_show_text(shown, text));
  return NTK_OK;
}

/* The place of a label among the sorted classes, by bisection: the first that is not below it. */
static size_t lower_bound(const ntk_label *sorted, size_t count, const ntk_label *label) {
  size_t low = 0, high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (ntk_label_compare(&sorted[middle], label) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static int is_at(const ntk_classes *classes, size_t place, const ntk_label *label) {
  return place < classes->count && ntk_label_compare(&classes->label[place], label) == 0;
}

static ntk_status collect(ntk_classes *out, const ntk_table *table, size_t column, ntk_error *err) {
  for (size_t i = 0; i < table->rows; i++) {
    ntk_label label;
    char place_text[NTK_PLACE];
    const ntk_status status = label_of_row(&label, table, i, column, err);
    if (status != NTK_OK) return status;
    const size_t place = lower_bound(out->label, out->count, &label);
    if (is_at(out, place, &label)) continue;
    if (out->count == NTK_CLASSES_MAX)
      return ntk_fail(err, NTK_EDATA, "%s: expected at most %zu classes in column %zu, found more", ntk_table_place(place_text, table, i, column),
                      NTK_CLASSES_MAX, column);
    for (size_t k = out->count; k > place; k--) out->label[k] = out->label[k - 1];
    out->label[place] = label;
    out->count++;
  }
  return NTK_OK;
}

static ntk_status number_rows(ntk_classes *out, const ntk_table *table, size_t column, ntk_error *err) {
  for (size_t i = 0; i < table->rows; i++) {
    ntk_label label;
    const ntk_status status = label_of_row(&label, table, i, column, err);
    if (status != NTK_OK) return status;
    out->of_row[i] = lower_bound(out->label, out->count, &label);
  }
  return NTK_OK;
}

ntk_status ntk_classes_find(ntk_classes *out, const ntk_table *table, size_t column, ntk_error *err) {
  *out = (ntk_classes){0, ntk_calloc(NTK_CLASSES_MAX, 1, sizeof(ntk_label)), table->rows, ntk_calloc(table->rows, 1, sizeof(size_t))};
  ntk_status status = out->label == NULL || out->of_row == NULL ? ntk_no_memory(err, table->path) : NTK_OK;
  if (status == NTK_OK) status = collect(out, table, column, err);
  if (status == NTK_OK) status = number_rows(out, table, column, err);
  if (status != NTK_OK) ntk_classes_clear(out);
  return status;
}

void ntk_classes_clear(ntk_classes *classes) {
  free(classes->label);
  free(classes->of_row);
  *classes = (ntk_classes){0, NULL, 0, NULL};
}

const char *ntk_classes_list(char *out, size_t size, const ntk_classes *classes) {
  size_t at = 0;
  out[0] = '\0';
  for (size_t k = 0; k < classes->count && at < size; k++) {
    const ntk_label *label = &classes->label[k];
    const char *comma = k ? ", " : "";
    const int n = label->text != NULL ? snprintf(out + at, size - at, "%s%s", comma, label->text)
                                      : snprintf(out + at, size - at, "%s%g", comma, label->number);
    if (n < 0) break;
    at += (size_t)n;
  }
  return out;
}
