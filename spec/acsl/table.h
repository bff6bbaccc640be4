/* Invariant of ntk_table. */
#ifndef NTK_ACSL_TABLE_H
#define NTK_ACSL_TABLE_H

#include "heap.h"

/*@ predicate table_valid{L}(ntk_table *t) = \valid_read(t) && \valid_read(t->path) && 0 < t->rows && 0 < t->cols &&
      (t->format == NTK_TABLE_CSV ? csv_valid(&t->csv) && t->rows == t->csv.rows && t->cols == t->csv.cols
                                  : matrix_readable(t->number) && t->rows == t->number->size1 && t->cols == t->number->size2 &&
                                    t->rows == t->array.rows && t->cols == t->array.cols && array_inside(&t->array, SIZE_MAX)); */

/*@ logic real row_entry{L}(double *row, integer j) = row[j];

    // row `to` has the n entries of row `from` but entry `skip`
    predicate row_chosen{L}(double *to, double *from, integer n, integer skip) =
      (\forall integer j; 0 <= j < n && j < skip ==> row_entry(to, j) == row_entry(from, j)) &&
      (\forall integer j; 0 <= skip < j < n ==> row_entry(to, j - 1) == row_entry(from, j));

    // row i of x is that of a table of numbers
    predicate input_chosen{L}(gsl_matrix *x, ntk_table *t, integer i, integer skip) =
      row_chosen(x->data + i * x->tda, t->number->data + i * t->number->tda, t->cols, skip);
    // so are the first rows
    predicate columns_chosen{L}(gsl_matrix *x, ntk_table *t, integer rows, integer skip) = t->format != NTK_TABLE_CSV ==>
      \forall integer i; 0 <= i < rows ==> input_chosen(x, t, i, skip); */

/* heap_apart_any (heap.h) for all that a table owns: either the table or the other memory is new. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart_path: \separated(t->path, (char *)other + (0 .. n - 1));
       ensures apart_csv: t->format == NTK_TABLE_CSV ==> \separated(t->csv.field + (0 .. csv_entries(&t->csv) - 1), (char *)other + (0 .. n - 1)) &&
         \separated((char *)t->csv.text.at + (0 .. t->csv.text.size), (char *)other + (0 .. n - 1));
       ensures apart_number: t->format != NTK_TABLE_CSV ==> \separated(t->number, (char *)other + (0 .. n - 1)) &&
         \separated(t->number->data + (0 .. matrix_cells(t->number) - 1), (char *)other + (0 .. n - 1)); @/
    void heap_apart_table(const ntk_table *t, const void *other, size_t n); */

#endif
