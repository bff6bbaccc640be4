/* The rows that a study is made on (src/check/study.h). */
#ifndef NTK_ACSL_ROWS_H
#define NTK_ACSL_ROWS_H

/*@ predicate rows_valid{L}(ntk_dataset *rows, ntk_setting *s) = dataset_valid(rows) && rows->x->size2 == s->arch.width[0] && rows->x->tda <= INT_MAX &&
      rows->y->size2 == s->arch.width[s->arch.depth];

    // writing the result, or an error, changes nothing of the rows
    predicate rows_apart{L}(ntk_dataset *rows, ntk_result *r, ntk_error *err) = \separated(rows, r, err) && \separated(rows->x, r, err) && \separated(rows->y, r, err); */

/* They are fresh memory (heap.h). */
#define NTK_ROWS_FRESH(rows, result, err) \
  heap_apart_any(rows, sizeof(ntk_dataset), result, sizeof(ntk_result)), heap_apart_any(rows, sizeof(ntk_dataset), err, sizeof(ntk_error)), \
  heap_apart_any((rows)->x, sizeof(gsl_matrix), result, sizeof(ntk_result)), heap_apart_any((rows)->x, sizeof(gsl_matrix), err, sizeof(ntk_error)), \
  heap_apart_any((rows)->y, sizeof(gsl_matrix), result, sizeof(ntk_result)), heap_apart_any((rows)->y, sizeof(gsl_matrix), err, sizeof(ntk_error))

#endif
