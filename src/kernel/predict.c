/* The limit t -> infinity of the linearised flow, f(x; u) = f(x; w0) + K(x, X) K^{-1} (y - f(X; w0)) (Jacot, Gabriel, Hongler 2018;
   Lee et al. 2019, equation 10), with K the kernel at w0. */
#include "kernel/predict.h"

#include <gsl/gsl_blas.h>
#include <limits.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/lapack.h"

#include "../../spec/acsl/index.h"

/* c (N) := K^{-1} c; factor: N x N, receives the Cholesky factor. */
/*@ requires size: 1 <= N <= INT_MAX;
    requires valid: \valid_read(K + (0 .. N * N - 1)) && \valid(factor + (0 .. N * N - 1)) && \valid(c + (0 .. N - 1));
    requires apart: \separated(factor + (0 .. N * N - 1), K + (0 .. N * N - 1)) && \separated(factor + (0 .. N * N - 1), c + (0 .. N - 1)) &&
                    \separated(c + (0 .. N - 1), K + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns factor[0 .. N * N - 1], c[0 .. N - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC; */
static ntk_status solve(size_t N, const double *K, double *factor, double *c) {
  const int n = (int)N, one = 1;
  int info = 0;
  //@ ghost row_inside(0, N, N);
  ntk_copy(N * N, K, factor);
  dposv_("U", &n, &one, factor, &n, c, &n, &info, 1);
  return info == 0 && ntk_all_finite(N, c) ? NTK_OK : NTK_ENUMERIC;
}

/* out += K_new c; what GSL says. */
/*@ requires size: 1 <= N <= INT_MAX && 1 <= M <= INT_MAX;
    requires valid: \valid_read(K_new + (0 .. M * N - 1)) && \valid_read(c + (0 .. N - 1)) && \valid(out + (0 .. M - 1));
    requires apart: \separated(out + (0 .. M - 1), K_new + (0 .. M * N - 1)) && \separated(out + (0 .. M - 1), c + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. M - 1], \result;
    ensures sum: \result == 0 ==> \forall integer i; 0 <= i < M ==> out[i] == scaled_sum(1.0, \old(strided(K_new + i * N, 1, c, 1, N)), 1.0, \old(out[i])); */
static int add_product(size_t N, size_t M, const double *K_new, const double *c, double *out) {
  //@ ghost row_inside(0, M, N);
  const gsl_matrix_const_view K = gsl_matrix_const_view_array(K_new, M, N);
  const gsl_vector_const_view v = gsl_vector_const_view_array(c, N);
  gsl_vector_view result = gsl_vector_view_array(out, M);
  //@ assert rows: \forall integer i; 0 <= i < M ==> op_row(CblasNoTrans, (gsl_matrix *)&K.matrix, i) == i * N;
  //@ assert steps: op_row_step(CblasNoTrans, (gsl_matrix *)&K.matrix) == 1;
  /*@ assert sums: \forall integer i; 0 <= i < M ==>
        strided(K.matrix.data + op_row(CblasNoTrans, (gsl_matrix *)&K.matrix, i), op_row_step(CblasNoTrans, (gsl_matrix *)&K.matrix), v.vector.data, 1, v.vector.size) ==
        strided{Pre}(K_new + i * N, 1, c, 1, N); */
  return gsl_blas_dgemv(CblasNoTrans, 1.0, &K.matrix, &v.vector, 1.0, &result.vector);
}

/* out (M) := f_new + K_new c */
/*@ requires size: 1 <= N <= INT_MAX && 1 <= M <= INT_MAX;
    requires valid: \valid_read(K_new + (0 .. M * N - 1)) && \valid_read(c + (0 .. N - 1)) && \valid(out + (0 .. M - 1)) &&
                    (f_new == \null || \valid_read(f_new + (0 .. M - 1)));
    requires apart: \separated(out + (0 .. M - 1), K_new + (0 .. M * N - 1)) && \separated(out + (0 .. M - 1), c + (0 .. N - 1)) &&
                    (f_new == \null || \separated(out + (0 .. M - 1), f_new + (0 .. M - 1)));
    terminates \true;
    exits \false;
    assigns out[0 .. M - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL; */
static ntk_status apply(size_t N, size_t M, const double *K_new, const double *c, const double *f_new, double *out) {
  if (f_new != NULL) ntk_copy(M, f_new, out);
  else ntk_zero(M, out);
  if (add_product(N, M, K_new, c, out) != GSL_SUCCESS) return NTK_EINTERNAL;
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
    //@ ghost heap_own(factor);
    //@ ghost heap_own(c);
    //@ ghost heap_apart(factor, N * N, K, N * N);
    //@ ghost heap_apart(factor, N * N, c, N);
    //@ ghost heap_apart(c, N, K, N * N);
    //@ ghost heap_apart(c, N, out, M);
    /*@ loop invariant range: 0 <= i <= N;
        loop assigns i, c[0 .. N - 1];
        loop variant N - i; */
    for (size_t i = 0; i < N; i++) c[i] = f_train != NULL ? y[i] - f_train[i] : y[i];
    status = ntk_all_finite(N * N, K) && ntk_all_finite(N, c) ? solve(N, K, factor, c) : NTK_ENUMERIC;
    if (status == NTK_OK) status = apply(N, M, K_new, c, f_new, out);
  }
  free(c);
  free(factor);
  return status;
}
