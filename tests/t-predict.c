/* Kernel regression against what it must equal: the targets on the training rows, minimum-norm least squares on a linear map. */
#include "kernel/predict.h"

#include <float.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "harness.h"
#include "kernel/spectrum.h"

enum { N = 12, M = 5, P = 30 };

/* K := A B^T, A: rows_a x P, B: rows_b x P */
static void gram(size_t rows_a, size_t rows_b, const double *A, const double *B, double *K) {
  for (size_t i = 0; i < rows_a; i++)
    for (size_t j = 0; j < rows_b; j++) K[i * rows_b + j] = ntk_dot(P, A + i * P, B + j * P);
}

static void gaussians(uint64_t index, size_t n, double *x) {
  gsl_rng *rng = ntk_rng(2, NTK_RNG_TESTS, index);
  for (size_t i = 0; i < n; i++) x[i] = gsl_ran_ugaussian(rng);
  gsl_rng_free(rng);
}

/* Training rows as new rows: K (K + E)^{-1} (y - f) + f - y = -E c with c the computed solution: 2 N (3 N + 1) eps ||K||_F ||c||
   (predict.h), and N eps ||K||_F ||c|| for the product K c and N eps ||y|| for the sums. ||c|| by the least eigenvalue is crude; c is
   measured by predicting with K_new = I. */
static void training_rows(void) {
  double J[N * P], K[N * N], identity[N * N] = {0}, y[N], f[N], c[N], out[N];
  gaussians(1, N * P, J), gaussians(2, N, y), gaussians(3, N, f);
  gram(N, N, J, J, K);
  for (size_t i = 0; i < N; i++) identity[i * (N + 1)] = 1.0;
  CU_ASSERT_EQUAL(ntk_kernel_predict(N, N, K, identity, y, f, NULL, c), NTK_OK);
  CU_ASSERT_EQUAL(ntk_kernel_predict(N, N, K, K, y, f, f, out), NTK_OK);
  const double bound = (2.0 * N * (3.0 * N + 1.0) + N) * DBL_EPSILON * ntk_norm(N * N, K) * ntk_norm(N, c) + N * DBL_EPSILON * ntk_norm(N, y);
  NTK_NEAR(ntk_distance(N, out, y), 0.0, bound);
  CU_ASSERT(bound < 1e-9 * ntk_norm(N, y)); /* the bound says something */
}

/* u = J^+ (y - f0) by the QR factorisation of J^T (P x N), independent of K; predictions f_new + J_new u. */
static void minimum_norm(const double *J, const double *right, double *u) {
  gsl_matrix *A = gsl_matrix_alloc(P, N);
  gsl_vector *tau = gsl_vector_alloc(N), *z = gsl_vector_calloc(P);
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < P; j++) gsl_matrix_set(A, j, i, J[i * P + j]);
  gsl_linalg_QR_decomp(A, tau);
  for (size_t i = 0; i < N; i++) { /* R^T z = right */
    double sum = right[i];
    for (size_t j = 0; j < i; j++) sum -= gsl_matrix_get(A, j, i) * gsl_vector_get(z, j);
    gsl_vector_set(z, i, sum / gsl_matrix_get(A, i, i));
  }
  gsl_linalg_QR_Qvec(A, tau, z);
  for (size_t j = 0; j < P; j++) u[j] = gsl_vector_get(z, j);
  gsl_matrix_free(A), gsl_vector_free(tau), gsl_vector_free(z);
}

/* Forward error of the normal equations, 2 N (3 N + 1) eps cond(K) relative to ||J_new|| ||u||; cond(K) is measured. */
static void least_squares(void) {
  double J[N * P], J_new[M * P], K[N * N], K_new[M * N], y[N], f[N], f_new[M], out[M], right[N], u[P], least, largest;
  gaussians(4, N * P, J), gaussians(5, M * P, J_new), gaussians(6, N, y), gaussians(7, N, f), gaussians(8, M, f_new);
  gram(N, N, J, J, K);
  gram(M, N, J_new, J, K_new);
  CU_ASSERT_EQUAL(ntk_eigen_ends(N, K, &least, &largest), NTK_OK);
  CU_ASSERT_EQUAL(ntk_kernel_predict(N, M, K, K_new, y, f, f_new, out), NTK_OK);
  for (size_t i = 0; i < N; i++) right[i] = y[i] - f[i];
  minimum_norm(J, right, u);
  const double bound = 2.0 * N * (3.0 * N + 1.0) * DBL_EPSILON * (largest / least) * ntk_norm(M * P, J_new) * ntk_norm(P, u);
  for (size_t i = 0; i < M; i++) NTK_NEAR(out[i], f_new[i] + ntk_dot(P, J_new + i * P, u), bound);
  CU_ASSERT(bound < 1e-8);
}

/* By hand: K = [[2,1],[1,2]], y = (1, 5): c = (-1, 3); only the lower triangle of K is read. */
static void by_hand(void) {
  const double K[4] = {2.0, 77.0, 1.0, 2.0}, K_new[6] = {1.0, 0.0, 0.0, 1.0, 2.0, -1.0}, y[2] = {1.0, 5.0};
  const double expected[3] = {-1.0, 3.0, -5.0};
  double out[3];
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 3, K, K_new, y, NULL, NULL, out), NTK_OK);
  for (size_t i = 0; i < 3; i++) NTK_NEAR(out[i], expected[i], 64.0 * DBL_EPSILON);
}

static void refused(void) {
  const double singular[4] = {1.0, 1.0, 1.0, 1.0}, indefinite[4] = {1.0, 2.0, 2.0, 1.0}, K[4] = {2.0, 1.0, 1.0, 2.0};
  const double not_finite[4] = {2.0, 1.0, NAN, 2.0}, y[2] = {1.0, 2.0}, bad_y[2] = {1.0, INFINITY};
  double out[2];
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, singular, K, y, NULL, NULL, out), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, indefinite, K, y, NULL, NULL, out), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, not_finite, K, y, NULL, NULL, out), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, K, not_finite, y, NULL, NULL, out), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, K, K, bad_y, NULL, NULL, out), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, K, K, y, NULL, bad_y, out), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_kernel_predict(0, 2, K, K, y, NULL, NULL, out), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_kernel_predict((size_t)1 << 33, 2, K, K, y, NULL, NULL, out), NTK_ENOMEM);
  CU_ASSERT_EQUAL(ntk_kernel_predict(2, 0, K, NULL, y, NULL, NULL, NULL), NTK_OK);
  for (unsigned long at = 1; at <= 3; at++) {
    ntk_alloc_fail_at(at);
    CU_ASSERT_EQUAL(ntk_kernel_predict(2, 2, K, K, y, NULL, NULL, out), at <= 2 ? NTK_ENOMEM : NTK_OK);
    ntk_alloc_fail_at(0);
  }
}

NTK_TESTS("predict", {"training rows give the targets back", training_rows}, {"equals minimum-norm least squares", least_squares},
          {"a case by hand", by_hand}, {"what is refused", refused})
