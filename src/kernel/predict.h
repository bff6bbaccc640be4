/* Kernel regression: predictions of the fully trained linearised network on new rows (claim ntk-kernel). */
#ifndef NTK_KERNEL_PREDICT_H
#define NTK_KERNEL_PREDICT_H

#include "core/error.h"
#include <stddef.h>

/* out (M) := f_new + K_new,train K^{-1} (y - f_train): K N x N, K_new M x N row-major; f_new, f_train may be NULL for 0.
   By Cholesky (dposv). NTK_ENUMERIC when K is not numerically positive definite. */
ntk_status ntk_kernel_predict(size_t N, size_t M, const double *K, const double *K_new, const double *y, const double *f_train, const double *f_new, double *out);

#endif
