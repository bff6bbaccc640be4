/* Invariant of ntk_dataset. */
#ifndef NTK_ACSL_DATASET_H
#define NTK_ACSL_DATASET_H

/*@ predicate dataset_valid{L}(ntk_dataset *d) = \valid_read(d) && \valid_read(d->name) && matrix_writable(d->x) && matrix_writable(d->y) &&
      d->x->size1 == d->y->size1 && \valid_read(d->row + (0 .. d->x->size1 - 1)); */

#endif
