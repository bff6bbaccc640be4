/* Invariant of ntk_bundled. */
#ifndef NTK_ACSL_BUNDLED_H
#define NTK_ACSL_BUNDLED_H

/*@ predicate bundled_valid{L}(ntk_bundled *b) = \valid_read(b) && \valid_read(b->name) && \valid_read(b->file) && \valid_read(b->target) &&
      (b->order == \null || \valid_read(b->order)); */

#endif
