/* The data sets that come with the program: digits, iris, wine (data/README.md). */
#ifndef NTK_DATA_BUNDLED_H
#define NTK_DATA_BUNDLED_H

#include <stddef.h>

#include "core/alloc.h"
#include "core/error.h"

typedef struct {
  const char *name, *file;
  const char *order;  /* the file of the rows' original numbers, or NULL: they are in their own order */
  size_t rows;        /* the default of --rows */
  const char *target; /* the default of --target */
} ntk_bundled;

#include "../../spec/acsl/bundled.h"
#include "../../spec/acsl/heap.h"

#define NTK_BUNDLED_SETS 3
extern const ntk_bundled ntk_bundled_sets[NTK_BUNDLED_SETS];

/* The set of that name, or NULL. */
/*@ requires valid: \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from name[0 ..];
    ensures found: \result == \null || bundled_valid(\result);
    ensures one_of: \result == \null || \exists integer k; 0 <= k < NTK_BUNDLED_SETS && \result == &ntk_bundled_sets[k]; */
const ntk_bundled *ntk_bundled_find(const char *name);

/* The path of a bundled file, in $NTKCHECK_DATA or else in the folder compiled in; to be freed; NULL when memory is out. */
/*@ requires valid: \valid_read(file);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures valid: \result != \null ==> \valid(\result); */
char *ntk_bundled_path(const char *file);

/* row[i] := the original number of row i < rows, from set->order or i itself. rows is at most total, the number of rows of the set.
   NTK_EDATA when the file is not a permutation of 0 .. total - 1. */
/*@ requires valid: \valid(row + (0 .. rows - 1)) && bundled_valid(set);
    requires valid_err: err == \null || \valid(err);
    requires rows: 0 < rows <= total;
    terminates \true;
    exits \false;
    assigns row[0 .. rows - 1], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM; */
ntk_status ntk_bundled_order(size_t *row, size_t rows, size_t total, const ntk_bundled *set, ntk_error *err);

#endif
