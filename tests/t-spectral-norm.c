/* ||W||_2: never below the singular value GSL finds, at most 2% above it. */
#include <float.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

#include "core/alloc.h"
#include "harness.h"
#include "model/lipschitz.h"
#include "random-net.h"

/* Largest singular value by GSL's one-sided Jacobi. */
static double reference(const gsl_matrix *W) {
  const int tall = W->size1 >= W->size2;
  const size_t q = tall ? W->size2 : W->size1;
  gsl_matrix *A = gsl_matrix_alloc(tall ? W->size1 : W->size2, q), *V = gsl_matrix_alloc(q, q);
  gsl_vector *s = gsl_vector_alloc(q);
  if (tall) gsl_matrix_memcpy(A, W);
  else gsl_matrix_transpose_memcpy(A, W);
  CU_ASSERT_EQUAL(gsl_linalg_SV_decomp_jacobi(A, V, s), 0);
  const double top = gsl_vector_max(s);
  gsl_matrix_free(A);
  gsl_matrix_free(V);
  gsl_vector_free(s);
  return top;
}

static void enclosed(const gsl_matrix *W, double slack) {
  const double exact = reference(W);
  double norm = NAN;
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_OK);
  CU_ASSERT(norm >= exact * (1.0 - 16 * DBL_EPSILON) && norm <= exact * (1.0 + slack)); /* Jacobi is good to a few eps */
}

static void random_shapes(void) {
  static const size_t shapes[][2] = {{1, 1}, {1, 9}, {9, 1}, {7, 7}, {5, 40}, {40, 5}, {33, 31}, {64, 64}, {65, 97}, {120, 120}};
  for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
    gsl_matrix *W = random_matrix(i, shapes[i][0], shapes[i][1]);
    enclosed(W, 0.02);
    gsl_matrix_scale(W, 1e-120); /* the Gram matrix is still in range */
    enclosed(W, 0.02);
    gsl_matrix_free(W);
  }
}

static void submatrix_with_its_own_stride(void) {
  gsl_matrix *W = random_matrix(3, 20, 30);
  const gsl_matrix_view inner = gsl_matrix_submatrix(W, 2, 3, 11, 17);
  enclosed(&inner.matrix, 0.02);
  gsl_matrix_free(W);
}

/* Clustered, separated, repeated and rank-one spectra. The start row of a diagonal matrix is the eigenvector itself. */
static void special_spectra(void) {
  gsl_matrix *W = gsl_matrix_calloc(10, 10);
  double norm = NAN;
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_OK);
  CU_ASSERT(norm == 0.0);
  gsl_matrix_set_identity(W);
  enclosed(W, 0.01);
  for (size_t i = 0; i < 10; i++) gsl_matrix_set(W, i, i, 1.0 + 0.01 * (double)i);
  enclosed(W, 0.01);
  gsl_matrix_set_all(W, 2.5); /* rank 1: norm 25 */
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_OK);
  CU_ASSERT(norm >= 25.0 && norm <= 25.0 * 1.01);
  gsl_matrix_set_all(W, 1e-170); /* its Gram matrix underflows to 0: the bound must not */
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_OK);
  CU_ASSERT(norm >= 1e-169);
  gsl_matrix_free(W);
}

/* A start orthogonal to the top eigenvector, so that the iteration proposes too little: Cholesky must refuse until the bound is safe.
   G = diag(1, B), B = 0.9 I + off-diagonals (eigenvalue 0.9 + 2*0.8 = 2.5, diagonal 0.9 < 1): the start is e_1, eigenvalue 1. */
static void a_bad_start_is_still_safe(void) {
  gsl_matrix *G = gsl_matrix_calloc(4, 4);
  gsl_matrix_set(G, 0, 0, 1.0);
  for (size_t i = 1; i < 4; i++)
    for (size_t j = 1; j < 4; j++) gsl_matrix_set(G, i, j, i == j ? 0.9 : 0.8);
  gsl_linalg_cholesky_decomp1(G);
  for (size_t i = 0; i < 4; i++)
    for (size_t j = i + 1; j < 4; j++) gsl_matrix_set(G, i, j, 0.0);
  double norm = NAN;
  CU_ASSERT_EQUAL(ntk_spectral_norm(G, &norm), NTK_OK); /* its Gram matrix G G^T is the one above */
  CU_ASSERT(norm * norm >= 2.5 * (1.0 - 16 * DBL_EPSILON) && norm * norm <= 4.0);
  gsl_matrix_free(G);
}

static void not_finite_and_memory_out(void) {
  gsl_matrix *W = random_matrix(1, 6, 6);
  double norm = 0.0;
  ntk_alloc_fail_at(1);
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_ENOMEM);
  ntk_alloc_fail_at(0);
  gsl_matrix_set(W, 2, 2, 1e200);
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_OK);
  CU_ASSERT(isinf(norm) && norm > 0.0);
  gsl_matrix_set(W, 2, 2, NAN);
  CU_ASSERT_EQUAL(ntk_spectral_norm(W, &norm), NTK_OK);
  CU_ASSERT(isinf(norm) && norm > 0.0);
  gsl_matrix_free(W);
}

NTK_TESTS("spectral-norm", {"random shapes", random_shapes}, {"a view", submatrix_with_its_own_stride}, {"special spectra", special_spectra},
          {"a bad start is still safe", a_bad_start_is_still_safe}, {"not finite, memory out", not_finite_and_memory_out})
