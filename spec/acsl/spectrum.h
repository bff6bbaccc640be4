/* Eigenvalues in ascending order. */
#ifndef NTK_ACSL_SPECTRUM_H
#define NTK_ACSL_SPECTRUM_H

#include "finite.h"

/*@ predicate ascending{L}(double *x, integer n) = \forall integer i, j; 0 <= i <= j < n ==> x[i] <= x[j]; */

/*@ // sum_{j<m} A_ij x_j of a symmetric n x n matrix of which LAPACK's upper triangle is read: A in state K, x in state L
    logic real solved_row{K, L}(double *a, double *x, integer i, integer n, integer m) =
      m <= 0 ? 0.0 : solved_row{K, L}(a, x, i, n, m - 1) + \at(a[(i <= m - 1 ? i + (m - 1) * n : m - 1 + i * n)], K) * \at(x[m - 1], L); */

#endif
