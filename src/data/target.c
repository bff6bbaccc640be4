#include "data/target.h"

#include <math.h>
#include <string.h>

#include "data/classes.h"
#include "data/matrix.h"
#include "data/message.h"
#include "data/number.h"

static const char one_vs_rest[] = "one-vs-rest:";

static int is_parity(const char *target) { return target != NULL && strcmp(target, "parity") == 0; }
static int is_one_hot(const char *target) { return target != NULL && strcmp(target, "one-hot") == 0; }
static int is_one_vs_rest(const char *target) { return target != NULL && strncmp(target, one_vs_rest, sizeof one_vs_rest - 1) == 0; }

static size_t columns_named(const ntk_table *table, const char *name, size_t *column) {
  size_t count = 0;
  if (table->format != NTK_TABLE_CSV || !table->csv.header) return 0;
  for (size_t j = 0; j < table->cols; j++)
    if (strcmp(ntk_csv_name(&table->csv, j), name) == 0) *column = j, count++;
  return count;
}

ntk_status ntk_target_column(size_t *column, const ntk_table *table, const char *target, ntk_error *err) {
  *column = table->cols - 1;
  if (target == NULL || is_parity(target) || is_one_hot(target) || is_one_vs_rest(target)) return NTK_OK;
  const size_t named = columns_named(table, target, column);
  char shown[NTK_SHOWN];
  if (named == 1) return NTK_OK;
  if (named > 1)
    return ntk_fail(err, NTK_EUSAGE, "%s: the target %s is the name of %zu columns: give its number (from 0)", table->path,
                    ntk_show_text(shown, target), named);
  if (ntk_whole_number(target, column) && *column < table->cols) return NTK_OK;
  return ntk_fail(err, NTK_EUSAGE,
                  "%s: the target %s is not the name of a column, nor a number from 0 to %zu, nor parity, one-vs-rest:CLASS or one-hot",
                  table->path, ntk_show_text(shown, target), table->cols - 1);
}

static ntk_status real_values(gsl_matrix *y, const ntk_table *table, size_t column, ntk_error *err) {
  for (size_t i = 0; i < y->size1; i++) {
    double value;
    const ntk_status status = ntk_table_number(&value, table, i, column, " (names of classes need the target one-vs-rest:CLASS or one-hot)", err);
    if (status != NTK_OK) return status;
    gsl_matrix_set(y, i, 0, value);
  }
  return NTK_OK;
}

static ntk_status parity_values(gsl_matrix *y, const ntk_table *table, size_t column, ntk_error *err) {
  for (size_t i = 0; i < y->size1; i++) {
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

static ntk_status one_vs_rest_values(gsl_matrix *y, const ntk_table *table, const ntk_classes *classes, const char *name, ntk_error *err) {
  const ntk_label wanted = ntk_label_of_text(name);
  size_t wanted_class = 0;
  while (wanted_class < classes->count && ntk_label_compare(&classes->label[wanted_class], &wanted) != 0) wanted_class++;
  if (wanted_class == classes->count) {
    char shown[NTK_SHOWN], list[200];
    return ntk_fail(err, NTK_EUSAGE, "%s: no row has the class %s; the classes are %s", table->path, ntk_show_text(shown, name),
                    ntk_classes_list(list, sizeof list, classes));
  }
  for (size_t i = 0; i < y->size1; i++) gsl_matrix_set(y, i, 0, classes->of_row[i] == wanted_class ? 1.0 : -1.0);
  return NTK_OK;
}

static void one_hot_values(gsl_matrix *y, const ntk_classes *classes) {
  for (size_t i = 0; i < y->size1; i++) gsl_matrix_set(y, i, classes->of_row[i], 1.0);
}

static ntk_status class_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  ntk_classes classes;
  ntk_status status = ntk_classes_find(&classes, table, column, err);
  if (status != NTK_OK) return status;
  *y = ntk_matrix(rows, is_one_hot(target) ? classes.count : 1);
  if (*y == NULL) status = ntk_no_memory(err, table->path);
  else if (is_one_hot(target)) one_hot_values(*y, &classes);
  else status = one_vs_rest_values(*y, table, &classes, target + sizeof one_vs_rest - 1, err);
  ntk_classes_clear(&classes);
  return status;
}

static ntk_status number_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  *y = ntk_matrix(rows, 1);
  if (*y == NULL) return ntk_no_memory(err, table->path);
  return is_parity(target) ? parity_values(*y, table, column, err) : real_values(*y, table, column, err);
}

ntk_status ntk_target_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err) {
  const int classes = is_one_hot(target) || is_one_vs_rest(target);
  *y = NULL;
  const ntk_status status = classes ? class_values(y, table, column, target, rows, err) : number_values(y, table, column, target, rows, err);
  if (status != NTK_OK) {
    gsl_matrix_free(*y);
    *y = NULL;
  }
  return status;
}
