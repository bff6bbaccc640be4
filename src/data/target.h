/* Targets from a column of a table: the option --target (design). */
#ifndef NTK_DATA_TARGET_H
#define NTK_DATA_TARGET_H

#include "data/table.h"

/* *column := the column that target speaks of: for NULL, "parity", "one-vs-rest:CLASS" and "one-hot" the last; else the column of that
   name, or, if there is none, of that 0-based number. NTK_EUSAGE when there is no such column or the name stands over two. */
ntk_status ntk_target_column(size_t *column, const ntk_table *table, const char *target, ntk_error *err);

/* *y := the targets of the first `rows` rows, rows x k, owned by the caller:
   NULL or a column: its real numbers (k = 1); "parity": +1 for even, -1 for odd whole numbers (k = 1); "one-vs-rest:CLASS": +1 for
   the class, -1 for all others (k = 1); "one-hot": k = the number of classes in the whole table, in the order of ntk_classes, 1 for the
   row's class, else 0. NTK_EDATA a field that is no number or class; NTK_EUSAGE a class that no row has; NTK_ENOMEM. */
ntk_status ntk_target_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err);

#endif
