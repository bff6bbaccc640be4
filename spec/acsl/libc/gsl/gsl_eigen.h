/* Stands in for <gsl/gsl_eigen.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_EIGEN_H
#define NTK_ACSL_GSL_EIGEN_H

#include <gsl/gsl_matrix.h>

typedef struct { size_t size; double *d, *sd; } gsl_eigen_symm_workspace;

/*@ requires some: 0 < n;
    terminates \true;
    exits \false;
    assigns *\result, \result \from n;
    ensures valid: \result != \null ==> \valid(\result) && \result->size == n; */
extern gsl_eigen_symm_workspace *gsl_eigen_symm_alloc(size_t n);

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
extern void gsl_eigen_symm_free(gsl_eigen_symm_workspace *space);

/*@ requires valid: matrix_writable(A) && vector_writable(eigenvalues) && \valid(space);
    requires shape: A->size1 == A->size2 == eigenvalues->size == space->size;
    terminates \true;
    exits \false;
    assigns A->data[0 .. matrix_cells(A) - 1], eigenvalues->data[0 .. eigenvalues->size - 1], \result; */
extern int gsl_eigen_symm(gsl_matrix *A, gsl_vector *eigenvalues, gsl_eigen_symm_workspace *space);

#endif
