/* Invariant of ntk_bundled. */
#ifndef NTK_ACSL_BUNDLED_H
#define NTK_ACSL_BUNDLED_H

/*@ predicate bundled_valid{L}(ntk_bundled *b) = \valid_read(b) && \valid_read(b->name) && \valid_read(b->file) && \valid_read(b->target) &&
      (b->order == \null || \valid_read(b->order)); */

/* The compiler's command line says which folder it is; proofs need not know. */
#if defined __FRAMAC__ && !defined NTK_DATA_DIR
#define NTK_DATA_DIR "data"
#endif

#endif
