/* The limit t -> infinity of the linearised flow, f(x; u) = f(x; w0) + K(x, X) K^{-1} (y - f(X; w0)) (Jacot, Gabriel, Hongler 2018;
   Lee et al. 2019, equation 10), with K the kernel at w0. */
#include "kernel/predict.h"

#include <gsl/gsl_blas.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/lapack.h"

/* c (N) := K^{-1} c; factor: N x N, receives the Cholesky factor. */
static ntk_status solve(size_t N, const double *K, double *factor, double *c) {
  const int n = (int)N, one = 1;
  int info = 0;
  memcpy(factor, K, N * N * sizeof *factor);
  dposv_("U", &n, &one, factor, &n, c, &n, &info, 1);
  return info == 0 && ntk_all_finite(N, c) ? NTK_OK : NTK_ENUMERIC;
}

/* out (M) := f_new + K_new c */
static ntk_status apply(size_t N, size_t M, const double *K_new, const double *c, const double *f_new, double *out) {
  const gsl_matrix_const_view K = gsl_matrix_const_view_array(K_new, M, N);
  const gsl_vector_const_view v = gsl_vector_const_view_array(c, N);
  gsl_vector_view result = gsl_vector_view_array(out, M);
  for (size_t i = 0; i < M; i++) out[i] = f_new != NULL ? f_new[i] : 0.0;
  if (gsl_blas_dgemv(CblasNoTrans, 1.0, &K.matrix, &v.vector, 1.0, &result.vector) != GSL_SUCCESS) return NTK_EINTERNAL;
  return ntk_all_finite(M, out) ? NTK_OK : NTK_ENUMERIC;
}

ntk_status ntk_kernel_predict(size_t N, size_t M, const double *K, const double *K_new, const double *y, const double *f_train,
                              const double *f_new, double *out) {
  if (N == 0) return NTK_EUSAGE;
  if (N > INT_MAX || M > INT_MAX) return NTK_ENOMEM;
  if (M == 0) return NTK_OK;
  double *factor = ntk_doubles(N, N), *c = ntk_doubles(N, 1);
  ntk_status status = NTK_ENOMEM;
  if (factor != NULL && c != NULL) {
    for (size_t i = 0; i < N; i++) c[i] = f_train != NULL ? y[i] - f_train[i] : y[i];
    status = ntk_all_finite(N * N, K) && ntk_all_finite(N, c) ? solve(N, K, factor, c) : NTK_ENUMERIC;
    if (status == NTK_OK) status = apply(N, M, K_new, c, f_new, out);
  }
  free(c);
  free(factor);
  return status;
}
