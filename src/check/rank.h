/* Rank-deficient kernels: where their spectrum begins, and the one made on purpose for controls (theory B6). */
#ifndef NTK_CHECK_RANK_H
#define NTK_CHECK_RANK_H

#include "flow/linearised.h"

#include "../../spec/acsl/sampling.h"

/* The least eigenvalue above the given size (16 eigen_error: not rounding); the largest one when there is none. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], size;
    ensures least: (\forall integer i; 0 <= i < lin->N ==> lin->lambda[i] <= size) && \result == lin->lambda[lin->N - 1] ||
                   (\exists integer i; 0 <= i < lin->N && \result == lin->lambda[i] && size < lin->lambda[i] &&
                                       \forall integer j; 0 <= j < i ==> lin->lambda[j] <= size); */
double ntk_least_positive(const ntk_linearised *lin, double size);

/* The linearised flow of the same data with its first row given once more and another target: K' = [[K, K e_0], [e_0^T K, K_00]],
   r' = (r0, r0_0 + ||r0||), N + 1 rows. K' is singular: (e_0 - e_N)/sqrt 2 is in its kernel, and r_lin tends to its projection there,
   of norm *projection = ||r0|| / sqrt 2 (more where K is singular itself). Clear lin with ntk_linearised_clear. NTK_ENOMEM, NTK_ENUMERIC. */
/*@ requires size: 0 < N < SIZE_MAX && N * N <= SIZE_MAX;
    requires valid: \valid(lin) && \valid(projection) && \valid_read(K + (0 .. N * N - 1)) && \valid_read(r0 + (0 .. N - 1));
    requires apart: \separated(lin, projection) && \separated(lin, K + (0 .. N * N - 1)) && \separated(lin, r0 + (0 .. N - 1)) &&
                    \separated(projection, K + (0 .. N * N - 1)) && \separated(projection, r0 + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns *lin, *projection, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EUSAGE;
    ensures rows: \result == NTK_OK ==> modes_valid(lin) && lin->N == N + 1;
    ensures projection: *projection == \old(\sqrt(sum_squares(r0, N)) / \sqrt(2.0)); */
ntk_status ntk_duplicate_row(ntk_linearised *lin, double *projection, size_t N, double alpha, const double *K, const double *r0);

#endif
