#include "data/target.h"

#include <math.h>
#include <string.h>

#include "data/classes.h"
#include "data/matrix.h"
#include "data/message.h"
#include "data/number.h"

#include "../../spec/acsl/fresh-matrix.h"
#include "../../spec/acsl/index.h"

/*@ predicate is_one(real x) = x == 1.0;
    predicate is_minus_one(real x) = x == -1.0;
    predicate signs{L}(double *y, integer n) = \forall integer i; 0 <= i < n ==> is_one(y[i]) || is_minus_one(y[i]); */

static const char one_vs_rest[] = "one-vs-rest:";

/*@ requires valid: target == \null || \valid_read(target);
    terminates \true;
    exits \false;
    assigns \result \from target, target[0 ..];
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> target != \null; */
static int is_parity(const char *target) { return target != NULL && strcmp(target, "parity") == 0; }

/*@ requires valid: target == \null || \valid_read(target);
    terminates \true;
    exits \false;
    assigns \result \from target, target[0 ..];
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> target != \null; */
static int is_one_hot(const char *target) { return target != NULL && strcmp(target, "one-hot") == 0; }

/*@ requires valid: target == \null || \valid_read(target);
    terminates \true;
    exits \false;
    assigns \result \from target, target[0 ..];
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> target != \null; */
static int is_one_vs_rest(const char *target) { return target != NULL && strncmp(target, one_vs_rest, sizeof one_vs_rest - 1) == 0; }

/*@ requires valid: table_valid(table) && \valid_read(name) && \valid(column);
    requires apart: \separated(column, table);
    requires inside: *column < table->cols;
    terminates \true;
    exits \false;
    assigns *column, \result \from *table, name[0 ..];
    ensures inside: *column < table->cols;
    ensures few: \result <= table->cols; */
static size_t columns_named(const ntk_table *table, const char *name, size_t *column) {
  size_t count = 0;
  if (table->format != NTK_TABLE_CSV || !table->csv.header) return 0;
  size_t found = *column;
  /*@ loop invariant range: 0 <= j <= table->cols && count <= j && found < table->cols;
      loop assigns j, count, found;
      loop variant table->cols - j; */
  for (size_t j = 0; j < table->cols; j++)
    if (strcmp(ntk_csv_name(&table->csv, j), name) == 0) found = j, count++;
  *column = found;
  return count;
}

ntk_status ntk_target_column(size_t *column, const ntk_table *table, const char *target, ntk_error *err) {
  size_t found = table->cols - 1;
  if (target == NULL || is_parity(target) || is_one_hot(target) || is_one_vs_rest(target)) {
    *column = found;
    return NTK_OK;
  }
  const size_t named = columns_named(table, target, &found);
  char shown[NTK_SHOWN];
  if (named == 1) {
    *column = found;
    return NTK_OK;
  }
  if (named > 1)
    return ntk_fail(err, NTK_EUSAGE, "%s: the target %s is the name of %zu columns: give its number (from 0)", table->path,
                    ntk_show_text(shown, target), named);
  if (ntk_whole_number(target, &found) && found < table->cols) {
    *column = found;
    return NTK_OK;
  }
  return ntk_fail(err, NTK_EUSAGE,
                  "%s: the target %s is not the name of a column, nor a number from 0 to %zu, nor parity, one-vs-rest:CLASS or one-hot",
                  table->path, ntk_show_text(shown, target), table->cols - 1);
}

/*@ requires valid: matrix_writable(y) && y->size2 == 1 && table_valid(table) && y->size1 <= table->rows && column < table->cols;
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns y->data[0 .. matrix_cells(y) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status real_values(gsl_matrix *y, const ntk_table *table, size_t column, ntk_error *err) {
  /*@ loop invariant range: 0 <= i <= y->size1;
      loop invariant valid: table_valid(table);
      loop assigns i, y->data[0 .. matrix_cells(y) - 1], err->status, err->text[0 .. 1023];
      loop variant y->size1 - i; */
  for (size_t i = 0; i < y->size1; i++) {
    //@ ghost row_inside(i, y->size1, y->tda);
    double value;
    const ntk_status status = ntk_table_number(&value, table, i, column, " (names of classes need the target one-vs-rest:CLASS or one-hot)", err);
    if (status != NTK_OK) return status;
    gsl_matrix_set(y, i, 0, value);
  }
  return NTK_OK;
}

