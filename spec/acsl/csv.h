/* Invariant of ntk_csv: every field is an offset into the text. */
#ifndef NTK_ACSL_CSV_H
#define NTK_ACSL_CSV_H

/*@ predicate at_most{L}(size_t *list, integer n, integer limit) = \forall integer k; 0 <= k < n ==> list[k] <= limit;

    // how many entries c->field has: for each record its line and its fields
    logic integer csv_entries{L}(ntk_csv *c) = (c->header + c->rows) * (c->cols + 1);

    predicate csv_valid{L}(ntk_csv *c) = \valid_read(c) && 0 < c->rows && 0 < c->cols < SIZE_MAX && c->header <= 1 && c->header + c->rows <= SIZE_MAX &&
      csv_entries(c) <= SIZE_MAX && c->text.size < SIZE_MAX && \valid_read((char *)c->text.at + (0 .. c->text.size)) &&
      \valid_read(c->field + (0 .. csv_entries(c) - 1)) && at_most(c->field, csv_entries(c), c->text.size); */

/* heap_apart_any (heap.h) for the entries of a table of text that was just read. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: \separated(c->field + (0 .. csv_entries(c) - 1), (char *)other + (0 .. n - 1)); @/
    void heap_apart_csv(const ntk_csv *c, const void *other, size_t n); */

#endif
