/* GSL matrices of sizes that come from outside: gsl_matrix_alloc multiplies them unchecked. */
#ifndef NTK_DATA_MATRIX_H
#define NTK_DATA_MATRIX_H

#include <gsl/gsl_matrix.h>

#include "core/alloc.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/matrix.h"
#include "../../spec/acsl/sums.h"

/*@ predicate equal{L}(double *a, double *b, integer n) = \forall integer j; 0 <= j < n ==> a[j] == b[j];

    predicate row_copied{L}(gsl_matrix *to, gsl_matrix *from, integer i) = equal(to->data + i * to->tda, from->data + i * from->tda, from->size2); */

/* A zeroed rows x cols matrix (tda = cols); NULL when a size is 0, the product overflows or memory is out. Free with gsl_matrix_free. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures made: \result != \null ==> matrix_writable(\result) && \result->size1 == rows && \result->size2 == \result->tda == cols;
    ensures fits: \result != \null ==> rows * cols * sizeof(double) <= SIZE_MAX;
    ensures zero: \result != \null ==> zeros(\result->data, rows * cols); */
gsl_matrix *ntk_matrix(size_t rows, size_t cols);

/* A copy of the first rows of m; NULL as above or when m has fewer rows. */
/*@ requires valid: matrix_readable(m);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures made: \result != \null ==> matrix_writable(\result) && \result->size1 == rows <= m->size1 && \result->size2 == \result->tda == m->size2;
    ensures copy: \result != \null ==> \forall integer i; 0 <= i < rows ==> row_copied(\result, m, i); */
gsl_matrix *ntk_matrix_head(const gsl_matrix *m, size_t rows);

#endif
