/* The data sets that come with the program: digits, iris, wine (data/README.md). */
#ifndef NTK_DATA_BUNDLED_H
#define NTK_DATA_BUNDLED_H

#include <stddef.h>

#include "core/error.h"

typedef struct {
  const char *name, *file;
  const char *order;  /* the file of the rows' original numbers, or NULL: they are in their own order */
  size_t rows;        /* the default of --rows */
  const char *target; /* the default of --target */
} ntk_bundled;

/* The set of that name, or NULL. */
const ntk_bundled *ntk_bundled_find(const char *name);

/* The path of a bundled file, in $NTKCHECK_DATA or else in the folder compiled in; to be freed; NULL when memory is out. */
char *ntk_bundled_path(const char *file);

/* row[i] := the original number of row i < rows, from set->order or i itself. rows is at most total, the number of rows of the set.
   NTK_EDATA when the file is not a permutation of 0 .. total - 1. */
ntk_status ntk_bundled_order(size_t *row, size_t rows, size_t total, const ntk_bundled *set, ntk_error *err);

#endif
