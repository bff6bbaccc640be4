/* Stands in for <gsl/gsl_cblas.h> when Frama-C reads the sources: assumed contracts of OpenBLAS over the reals (verify/README.md). */
#ifndef NTK_ACSL_GSL_CBLAS_H
#define NTK_ACSL_GSL_CBLAS_H

#include "../../matrix.h"

enum CBLAS_ORDER { CblasRowMajor = 101, CblasColMajor = 102 };
enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112, CblasConjTrans = 113 };
enum CBLAS_UPLO { CblasUpper = 121, CblasLower = 122 };
enum CBLAS_DIAG { CblasNonUnit = 131, CblasUnit = 132 };
typedef enum CBLAS_TRANSPOSE CBLAS_TRANSPOSE_t;
typedef enum CBLAS_UPLO CBLAS_UPLO_t;
typedef enum CBLAS_DIAG CBLAS_DIAG_t;

/* y := alpha op(A) x + beta y, A: m x n with rows lda apart. Only unit strides, row-major. */
/*@ requires order: order == CblasRowMajor && incx == 1 && incy == 1;
    requires shape: 0 < m && 0 < n <= lda;
    requires valid: \valid_read(A + (0 .. m * lda - 1)) && \valid_read(x + (0 .. (trans == CblasNoTrans ? n : m) - 1)) &&
                    \valid(y + (0 .. (trans == CblasNoTrans ? m : n) - 1));
    requires apart: \separated(y + (0 .. (trans == CblasNoTrans ? m : n) - 1), A + (0 .. m * lda - 1)) &&
                    \separated(y + (0 .. (trans == CblasNoTrans ? m : n) - 1), x + (0 .. (trans == CblasNoTrans ? n : m) - 1));
    terminates \true;
    exits \false;
    assigns y[0 .. (trans == CblasNoTrans ? m : n) - 1];
    ensures product: \forall integer i; 0 <= i < (trans == CblasNoTrans ? m : n) ==>
      y[i] == alpha * \old(trans == CblasNoTrans ? strided(A + i * lda, 1, x, 1, n) : strided(A + i, lda, x, 1, m)) + beta * \old(y[i]); */
extern void cblas_dgemv(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int m, int n, double alpha, const double *A, int lda,
                        const double *x, int incx, double beta, double *y, int incy);

#endif
