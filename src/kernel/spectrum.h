/* Eigenvalues of a symmetric matrix by LAPACK's dsyevd: plain double, not certified. */
#ifndef NTK_KERNEL_SPECTRUM_H
#define NTK_KERNEL_SPECTRUM_H

#include <stddef.h>
#include "core/alloc.h"
#include "core/error.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/spectrum.h"

/* A: N x N (copied; its lower triangle is read); lambda: N ascending; V (N x N row-major, columns are orthonormal eigenvectors) or
   NULL. NTK_ENUMERIC when A is not finite or LAPACK fails; NTK_ENOMEM, also when N is beyond LAPACK's 32-bit sizes; NTK_EUSAGE: N = 0. */
/*@ requires valid: \valid_read(A + (0 .. N * N - 1)) && \valid(lambda + (0 .. N - 1)) && (V == \null || \valid(V + (0 .. N * N - 1)));
    requires apart: \separated(lambda + (0 .. N - 1), A + (0 .. N * N - 1)) &&
                    (V == \null || (\separated(V + (0 .. N * N - 1), A + (0 .. N * N - 1)) && \separated(V + (0 .. N * N - 1), lambda + (0 .. N - 1))));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], lambda[0 .. N - 1], V[0 .. N * N - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_ENUMERIC;
    ensures size: \result == NTK_OK ==> 1 <= N <= 32765;
    ensures ascending: \result == NTK_OK ==> ascending(lambda, N);
    ensures finite: \result == NTK_OK ==> \forall integer i; 0 <= i < N ==> finite(lambda[i]); */
ntk_status ntk_eigen(size_t N, const double *A, double *lambda, double *V);

/* Only the ends of the spectrum, either may be NULL: a third of ntk_eigen with V. Errors as there. */
/*@ requires valid: \valid_read(A + (0 .. N * N - 1)) && (lambda_min == \null || \valid(lambda_min)) && (lambda_max == \null || \valid(lambda_max));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *lambda_min, *lambda_max, \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_ENUMERIC;
    ensures order: \result == NTK_OK && lambda_min != \null && lambda_max != \null && lambda_min != lambda_max ==> *lambda_min <= *lambda_max;
    ensures alone: \result != NTK_OK ==> (lambda_min != \null ==> *lambda_min == \old(*lambda_min)) && (lambda_max != \null ==> *lambda_max == \old(*lambda_max)); */
ntk_status ntk_eigen_ends(size_t N, const double *A, double *lambda_min, double *lambda_max);

/* What an eigenvalue may be off by, N eps ||A||: lambda_max = ||A|| for the positive semidefinite (the constant is stated in the .c). */
/*@ terminates \true;
    exits \false;
    assigns \result \from N, lambda_max;
    ensures error: \result == N * 0x1p-52 * \abs(lambda_max); */
double ntk_eigen_error(size_t N, double lambda_max);

#endif
