/* Rank-deficient kernels: where their spectrum begins, and the one made on purpose for controls (theory B6). */
#ifndef NTK_CHECK_RANK_H
#define NTK_CHECK_RANK_H

#include "flow/linearised.h"

/* The least eigenvalue above the given size (16 eigen_error: not rounding); the largest one when there is none. */
double ntk_least_positive(const ntk_linearised *lin, double size);

/* The linearised flow of the same data with its first row given once more and another target: K' = [[K, K e_0], [e_0^T K, K_00]],
   r' = (r0, r0_0 + ||r0||), N + 1 rows. K' is singular: (e_0 - e_N)/sqrt 2 is in its kernel, and r_lin tends to its projection there,
   of norm *projection = ||r0|| / sqrt 2 (more where K is singular itself). Clear lin with ntk_linearised_clear. NTK_ENOMEM, NTK_ENUMERIC. */
ntk_status ntk_duplicate_row(ntk_linearised *lin, double *projection, size_t N, double alpha, const double *K, const double *r0);

#endif
