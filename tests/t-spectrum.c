/* Known spectra, residuals and orthogonality; what is refused. */
#include "kernel/spectrum.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "harness.h"

static double *symmetric_random(size_t n, uint64_t index) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, index);
  double *A = ntk_doubles(n, n);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j <= i; j++) A[i * n + j] = A[j * n + i] = gsl_ran_ugaussian(rng);
  gsl_rng_free(rng);
  return A;
}

/* The second difference: lambda_j = 2 - 2 cos(j pi / (n + 1)), ||A|| < 4. */
static void second_difference(void) {
  for (size_t n = 1; n <= 65; n += 16) {
    double *A = ntk_doubles(n, n), *lambda = ntk_doubles(n, 1), least, largest;
    for (size_t i = 0; i < n; i++) {
      A[i * n + i] = 2.0;
      if (i > 0) A[i * n + i - 1] = A[(i - 1) * n + i] = -1.0;
    }
    CU_ASSERT_EQUAL(ntk_eigen(n, A, lambda, NULL), NTK_OK);
    for (size_t j = 0; j < n; j++) NTK_NEAR(lambda[j], 2.0 - 2.0 * cos((double)(j + 1) * M_PI / (double)(n + 1)), ntk_eigen_error(n, 4.0));
    CU_ASSERT_EQUAL(ntk_eigen_ends(n, A, &least, &largest), NTK_OK);
    CU_ASSERT(least == lambda[0] && largest == lambda[n - 1]);
    free(A), free(lambda);
  }
}

/* (1 - rho) I + rho 1 1^T: ends 1 - rho and 1 + (n - 1) rho (the kernel of equal inner products, references). */
static void equal_products(void) {
  enum { n = 40 };
  double A[n * n], least, largest;
  for (size_t i = 0; i < n * n; i++) A[i] = i % (n + 1) == 0 ? 1.0 : 0.3;
  CU_ASSERT_EQUAL(ntk_eigen_ends(n, A, &least, &largest), NTK_OK);
  NTK_NEAR(least, 0.7, ntk_eigen_error(n, largest));
  NTK_NEAR(largest, 1.0 + 39.0 * 0.3, ntk_eigen_error(n, largest));
}

/* ||A V - V Lambda||_max and ||V^T V - I||_max by n eps ||A||_F and 4 n eps; V's columns, not its rows, are the eigenvectors; A stays. */
static void vectors(void) {
  for (size_t n = 1; n <= 50; n += 7) {
    double *A = symmetric_random(n, n), *kept = ntk_doubles(n, n), *V = ntk_doubles(n, n), *lambda = ntk_doubles(n, 1);
    memcpy(kept, A, n * n * sizeof *A);
    CU_ASSERT_EQUAL(ntk_eigen(n, A, lambda, V), NTK_OK);
    CU_ASSERT_EQUAL(memcmp(kept, A, n * n * sizeof *A), 0);
    double residual = 0.0, orthogonality = 0.0;
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++) {
        double AV = 0.0, VV = 0.0;
        for (size_t m = 0; m < n; m++) AV += A[i * n + m] * V[m * n + j], VV += V[m * n + i] * V[m * n + j];
        residual = fmax(residual, fabs(AV - V[i * n + j] * lambda[j]));
        orthogonality = fmax(orthogonality, fabs(VV - (i == j)));
      }
    for (size_t j = 1; j < n; j++) CU_ASSERT(lambda[j - 1] <= lambda[j]);
    NTK_NEAR(residual, 0.0, (double)n * DBL_EPSILON * ntk_norm(n * n, A));
    NTK_NEAR(orthogonality, 0.0, 4.0 * (double)n * DBL_EPSILON);
    free(A), free(kept), free(V), free(lambda);
  }
}

/* Values with and without vectors agree within twice the stated error; only the lower triangle is read. */
static void without_vectors(void) {
  enum { n = 60 };
  double *A = symmetric_random(n, 99), *V = ntk_doubles(n, n), with[n], without[n];
  CU_ASSERT_EQUAL(ntk_eigen(n, A, with, V), NTK_OK);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++) A[i * n + j] = 7.0;
  CU_ASSERT_EQUAL(ntk_eigen(n, A, without, NULL), NTK_OK);
  for (size_t j = 0; j < n; j++) NTK_NEAR(with[j], without[j], 2.0 * ntk_eigen_error(n, fmax(fabs(with[0]), with[n - 1])));
  free(A), free(V);
}

/* Very small and very large entries are scaled by LAPACK. */
static void scaled(void) {
  for (int power = -1000; power <= 1000; power += 250) {
    const double s = ldexp(1.0, power), A[4] = {2.0 * s, s, s, 2.0 * s};
    double least, largest;
    CU_ASSERT_EQUAL(ntk_eigen_ends(2, A, &least, &largest), NTK_OK);
    NTK_NEAR(least / s, 1.0, ntk_eigen_error(2, 3.0));
    NTK_NEAR(largest / s, 3.0, ntk_eigen_error(2, 3.0));
  }
}

static void refused(void) {
  double A[4] = {1.0, 0.5, 0.5, 1.0}, lambda[2], V[4], least = 5.0;
  CU_ASSERT_EQUAL(ntk_eigen(0, A, lambda, V), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_eigen_ends(0, A, &least, NULL), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_eigen((size_t)1 << 40, A, lambda, NULL), NTK_ENOMEM);
  for (size_t i = 0; i < 4; i++) {
    const double kept = A[i];
    A[i] = i % 2 ? NAN : INFINITY;
    CU_ASSERT_EQUAL(ntk_eigen(2, A, lambda, V), NTK_ENUMERIC);
    CU_ASSERT_EQUAL(ntk_eigen_ends(2, A, &least, NULL), NTK_ENUMERIC);
    A[i] = kept;
  }
  CU_ASSERT(least == 5.0);
  CU_ASSERT_EQUAL(ntk_eigen_ends(2, A, NULL, &least), NTK_OK);
  NTK_NEAR(least, 1.5, ntk_eigen_error(2, 1.5));
}

static void out_of_memory(void) {
  const double A[4] = {1.0, 0.5, 0.5, 1.0};
  double lambda[2], V[4];
  unsigned long failed = 0;
  for (unsigned long at = 1; at <= 5; at++) {
    ntk_alloc_fail_at(at);
    const ntk_status with = ntk_eigen(2, A, lambda, V);
    ntk_alloc_fail_at(at);
    const ntk_status ends = ntk_eigen_ends(2, A, lambda, V);
    ntk_alloc_fail_at(0);
    CU_ASSERT(with == (at <= 2 ? NTK_ENOMEM : NTK_OK));
    CU_ASSERT(ends == (at <= 4 ? NTK_ENOMEM : NTK_OK));
    failed += (with == NTK_ENOMEM) + (ends == NTK_ENOMEM);
  }
  CU_ASSERT_EQUAL(failed, 6);
}

NTK_TESTS("spectrum", {"second differences have their known eigenvalues", second_difference},
          {"equal off-diagonals have their known ends", equal_products}, {"eigenvectors are orthonormal columns", vectors},
          {"values alone are the same", without_vectors}, {"tiny and huge matrices", scaled}, {"what is refused", refused},
          {"every allocation may fail", out_of_memory})
