/* LAPACK's Fortran prototypes that are used here (netlib.org/lapack; OpenBLAS carries them). Matrices are column-major, integers 32 bits;
   the trailing size_t are gfortran's hidden lengths of the character arguments. */
#ifndef NTK_KERNEL_LAPACK_H
#define NTK_KERNEL_LAPACK_H

#include <stddef.h>

#include "../../spec/acsl/spectrum.h"

/* All eigenvalues w (ascending) of the symmetric a (n x n, destroyed), and with jobz = "V" the eigenvectors in a's columns.
   lwork = -1: only asks for the sizes of work and iwork, in work[0] and iwork[0]. */
/*@ requires valid: \valid_read(jobz) && \valid_read(uplo) && \valid_read(n) && \valid_read(lda) && \valid_read(lwork) && \valid_read(liwork) && \valid(info);
    requires shape: 1 <= *n == *lda;
    requires valid_data: \valid(a + (0 .. *n * *n - 1)) && \valid(w + (0 .. *n - 1));
    requires query: *lwork == -1 <==> *liwork == -1;
    requires valid_work: *lwork == -1 ? \valid(work) && \valid(iwork) : 1 <= *lwork && 1 <= *liwork && \valid(work + (0 .. *lwork - 1)) && \valid(iwork + (0 .. *liwork - 1));
    requires apart: \separated(a + (0 .. *n * *n - 1), w + (0 .. *n - 1)) &&
                    \separated(work + (0 .. *lwork - 1), a + (0 .. *n * *n - 1)) && \separated(work + (0 .. *lwork - 1), w + (0 .. *n - 1)) &&
                    \separated(iwork + (0 .. *liwork - 1), info);
    requires apart_inputs: \separated(iwork + (0 .. *liwork - 1), n) && \separated(iwork + (0 .. *liwork - 1), lda) && \separated(iwork + (0 .. *liwork - 1), lwork) &&
                           \separated(info, n) && \separated(info, lda) && \separated(info, lwork) && \separated(info, liwork);
    terminates \true;
    exits \false;
    assigns a[0 .. *n * *n - 1], w[0 .. *n - 1], work[0 .. (*lwork == -1 ? 0 : *lwork - 1)], iwork[0 .. (*liwork == -1 ? 0 : *liwork - 1)], *info;
    ensures ascending: *info == 0 && *lwork != -1 ==> ascending(w, *n);
    ensures asked: \old(*lwork) == -1 ==> \forall integer i; 0 <= i < *n * *n ==> a[i] == \old(a[i]); */
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work, const int *lwork,
             int *iwork, const int *liwork, int *info, size_t jobz_length, size_t uplo_length);

/* Solves a x = b for positive definite a (n x n, overwritten by its Cholesky factor), b: n x nrhs, overwritten by x.
   *info > 0: the leading minor of that order is not positive definite. */
/*@ requires valid: \valid_read(uplo) && \valid_read(n) && \valid_read(nrhs) && \valid_read(lda) && \valid_read(ldb) && \valid(info);
    requires shape: 1 <= *n == *lda && *n == *ldb && 1 <= *nrhs;
    requires valid_data: \valid(a + (0 .. *n * *n - 1)) && \valid(b + (0 .. *n * *nrhs - 1));
    requires apart: \separated(a + (0 .. *n * *n - 1), b + (0 .. *n * *nrhs - 1));
    requires apart_inputs: \separated(info, n) && \separated(info, nrhs) && \separated(info, lda) && \separated(info, ldb);
    terminates \true;
    exits \false;
    assigns a[0 .. *n * *n - 1], b[0 .. *n * *nrhs - 1], *info;
    ensures solved: *info == 0 && *nrhs == 1 ==> \forall integer i; 0 <= i < *n ==> solved_row{Pre, Post}(a, b, i, *n, *n) == \old(b[i]); */
void dposv_(const char *uplo, const int *n, const int *nrhs, double *a, const int *lda, double *b, const int *ldb, int *info,
            size_t uplo_length);

#endif
