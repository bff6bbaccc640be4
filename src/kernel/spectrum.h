/* Eigenvalues of a symmetric matrix by LAPACK's dsyevd: plain double, not certified. */
#ifndef NTK_KERNEL_SPECTRUM_H
#define NTK_KERNEL_SPECTRUM_H

#include <stddef.h>
#include "core/error.h"

/* A: N x N (copied; its lower triangle is read); lambda: N ascending; V (N x N row-major, columns are orthonormal eigenvectors) or
   NULL. NTK_ENUMERIC when A is not finite or LAPACK fails; NTK_ENOMEM, also when N is beyond LAPACK's 32-bit sizes; NTK_EUSAGE: N = 0. */
ntk_status ntk_eigen(size_t N, const double *A, double *lambda, double *V);

/* Only the ends of the spectrum, either may be NULL: a third of ntk_eigen with V. Errors as there. */
ntk_status ntk_eigen_ends(size_t N, const double *A, double *lambda_min, double *lambda_max);

/* What an eigenvalue may be off by, N eps ||A||: lambda_max = ||A|| for the positive semidefinite (the constant is stated in the .c). */
double ntk_eigen_error(size_t N, double lambda_max);

#endif
