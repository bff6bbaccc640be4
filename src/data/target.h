/* Targets from a column of a table: the option --target (design). */
#ifndef NTK_DATA_TARGET_H
#define NTK_DATA_TARGET_H

#include "data/table.h"

/* *column := the column that target speaks of: for NULL, "parity", "one-vs-rest:CLASS" and "one-hot" the last; else the column of that
   name, or, if there is none, of that 0-based number. NTK_EUSAGE when there is no such column or the name stands over two. */
/*@ requires valid: \valid(column) && table_valid(table) && (target == \null || \valid_read(target));
    requires apart: \separated(column, table);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *column, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures inside: \result == NTK_OK ==> *column < table->cols; */
ntk_status ntk_target_column(size_t *column, const ntk_table *table, const char *target, ntk_error *err);

/* *y := the targets of the first `rows` rows, rows x k, owned by the caller:
   NULL or a column: its real numbers (k = 1); "parity": +1 for even, -1 for odd whole numbers (k = 1); "one-vs-rest:CLASS": +1 for
   the class, -1 for all others (k = 1); "one-hot": k = the number of classes in the whole table, in the order of ntk_classes, 1 for the
   row's class, else 0. NTK_EDATA a field that is no number or class; NTK_EUSAGE a class that no row has; NTK_ENOMEM. */
/*@ requires valid: \valid(y) && table_valid(table) && (target == \null || \valid_read(target));
    requires inside: column < table->cols && 0 < rows <= table->rows;
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(y, table) && \separated(err, table) && \separated(err, y);
    terminates \true;
    exits \false;
    assigns *y, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures made: \result == NTK_OK ==> matrix_writable(*y) && (*y)->size1 == rows;
    ensures none: \result != NTK_OK ==> *y == \null; */
ntk_status ntk_target_values(gsl_matrix **y, const ntk_table *table, size_t column, const char *target, size_t rows, ntk_error *err);

#endif
