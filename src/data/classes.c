#include "data/classes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/message.h"
#include "data/number.h"

#include "../../spec/acsl/heap.h"

ntk_label ntk_label_of_text(const char *text) {
  ntk_label label;
  double number = 0.0;
  label.is_number = ntk_number(text, &number) == NTK_NUMBER_FINITE;
  label.number = number;
  label.text = text;
  return label;
}

int ntk_label_compare(const ntk_label *a, const ntk_label *b) {
  if (a->is_number != b->is_number) return a->is_number ? -1 : 1;
  if (a->is_number) return (a->number > b->number) - (a->number < b->number);
  return strcmp(a->text, b->text);
}

/*@ predicate labels_valid{L}(ntk_label *l, integer n) = \forall integer k; 0 <= k < n ==> label_valid(l + k); */

/*@ requires valid: table_valid(table) && i < table->rows && column < table->cols && \valid_read(text);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status check_text(const char *text, const ntk_table *table, size_t i, size_t column, ntk_error *err) {
  char place[NTK_PLACE], shown[NTK_SHOWN];
  double value;
  if (text[0] == '\0' || ntk_number(text, &value) == NTK_NUMBER_NOT_FINITE)
    return ntk_fail(err, NTK_EDATA, "%s: expected a class in column %zu, found %s", ntk_table_place(place, table, i, column), column,
                    ntk_show_text(shown, text));
  return NTK_OK;
}

/*@ requires valid: \valid(out) && table_valid(table) && i < table->rows && column < table->cols;
    requires apart: \separated(out, table) && \separated(err, table) && \separated(err, out);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures label: \result == NTK_OK ==> label_valid(out);
    ensures number: table->format != NTK_TABLE_CSV ==> out->is_number == 1 && out->number == \old(table->number->data[i * table->number->tda + column]); */
static ntk_status label_of_row(ntk_label *out, const ntk_table *table, size_t i, size_t column, ntk_error *err) {
  if (table->format != NTK_TABLE_CSV) {
    out->number = gsl_matrix_get(table->number, i, column);
    out->is_number = 1;
    out->text = NULL;
    return NTK_OK;
  }
  const char *text = ntk_csv_field(&table->csv, i, column);
  const ntk_status status = check_text(text, table, i, column, err);
  const ntk_label label = ntk_label_of_text(text);
  out->number = label.number;
  out->is_number = label.is_number;
  out->text = label.text;
  return status;
}

/* The place of a label among the sorted classes, by bisection: the first that is not below it. */
/*@ requires valid: labels_valid(sorted, count) && label_valid(label) && count <= NTK_CLASSES_MAX;
    terminates \true;
    exits \false;
    assigns \result \from sorted[0 .. count - 1], count, *label;
    ensures inside: \result <= count; */
