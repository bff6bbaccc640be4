/* Eigenvalues of a symmetric matrix by LAPACK (dsyevd all, dsyevr the ends): plain double, not certified. */
#ifndef NTK_KERNEL_SPECTRUM_H
#define NTK_KERNEL_SPECTRUM_H

#include <stddef.h>
#include "core/error.h"

/* A: N x N (copied); lambda: N ascending; V (N x N row-major, columns are eigenvectors) or NULL. NTK_ENUMERIC when A is not finite or LAPACK fails. */
ntk_status ntk_eigen(size_t N, const double *A, double *lambda, double *V);

/* Only the ends of the spectrum. */
ntk_status ntk_eigen_ends(size_t N, const double *A, double *lambda_min, double *lambda_max);

/* What an eigenvalue may be off by: N eps ||A|| (backward stability, the constant stated in the .c). */
double ntk_eigen_error(size_t N, double lambda_max);

#endif
