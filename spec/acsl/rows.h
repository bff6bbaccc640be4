/* The rows that a study is made on (src/check/study.h). */
#ifndef NTK_ACSL_ROWS_H
#define NTK_ACSL_ROWS_H

/*@ predicate rows_valid{L}(ntk_dataset *rows, ntk_setting *s) = dataset_valid(rows) && rows->x->size2 == s->arch.width[0] && rows->x->tda <= INT_MAX &&
      rows->y->size2 == s->arch.width[s->arch.depth];

    // setting_valid, by value
    predicate setting_value{L}(ntk_setting s) = dataset_valid(s.data) && arch_ok(s.arch) && s.data->x->size2 == width(s.arch, 0) && s.data->y->size2 == width(s.arch, s.arch.depth) &&
      (s.theta == \null || \valid_read(s.theta + (0 .. arch_params(s.arch) - 1))) && (s.stepper == \null || \valid_read(s.stepper)) &&
      s.data->x->tda <= INT_MAX && s.data->x->size1 <= INT_MAX && norms_fit(s.arch, s.data->x->size1);

    // what an initialisation needs of a setting
    predicate setting_seeds{L}(ntk_setting *s) = \valid_read(s) && \valid_read(&s->arch) && activation_known(s->arch.activation) && s->arch.depth <= 64 &&
      (s->theta != \null && arch_ok(s->arch) ==> \valid_read(s->theta + (0 .. arch_params(s->arch) - 1)));

    // the same, by value
    predicate seeds_valid{L}(ntk_arch arch, double *theta) = arch_ok(arch) && (theta == \null || \valid_read(theta + (0 .. arch_params(arch) - 1)));

    // writing the result, or an error, changes nothing of the rows
    predicate rows_apart{L}(ntk_dataset *rows, ntk_result *r, ntk_error *err) = \separated(rows, r, err) && \separated(rows->x, r, err) && \separated(rows->y, r, err); */

/* They are fresh memory (heap.h). */
#define NTK_ROWS_FRESH(rows, result, err) \
  heap_apart_any(rows, sizeof(ntk_dataset), result, sizeof(ntk_result)), heap_apart_any(rows, sizeof(ntk_dataset), err, sizeof(ntk_error)), \
  heap_apart_any((rows)->x, sizeof(gsl_matrix), result, sizeof(ntk_result)), heap_apart_any((rows)->x, sizeof(gsl_matrix), err, sizeof(ntk_error)), \
  heap_apart_any((rows)->y, sizeof(gsl_matrix), result, sizeof(ntk_result)), heap_apart_any((rows)->y, sizeof(gsl_matrix), err, sizeof(ntk_error))

#endif