static size_t lower_bound(const ntk_label *sorted, size_t count, const ntk_label *label) {
  size_t low = 0, high = count;
  /*@ loop invariant range: low <= high <= count;
      loop assigns low, high;
      loop variant high - low; */
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (ntk_label_compare(&sorted[middle], label) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/*@ requires valid: labels_valid(sorted, count) && label_valid(label);
    terminates \true;
    exits \false;
    assigns \result \from sorted[0 .. count - 1], count, place, *label;
    ensures boolean: \result == 0 || \result == 1;
    ensures inside: \result == 1 ==> place < count; */
static int is_at(const ntk_label *sorted, size_t count, size_t place, const ntk_label *label) {
  return place < count && ntk_label_compare(&sorted[place], label) == 0;
}

/* Puts a label at its place among the first count, the rest move up. */
/*@ requires valid: \valid(sorted + (0 .. count)) && labels_valid(sorted, count) && place <= count < NTK_CLASSES_MAX;
    requires label: label_valid(label);
    requires apart: \separated(label, sorted + (0 .. count));
    terminates \true;
    exits \false;
    assigns sorted[0 .. count];
    ensures valid: labels_valid(sorted, count + 1); */
static void insert(ntk_label *sorted, size_t count, size_t place, const ntk_label *label) {
  /*@ loop invariant range: place <= k <= count;
      loop invariant below: labels_valid(sorted, k);
      loop invariant label: label_valid(label);
      loop invariant above: \forall integer l; k < l <= count ==> label_valid(sorted + l);
      loop assigns k, sorted[0 .. count];
      loop variant k; */
  for (size_t k = count; k > place; k--) {
    sorted[k].text = sorted[k - 1].text;
    sorted[k].number = sorted[k - 1].number;
    sorted[k].is_number = sorted[k - 1].is_number;
  }
  sorted[place].text = label->text;
  sorted[place].number = label->number;
  sorted[place].is_number = label->is_number;
}

/*@ // nothing that table_valid reads lies in these cells
    predicate beside_table{L}(char *block, integer n, ntk_table *t) = \separated(block + (0 .. n - 1), t) &&
      (t->format == NTK_TABLE_CSV ==> \separated(block + (0 .. n - 1), t->csv.field + (0 .. csv_entries(&t->csv) - 1))) &&
      (t->format != NTK_TABLE_CSV ==> \separated(block + (0 .. n - 1), t->number)); */

/*@ requires valid: table_valid(table) && i < table->rows && column < table->cols;
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status too_many(const ntk_table *table, size_t i, size_t column, ntk_error *err) {
  char place[NTK_PLACE];
  return ntk_fail(err, NTK_EDATA, "%s: expected at most %zu classes in column %zu, found more", ntk_table_place(place, table, i, column),
                  NTK_CLASSES_MAX, column);
}

/* The classes of the rows, in order; behind the last place of the list is room for the label at hand. */
/*@ requires valid: \valid(list + (0 .. NTK_CLASSES_MAX)) && \valid(found) && table_valid(table) && column < table->cols;
    requires apart: \separated(err, table) && \separated(found, table) && \separated(found, err) && \separated(list + (0 .. NTK_CLASSES_MAX), found, err);
    requires beside: beside_table((char *)list, (NTK_CLASSES_MAX + 1) * sizeof(ntk_label), table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *found, list[0 .. NTK_CLASSES_MAX], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures found: \result == NTK_OK ==> 0 < *found <= NTK_CLASSES_MAX && labels_valid(list, *found);
    ensures table: table_valid(table); */
static ntk_status collect(ntk_label *list, size_t *found, const ntk_table *table, size_t column, ntk_error *err) {
  ntk_label *label = list + NTK_CLASSES_MAX;
  size_t count = 0;
  /*@ loop invariant range: 0 <= i <= table->rows && count <= NTK_CLASSES_MAX && (0 < i ==> 0 < count);
      loop invariant labels: labels_valid(list, count);
      loop invariant valid: table_valid(table);
      loop invariant beside: beside_table((char *)list, (NTK_CLASSES_MAX + 1) * sizeof(ntk_label), table);
      loop assigns i, count, list[0 .. NTK_CLASSES_MAX], err->status, err->text[0 .. 1023];
      loop variant table->rows - i; */
  for (size_t i = 0; i < table->rows; i++) {
    const ntk_status status = label_of_row(label, table, i, column, err);
    if (status != NTK_OK) return status;
    //@ assert table: table_valid(table);
    //@ assert labels: labels_valid(list, count);
    const size_t place = lower_bound(list, count, label);
    if (is_at(list, count, place, label)) continue;
    if (count == NTK_CLASSES_MAX) return too_many(table, i, column, err);
    insert(list, count, place, label);
    //@ assert table: table_valid(table);
    count++;
  }
  *found = count;
  return NTK_OK;
}

/* Which class each row has: it is there, so that the last need not be compared. */
/*@ requires valid: 0 < count <= NTK_CLASSES_MAX && labels_valid(list, count) && table_valid(table) && column < table->cols;
    requires room: \valid(of_row + (0 .. table->rows - 1)) && \valid(label);
    requires apart: \separated(err, table) && \separated(list + (0 .. count - 1), err) && \separated(label, table) && \separated(label, err) &&
                    \separated(label, list + (0 .. count - 1)) && \separated(label, of_row + (0 .. table->rows - 1));
    requires beside: beside_table((char *)of_row, table->rows, table) && beside_table((char *)label, sizeof(ntk_label), table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *label, of_row[0 .. table->rows - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures found: \result == NTK_OK ==> \forall integer i; 0 <= i < table->rows ==> of_row[i] < count;
    ensures labels: labels_valid(list, count); */
static ntk_status number_rows(size_t *of_row, const ntk_label *list, size_t count, ntk_label *label, const ntk_table *table, size_t column,
                              ntk_error *err) {
  const size_t rows = table->rows;
  /*@ loop invariant range: 0 <= i <= rows && rows == table->rows;
      loop invariant found: \forall integer k; 0 <= k < i ==> of_row[k] < count;
      loop invariant labels: labels_valid(list, count);
      loop invariant valid: table_valid(table);
      loop invariant beside: beside_table((char *)of_row, rows, table);
      loop invariant beside_label: beside_table((char *)label, sizeof(ntk_label), table);
      loop assigns i, *label, of_row[0 .. rows - 1], err->status, err->text[0 .. 1023];
      loop variant rows - i; */
  for (size_t i = 0; i < rows; i++) {
    const ntk_status status = label_of_row(label, table, i, column, err);
    if (status != NTK_OK) return status;
    //@ assert table: table_valid(table);
    //@ assert labels: labels_valid(list, count - 1);
    of_row[i] = lower_bound(list, count - 1, label);
    //@ assert table_still: table_valid(table);
  }
  return NTK_OK;
}

ntk_status ntk_classes_find(ntk_classes *out, const ntk_table *table, size_t column, ntk_error *err) {
  const size_t rows = table->rows;
  ntk_label *list = ntk_calloc(NTK_CLASSES_MAX + 1, 1, sizeof *list);
  size_t *of_row = ntk_calloc(rows, 1, sizeof *of_row);
  ntk_status status = list == NULL || of_row == NULL ? ntk_no_memory(err, table->path) : NTK_OK;
  /*@ ghost
      heap_own(list);
      heap_own(of_row);
      heap_apart_any(list, (NTK_CLASSES_MAX + 1) * sizeof *list, table, sizeof *table);
      heap_apart_table(table, list, (NTK_CLASSES_MAX + 1) * sizeof *list);
      heap_apart_any(list, (NTK_CLASSES_MAX + 1) * sizeof *list, err, sizeof *err);
      heap_apart_any(list, (NTK_CLASSES_MAX + 1) * sizeof *list, out, sizeof *out);
      heap_apart_any(of_row, rows, out, sizeof *out);
      heap_apart_any(of_row, rows, list, (NTK_CLASSES_MAX + 1) * sizeof *list); */
  out->count = 0;
  if (status == NTK_OK) status = collect(list, &out->count, table, column, err);
  /*@ ghost
      heap_apart_any(of_row, rows, table, sizeof *table);
      heap_apart_table(table, of_row, rows);
      heap_apart_any(list, (NTK_CLASSES_MAX + 1) * sizeof *list, table, sizeof *table);
      heap_apart_table(table, list, (NTK_CLASSES_MAX + 1) * sizeof *list); */
  if (status == NTK_OK) status = number_rows(of_row, list, out->count, list + NTK_CLASSES_MAX, table, column, err);
  //@ assert labels: status == NTK_OK ==> 0 < out->count <= NTK_CLASSES_MAX && labels_valid(list, out->count);
  //@ assert rows: status == NTK_OK ==> \forall integer i; 0 <= i < rows ==> of_row[i] < out->count;
  out->label = list;
  out->rows = rows;
  out->of_row = of_row;
  //@ assert still: status == NTK_OK ==> labels_valid(list, out->count);
  if (status != NTK_OK) ntk_classes_clear(out);
  return status;
}

void ntk_classes_clear(ntk_classes *classes) {
  free(classes->label);
  free(classes->of_row);
  classes->count = classes->rows = 0;
  classes->label = NULL;
  classes->of_row = NULL;
}

const char *ntk_classes_list(char *out, size_t size, const ntk_classes *classes) {
  size_t at = 0;
  out[0] = '\0';
  /*@ loop invariant range: 0 <= k <= classes->count && at <= size;
      loop assigns k, at, out[0 .. size - 1];
      loop variant classes->count - k; */
  for (size_t k = 0; k < classes->count; k++) {
    const ntk_label *label = &classes->label[k];
    const char *comma = k ? ", " : "";
    const int n = label->text != NULL ? snprintf(out + at, size - at, "%s%s", comma, label->text)
                                      : snprintf(out + at, size - at, "%s%g", comma, label->number);
    if (n < 0 || (size_t)n >= size - at) break; /* full */
    at += (size_t)n;
  }
  return out;
}
