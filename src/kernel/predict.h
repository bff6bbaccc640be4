/* Kernel regression: predictions of the fully trained linearised network on new rows (claim ntk-kernel). */
#ifndef NTK_KERNEL_PREDICT_H
#define NTK_KERNEL_PREDICT_H

#include "core/alloc.h"
#include "core/error.h"
#include <stddef.h>

#include "../../spec/acsl/heap.h"

/* out (M) := f_new + K_new,train K^{-1} (y - f_train): K N x N, K_new M x N row-major; f_new, f_train may be NULL for 0.
   By Cholesky (dposv), backward stable: the solution c satisfies (K + E) c = y - f_train with ||E|| <= 2 N (3 N + 1) eps ||K||
   (Higham 2002, theorem 10.4 and (10.8)). NTK_ENUMERIC when K is not numerically positive definite or anything is not finite;
   NTK_ENOMEM, also when N or M is beyond LAPACK's 32-bit sizes; NTK_EUSAGE: N = 0. */
/*@ requires valid: \valid_read(K + (0 .. N * N - 1)) && \valid_read(K_new + (0 .. M * N - 1)) && \valid_read(y + (0 .. N - 1)) && \valid(out + (0 .. M - 1));
    requires valid_offsets: (f_train == \null || \valid_read(f_train + (0 .. N - 1))) && (f_new == \null || \valid_read(f_new + (0 .. M - 1)));
    requires apart: \separated(out + (0 .. M - 1), K_new + (0 .. M * N - 1)) && (f_new == \null || \separated(out + (0 .. M - 1), f_new + (0 .. M - 1)));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], out[0 .. M - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL; */
ntk_status ntk_kernel_predict(size_t N, size_t M, const double *K, const double *K_new, const double *y, const double *f_train, const double *f_new, double *out);

#endif
