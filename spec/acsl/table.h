/* Invariant of ntk_table. */
#ifndef NTK_ACSL_TABLE_H
#define NTK_ACSL_TABLE_H

#include "fresh.h"

/*@ predicate table_valid{L}(ntk_table *t) = \valid_read(t) && \valid_read(t->path) && 0 < t->rows && 0 < t->cols &&
      (t->format == NTK_TABLE_CSV ? csv_valid(&t->csv) && t->rows == t->csv.rows && t->cols == t->csv.cols
                                  : matrix_readable(t->number) && t->rows == t->number->size1 && t->cols == t->number->size2 &&
                                    t->rows == t->array.rows && t->cols == t->array.cols && array_inside(&t->array, SIZE_MAX)); */

/* heap_used (fresh.h) for a table and what table_valid reads of it. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures alive: apart_from_heap((char *)t, sizeof(ntk_table));
       ensures alive_csv: t->format == NTK_TABLE_CSV ==> apart_from_heap((char *)t->csv.field, csv_entries(&t->csv));
       ensures alive_number: t->format != NTK_TABLE_CSV ==> apart_from_heap((char *)t->number, sizeof(gsl_matrix)); @/
    void heap_used_table(const ntk_table *t); */

#endif