/*@ requires valid: matrix_writable(y) && y->size2 == y->tda == 1 && table_valid(table) && y->size1 <= table->rows && column < table->cols;
    requires apart: \separated(err, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns y->data[0 .. matrix_cells(y) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures signs: \result == NTK_OK ==> signs(y->data, y->size1); */
static ntk_status parity_values(gsl_matrix *y, const ntk_table *table, size_t column, ntk_error *err) {
  /*@ loop invariant range: 0 <= i <= y->size1;
      loop invariant valid: table_valid(table);
      loop invariant signs: signs(y->data, i);
      loop assigns i, y->data[0 .. matrix_cells(y) - 1], err->status, err->text[0 .. 1023];
      loop variant y->size1 - i; */
  for (size_t i = 0; i < y->size1; i++) {
    //@ ghost row_inside(i, y->size1, y->tda);
    char place[NTK_PLACE];
    double value;
    const ntk_status status = ntk_table_number(&value, table, i, column, " (parity needs whole numbers)", err);
    if (status != NTK_OK) return status;
    if (value != floor(value))
      return ntk_fail(err, NTK_EDATA, "%s: expected a whole number in column %zu (its parity is the target), found %g",
                      ntk_table_place(place, table, i, column), column, value);
    gsl_matrix_set(y, i, 0, fmod(value, 2.0) == 0.0 ? 1.0 : -1.0);
  }
  return NTK_OK;
}

/*@ requires valid: matrix_writable(y) && y->size2 == y->tda == 1 && classes_valid(classes) && y->size1 <= classes->rows;
    requires valid_text: \valid_read(table) && \valid_read(table->path) && \valid_read(name);
    requires apart: \separated(y->data + (0 .. matrix_cells(y) - 1), classes->label + (0 .. classes->count - 1));
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns y->data[0 .. matrix_cells(y) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures signs: \result == NTK_OK ==> signs(y->data, y->size1);
 */
static ntk_status one_vs_rest_values(gsl_matrix *y, const ntk_table *table, const ntk_classes *classes, const char *name, ntk_error *err) {
  const ntk_label wanted = ntk_label_of_text(name);
  size_t wanted_class = 0;
  /*@ loop invariant range: wanted_class <= classes->count;
      loop assigns wanted_class;
      loop variant classes->count - wanted_class; */
  while (wanted_class < classes->count && ntk_label_compare(&classes->label[wanted_class], &wanted) != 0) wanted_class++;
  if (wanted_class == classes->count) {
    char shown[NTK_SHOWN], list[200];
    return ntk_fail(err, NTK_EUSAGE, "%s: no row has the class %s; the classes are %s", table->path, ntk_show_text(shown, name),
                    ntk_classes_list(list, sizeof list, classes));
  }
  /*@ loop invariant range: 0 <= i <= y->size1;
      loop invariant signs: signs(y->data, i);
      loop assigns i, y->data[0 .. matrix_cells(y) - 1];
      loop variant y->size1 - i; */
  for (size_t i = 0; i < y->size1; i++) gsl_matrix_set(y, i, 0, classes->of_row[i] == wanted_class ? 1.0 : -1.0);
  return NTK_OK;
}

/*@ requires valid: matrix_writable(y) && classes_valid(classes) && y->size2 == y->tda == classes->count && y->size1 <= classes->rows;
    requires zero: zeros(y->data, matrix_cells(y));
    requires apart: \separated(y->data + (0 .. matrix_cells(y) - 1), classes->label + (0 .. classes->count - 1));
    terminates \true;
    exits \false;
    assigns y->data[0 .. matrix_cells(y) - 1]; */
