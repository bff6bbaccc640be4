/* Matrices as GSL lays them out: row-major, row i begins at data + i * tda. */
#ifndef NTK_ACSL_MATRIX_H
#define NTK_ACSL_MATRIX_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include "layer.h"

#ifdef __FRAMAC__
typedef struct { size_t size1, size2, tda; double *data; void *block; int owner; } gsl_matrix;

/*@ // from the first entry to the last
    logic integer matrix_cells{L}(gsl_matrix *m) = m->size1 * m->tda;

    predicate matrix_readable{L}(gsl_matrix *m) = \valid_read(m) && 0 < m->size1 && 0 < m->size2 <= m->tda && m->size1 * m->tda <= SIZE_MAX &&
      \valid_read(m->data + (0 .. matrix_cells(m) - 1));

    predicate matrix_writable{L}(gsl_matrix *m) = \valid_read(m) && 0 < m->size1 && 0 < m->size2 <= m->tda && m->size1 * m->tda <= SIZE_MAX &&
      \valid(m->data + (0 .. matrix_cells(m) - 1));

    predicate matrix_apart{L}(gsl_matrix *a, gsl_matrix *b) =
      \separated(a->data + (0 .. matrix_cells(a) - 1), b->data + (0 .. matrix_cells(b) - 1));

    // rows x columns without gaps
    predicate matrix_shape{L}(gsl_matrix *m, integer rows, integer columns) = m->size1 == rows && m->size2 == columns && m->tda == columns;

    predicate matrix_full{L}(gsl_matrix *m, integer rows, integer columns) =
      \valid_read(m) && matrix_shape(m, rows, columns) && rows * columns <= SIZE_MAX && \valid(m->data + (0 .. rows * columns - 1)) &&
      1 <= rows && 1 <= columns && \valid_read(m->data + (0 .. rows * columns - 1));

    // BLAS counts in int
    predicate matrix_blas{L}(gsl_matrix *m) = m->size1 <= INT_MAX && m->tda <= INT_MAX;

    // sum_{e<n} a_{e s} b_{e t}: rows have step 1, columns the distance of rows
    logic real strided{L}(double *a, integer s, double *b, integer t, integer n) =
      n <= 0 ? 0.0 : strided(a, s, b, t, n - 1) + a[(n - 1) * s] * b[(n - 1) * t]; */
#endif

#endif
