/* Stands in for <gsl/gsl_linalg.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_LINALG_H
#define NTK_ACSL_GSL_LINALG_H

#include <gsl/gsl_matrix.h>

/* A := its Cholesky factor (lower triangle); nonzero when A is not positive definite. */
/*@ requires valid: matrix_writable(A);
    requires square: A->size1 == A->size2;
    terminates \true;
    exits \false;
    assigns A->data[0 .. matrix_cells(A) - 1], \result \from *A, A->data[0 .. matrix_cells(A) - 1]; */
extern int gsl_linalg_cholesky_decomp1(gsl_matrix *A);

#endif