static void one_hot_values(gsl_matrix *y, const ntk_classes *classes) {
  /*@ loop invariant range: 0 <= i <= y->size1;
      loop assigns i, y->data[0 .. matrix_cells(y) - 1];
      loop variant y->size1 - i; */
  for (size_t i = 0; i < y->size1; i++) {
    //@ ghost row_inside(i, y->size1, y->tda);
    gsl_matrix_set(y, i, classes->of_row[i], 1.0);
  }
}

/* The targets of the first rows, of which the classes are known. */
/*@ requires valid: \valid(y) && classes_valid(classes) && 0 < rows <= classes->rows && \valid_read(table) && \valid_read(table->path) && \valid_read(target);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows; */
static ntk_status make_class_values(gsl_matrix **y, const ntk_table *table, const ntk_classes *classes, const char *target, size_t rows, ntk_error *err) {
  //@ ghost heap_used(y, sizeof *y);
  //@ ghost heap_used(table, sizeof *table);
  //@ ghost heap_used_classes(classes);
  ntk_status status = NTK_OK;
  gsl_matrix *m = ntk_matrix(rows, is_one_hot(target) ? classes->count : 1);
  if (m == NULL) {
    *y = NULL;
    return ntk_no_memory(err, table->path);
  }
  //@ ghost heap_fresh_matrix(m);
  //@ assert classes: classes_valid(classes);
  *y = m;
  //@ assert made: matrix_writable(m) && m->size1 == rows;
  if (is_one_hot(target)) one_hot_values(m, classes);
  else status = one_vs_rest_values(m, table, classes, target + sizeof one_vs_rest - 1, err);
  return status;
}

/*@ requires valid: \valid(y) && table_valid(table) && column < table->cols && 0 < rows <= table->rows && \valid_read(target);
    requires apart: \separated(y, table) && \separated(err, table) && \separated(err, y);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows; */
static ntk_status class_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  //@ ghost heap_used(y, sizeof *y);
  //@ ghost heap_used(table, sizeof *table);
  ntk_classes classes;
  //@ ghost heap_used(&classes, sizeof classes);
  ntk_status status = ntk_classes_find(&classes, table, column, err);
  if (status != NTK_OK) return status;
  status = make_class_values(y, table, &classes, target, rows, err);
  //@ ghost heap_fresh_matrix(*y);
  ntk_classes_clear(&classes);
  return status;
}

/*@ requires valid: \valid(y) && table_valid(table) && column < table->cols && 0 < rows <= table->rows && (target == \null || \valid_read(target));
    requires apart: \separated(y, table) && \separated(err, table) && \separated(err, y);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], NTK_FRESH;
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows; */
static ntk_status number_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  //@ ghost heap_used(y, sizeof *y);
  //@ ghost heap_used_table(table);
  gsl_matrix *m = ntk_matrix(rows, 1);
  if (m == NULL) {
    *y = NULL;
    return ntk_no_memory(err, table->path);
  }
  //@ ghost heap_fresh_matrix(m);
  //@ assert table: table_valid(table);
  const ntk_status status = is_parity(target) ? parity_values(m, table, column, err) : real_values(m, table, column, err);
  *y = m;
  return status;
}

ntk_status ntk_target_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  //@ ghost heap_used(y, sizeof *y);
  const int classes = is_one_hot(target) || is_one_vs_rest(target);
  gsl_matrix *m = NULL;
  //@ ghost heap_used(&m, sizeof m);
  const ntk_status status = classes ? class_values(&m, table, column, target, rows, err) : number_values(&m, table, column, target, rows, err);
  //@ ghost heap_fresh_matrix(m);
  if (status != NTK_OK) {
    gsl_matrix_free(m);
    m = NULL;
  }
  *y = m;
  return status;
}
