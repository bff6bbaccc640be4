/* GSL matrices of sizes that come from outside: gsl_matrix_alloc multiplies them unchecked. */
#ifndef NTK_DATA_MATRIX_H
#define NTK_DATA_MATRIX_H

#include <gsl/gsl_matrix.h>

#include "core/alloc.h"

#include "../../spec/acsl/fresh.h"
#include "../../spec/acsl/matrix.h"
#include "../../spec/acsl/sums.h"

/*@ predicate row_copied{L}(gsl_matrix *to, gsl_matrix *from, integer i) =
      \forall integer j; 0 <= j < from->size2 ==> to->data[i * to->tda + j] == from->data[i * from->tda + j]; */

/* A zeroed rows x cols matrix (tda = cols); NULL when a size is 0, the product overflows or memory is out. Free with gsl_matrix_free. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, NTK_FRESH, \result;
    ensures made: \result != \null ==> matrix_writable(\result) && \result->size1 == rows && \result->size2 == \result->tda == cols;
    ensures zero: \result != \null ==> zeros(\result->data, rows * cols); */
gsl_matrix *ntk_matrix(size_t rows, size_t cols);

/* A copy of the first rows of m; NULL as above or when m has fewer rows. */
/*@ requires valid: matrix_readable(m);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, NTK_FRESH, \result;
    ensures made: \result != \null ==> matrix_writable(\result) && \result->size1 == rows <= m->size1 && \result->size2 == \result->tda == m->size2;
    ensures copy: \result != \null ==> \forall integer i; 0 <= i < rows ==> row_copied(\result, m, i); */
gsl_matrix *ntk_matrix_head(const gsl_matrix *m, size_t rows);

#endif
