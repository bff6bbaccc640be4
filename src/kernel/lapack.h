/* LAPACK's Fortran prototypes that are used here (netlib.org/lapack; OpenBLAS carries them). Matrices are column-major, integers 32 bits;
   the trailing size_t are gfortran's hidden lengths of the character arguments. */
#ifndef NTK_KERNEL_LAPACK_H
#define NTK_KERNEL_LAPACK_H

#include <stddef.h>

/* All eigenvalues w (ascending) of the symmetric a (n x n, destroyed), and with jobz = "V" the eigenvectors in a's columns.
   lwork = -1: only asks for the sizes of work and iwork, in work[0] and iwork[0]. */
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work, const int *lwork,
             int *iwork, const int *liwork, int *info, size_t jobz_length, size_t uplo_length);

/* Solves a x = b for positive definite a (n x n, overwritten by its Cholesky factor), b: n x nrhs, overwritten by x.
   *info > 0: the leading minor of that order is not positive definite. */
void dposv_(const char *uplo, const int *n, const int *nrhs, double *a, const int *lda, double *b, const int *ldb, int *info,
            size_t uplo_length);

#endif
