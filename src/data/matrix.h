/* GSL matrices of sizes that come from outside: gsl_matrix_alloc multiplies them unchecked. */
#ifndef NTK_DATA_MATRIX_H
#define NTK_DATA_MATRIX_H

#include <gsl/gsl_matrix.h>

/* A zeroed rows x cols matrix (tda = cols); NULL when a size is 0, the product overflows or memory is out. Free with gsl_matrix_free. */
gsl_matrix *ntk_matrix(size_t rows, size_t cols);

/* A copy of the first rows of m; NULL as above or when m has fewer rows. */
gsl_matrix *ntk_matrix_head(const gsl_matrix *m, size_t rows);

#endif
