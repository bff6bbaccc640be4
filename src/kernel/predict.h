/* Kernel regression: predictions of the fully trained linearised network on new rows (claim ntk-kernel). */
#ifndef NTK_KERNEL_PREDICT_H
#define NTK_KERNEL_PREDICT_H

#include "core/error.h"
#include <stddef.h>

/* out (M) := f_new + K_new,train K^{-1} (y - f_train): K N x N, K_new M x N row-major; f_new, f_train may be NULL for 0.
   By Cholesky (dposv), backward stable: the solution c satisfies (K + E) c = y - f_train with ||E|| <= 2 N (3 N + 1) eps ||K||
   (Higham 2002, theorem 10.4 and (10.8)). NTK_ENUMERIC when K is not numerically positive definite or anything is not finite;
   NTK_ENOMEM, also when N or M is beyond LAPACK's 32-bit sizes; NTK_EUSAGE: N = 0. */
ntk_status ntk_kernel_predict(size_t N, size_t M, const double *K, const double *K_new, const double *y, const double *f_train, const double *f_new, double *out);

#endif
