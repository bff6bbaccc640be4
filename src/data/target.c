#include "data/target.h"

#include <math.h>
#include <string.h>

#include "data/classes.h"
#include "data/matrix.h"
#include "data/message.h"
#include "data/number.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"

/*@ predicate is_one(real x) = x == 1.0;
    predicate is_minus_one(real x) = x == -1.0;
    predicate signs{L}(double *y, integer n) = \forall integer i; 0 <= i < n ==> is_one(y[i]) || is_minus_one(y[i]);

    // +1 for the rows of class c, -1 for all others
    predicate one_against{L}(double *y, size_t *of_row, integer n, integer c) =
      \forall integer i; 0 <= i < n ==> (of_row[i] == c ? is_one(y[i]) : is_minus_one(y[i]));

    // a row of n numbers: 1 at k, else 0
    predicate hot{L}(double *row, integer n, integer k) = \forall integer j; 0 <= j < n ==> (j == k ? is_one(row[j]) : is_zero(row[j])); */

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
    ensures signs: \result == NTK_OK ==> \exists integer c; 0 <= c < classes->count && one_against(y->data, classes->of_row, y->size1, c); */
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
      loop invariant signs: one_against(y->data, classes->of_row, i, wanted_class);
      loop assigns i, y->data[0 .. matrix_cells(y) - 1];
      loop variant y->size1 - i; */
  for (size_t i = 0; i < y->size1; i++) gsl_matrix_set(y, i, 0, classes->of_row[i] == wanted_class ? 1.0 : -1.0);
  return NTK_OK;
}

/* row := 1 at k, else 0. */
/*@ requires valid: \valid(row + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns row[0 .. n - 1];
    ensures hot: hot(row, n, k); */
static void one_hot_row(double *row, size_t n, size_t k) {
  /*@ loop invariant range: 0 <= j <= n;
      loop invariant hot: hot(row, j, k);
      loop assigns j, row[0 .. n - 1];
      loop variant n - j; */
  for (size_t j = 0; j < n; j++) row[j] = j == k ? 1.0 : 0.0;
}

/* Row i := 1 at k, else 0; the rows before stay. */
/*@ requires valid: matrix_writable(y) && y->size2 == y->tda && i < y->size1;
    terminates \true;
    exits \false;
    assigns y->data[i * y->tda .. i * y->tda + y->tda - 1];
    ensures hot: hot(y->data + i * y->tda, y->size2, k);
    ensures before: \forall integer r, c; 0 <= r < i && hot{Old}(y->data + r * y->tda, y->size2, c) ==> hot(y->data + r * y->tda, y->size2, c); */
static void set_row(gsl_matrix *y, size_t i, size_t k) {
  //@ ghost row_inside(i, y->size1, y->tda);
  one_hot_row(y->data + i * y->tda, y->size2, k);
  /*@ ghost
      /@ loop invariant range: 0 <= r <= i;
         loop invariant before: \forall integer l, c; 0 <= l < r && hot{Pre}(y->data + l * y->tda, y->size2, c) ==> hot(y->data + l * y->tda, y->size2, c);
         loop assigns r;
         loop variant i - r; @/
      for (size_t r = 0; r < i; r++) {
        row_inside(r, i, y->tda);
        /@ assert kept: same{Pre, Here}(y->data + r * y->tda, y->size2); @/
      } */
}

/*@ requires valid: matrix_writable(y) && classes_valid(classes) && y->size2 == y->tda == classes->count && y->size1 <= classes->rows;
    requires apart: \separated(y->data + (0 .. matrix_cells(y) - 1), classes->label + (0 .. classes->count - 1));
    terminates \true;
    exits \false;
    assigns y->data[0 .. matrix_cells(y) - 1];
    ensures hot: \forall integer r; 0 <= r < y->size1 ==> hot(y->data + r * y->tda, y->size2, classes->of_row[r]); */
static void one_hot_values(gsl_matrix *y, const ntk_classes *classes) {
  /*@ loop invariant range: 0 <= i <= y->size1;
      loop invariant hot: \forall integer r; 0 <= r < i ==> hot(y->data + r * y->tda, y->size2, classes->of_row[r]);
      loop assigns i, y->data[0 .. matrix_cells(y) - 1];
      loop variant y->size1 - i; */
  for (size_t i = 0; i < y->size1; i++) {
    //@ ghost row_inside(i, y->size1, y->tda);
    set_row(y, i, classes->of_row[i]);
  }
}

/* The class in "one-vs-rest:CLASS". */
/*@ requires valid: \valid_read(target);
    terminates \true;
    exits \false;
    assigns \result \from target, target[0 ..];
    ensures valid: \valid_read(\result); */
static const char *class_name(const char *target) {
  const size_t length = strlen(target), prefix = sizeof one_vs_rest - 1;
  return target + (length < prefix ? length : prefix);
}

/* The targets of the first rows, of which the classes are known. */
/*@ requires valid: \valid(y) && classes_valid(classes) && 0 < rows <= classes->rows && \valid_read(table) && \valid_read(table->path) && \valid_read(target);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(y, table);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows; */
static ntk_status make_class_values(gsl_matrix **y, const ntk_table *table, const ntk_classes *classes, const char *target, size_t rows, ntk_error *err) {
  ntk_status status = NTK_OK;
  const int one_hot = is_one_hot(target);
  gsl_matrix *m = ntk_matrix(rows, one_hot ? classes->count : 1);
  if (m == NULL) {
    *y = NULL;
    return ntk_no_memory(err, table->path);
  }
  //@ ghost heap_own_matrix(m);
  //@ ghost heap_apart_any(m->data, m->size1 * m->tda, classes->label, classes->count * sizeof *classes->label);
  //@ ghost heap_apart_any(m, sizeof *m, y, sizeof *y);
  if (one_hot) one_hot_values(m, classes);
  else status = one_vs_rest_values(m, table, classes, class_name(target), err);
  *y = m;
  return status;
}

/*@ requires valid: \valid(y) && table_valid(table) && column < table->cols && 0 < rows <= table->rows && \valid_read(target);
    requires apart: \separated(y, table) && \separated(err, table) && \separated(err, y);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows; */
static ntk_status class_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  ntk_classes classes;
  ntk_status status = ntk_classes_find(&classes, table, column, err);
  if (status != NTK_OK) {
    *y = NULL;
    return status;
  }
  status = make_class_values(y, table, &classes, target, rows, err);
  //@ ghost heap_apart_matrix(*y, &classes, sizeof classes);
  ntk_classes_clear(&classes);
  return status;
}

/*@ requires valid: \valid(y) && table_valid(table) && column < table->cols && 0 < rows <= table->rows && (target == \null || \valid_read(target));
    requires apart: \separated(y, table) && \separated(err, table) && \separated(err, y);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows; */
static ntk_status number_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  gsl_matrix *m = ntk_matrix(rows, 1);
  if (m == NULL) {
    *y = NULL;
    return ntk_no_memory(err, table->path);
  }
  //@ ghost heap_own_matrix(m);
  //@ ghost heap_apart_any(m, sizeof *m, y, sizeof *y);
  const ntk_status status = is_parity(target) ? parity_values(m, table, column, err) : real_values(m, table, column, err);
  *y = m;
  return status;
}

ntk_status ntk_target_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  const int classes = is_one_hot(target) || is_one_vs_rest(target);
  const ntk_status status = classes ? class_values(y, table, column, target, rows, err) : number_values(y, table, column, target, rows, err);
  if (status != NTK_OK) {
    gsl_matrix_free(*y);
    *y = NULL;
  }
  return status;
}
