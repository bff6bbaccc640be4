/* dsyevd: Householder reduction to tridiagonal form, then dsterf (values: implicit QL without square roots) or divide and conquer
   (Cuppen; Gu and Eisenstat 1995). One reduction yields both ends, so dsyevd without vectors is cheaper than two calls of dsyevr for
   one end each (measured at n = 600: 16 against 22 ms). */
#include "kernel/spectrum.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/lapack.h"

#include "../../spec/acsl/index.h"

/* dsyevd with vectors needs 1 + 6 N + 2 N^2 doubles, a number that must fit into its 32-bit lwork: 2 N^2 + 6 N < 2^31. */
#define NTK_EIGEN_MAX ((size_t)32765)

typedef struct {
  double *work;
  int *iwork;
} eigen_workspace;

/*@ requires valid: \valid_read(space);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void eigen_workspace_clear(eigen_workspace *space) {
  free(space->work);
  free(space->iwork);
}

/* LAPACK answers with a size in a double; 0 for what is none. */
/*@ terminates \true;
    exits \false;
    assigns \result \from size;
    ensures count: 0 <= \result; */
static int count_of(double size) { return size >= 1.0 && size <= INT_MAX ? (int)size : 0; }

/* Doubles for LAPACK to work in; their zeros are of no use, and their literal of harm to WP after a write. */
/*@ requires some: 1 <= count;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from count, ntk_alloc_countdown;
    ensures room: \result != \null ==> \valid(\result + (0 .. count - 1)); */
static double *work_alloc(int count) { return ntk_doubles((size_t)count, 1); }

/* a (n x n) in: symmetric; out: destroyed, or with jobz = "V" eigenvector j in row j (LAPACK's column j). */
/*@ requires valid: \valid_read(jobz) && 1 <= n <= 32765 && \valid(a + (0 .. n * n - 1)) && \valid(lambda + (0 .. n - 1));
    requires apart: \separated(a + (0 .. n * n - 1), lambda + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], a[0 .. n * n - 1], lambda[0 .. n - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC;
    ensures ascending: \result == NTK_OK ==> ascending(lambda, n); */
static ntk_status eigen_run(const char *jobz, int n, double *a, double *lambda) {
  eigen_workspace space;
  double work_size;
  int query = -1, iwork_size = 0, info = 0;
  ntk_zero(1, &work_size); /* no literal: WP would give it the wrong type */
  dsyevd_(jobz, "U", &n, a, &n, lambda, &work_size, &query, &iwork_size, &query, &info, 1, 1);
  const int lwork = count_of(work_size);
  if (info != 0 || lwork < 1 || iwork_size < 1) return NTK_ENUMERIC;
  space.work = work_alloc(lwork);
  space.iwork = ntk_calloc((size_t)iwork_size, 1, sizeof(int));
  if (space.work == NULL || space.iwork == NULL) {
    eigen_workspace_clear(&space);
    return NTK_ENOMEM;
  }
  //@ ghost heap_own(space.work);
  //@ ghost heap_own(space.iwork);
  //@ ghost heap_apart(space.work, (size_t)lwork, a, (size_t)n * n);
  //@ ghost heap_apart(space.work, (size_t)lwork, lambda, n);
  //@ ghost heap_apart_any(space.iwork, (size_t)iwork_size * sizeof(int), &iwork_size, sizeof iwork_size);
  //@ ghost heap_apart_any(space.iwork, (size_t)iwork_size * sizeof(int), &info, sizeof info);
  //@ ghost heap_apart_any(space.iwork, (size_t)iwork_size * sizeof(int), &lwork, sizeof lwork);
  //@ ghost heap_apart_any(space.iwork, (size_t)iwork_size * sizeof(int), &n, sizeof n);
  dsyevd_(jobz, "U", &n, a, &n, lambda, space.work, &lwork, space.iwork, &iwork_size, &info, 1, 1);
  eigen_workspace_clear(&space);
  return info == 0 ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: n <= 32765 && \valid(a + (0 .. n * n - 1));
    terminates \true;
    exits \false;
    assigns a[0 .. n * n - 1]; */
static void transpose_in_place(size_t n, double *a) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, a[0 .. n * n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, n);
    /*@ loop invariant range: 0 <= j <= i;
        loop assigns j, a[0 .. n * n - 1];
        loop variant i - j; */
    for (size_t j = 0; j < i; j++) {
      //@ ghost row_inside(j, n, n);
      const double kept = a[i * n + j];
      a[i * n + j] = a[j * n + i];
      a[j * n + i] = kept;
    }
  }
}

/* The checks that both entries share. LAPACK may loop or return nonsense on NaN, so it is never asked. */
/*@ requires valid: N == 0 || N > 32765 || \valid_read(A + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, A[0 .. N * N - 1];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_ENUMERIC;
    ensures size: \result == NTK_OK ==> 1 <= N <= 32765; */
static ntk_status eigen_check(size_t N, const double *A) {
  if (N == 0) return NTK_EUSAGE;
  if (N > NTK_EIGEN_MAX) return NTK_ENOMEM;
  return ntk_all_finite(N * N, A) ? NTK_OK : NTK_ENUMERIC;
}

ntk_status ntk_eigen(size_t N, const double *A, double *lambda, double *V) {
  ntk_status status = eigen_check(N, A);
  if (status != NTK_OK) return status;
  double *copy = V != NULL ? V : ntk_doubles(N, N);
  if (copy == NULL) return NTK_ENOMEM;
  /*@ ghost if (V == (double *)0) {
        heap_own(copy);
        heap_apart(copy, N * N, A, N * N);
        heap_apart(copy, N * N, lambda, N);
      } */
  ntk_copy(N * N, A, copy);
  status = eigen_run(V != NULL ? "V" : "N", (int)N, copy, lambda);
  if (V == NULL)
    free(copy);
  else if (status == NTK_OK)
    transpose_in_place(N, V);
  /* The scaling inside dsyevd can overflow on its way back. */
  return status == NTK_OK && !ntk_all_finite(N, lambda) ? NTK_ENUMERIC : status;
}

ntk_status ntk_eigen_ends(size_t N, const double *A, double *lambda_min, double *lambda_max) {
  ntk_status status = eigen_check(N, A);
  if (status != NTK_OK) return status;
  double *lambda = ntk_doubles(N, 1);
  if (lambda == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(lambda);
  //@ ghost heap_apart(lambda, N, A, N * N);
  //@ ghost heap_apart(lambda, N, lambda_min, 1);
  //@ ghost heap_apart(lambda, N, lambda_max, 1);
  status = ntk_eigen(N, A, lambda, NULL);
  if (status == NTK_OK && lambda_min != NULL) *lambda_min = lambda[0];
  if (status == NTK_OK && lambda_max != NULL) *lambda_max = lambda[N - 1];
  free(lambda);
  return status;
}

/* Backward stability: the computed values are those of A + E, so by Weyl each is off by ||E||_2 <= p(N) eps ||A||_2 with "p(N) a
   modestly growing function of N" (LAPACK Users' Guide, 3rd ed., 4.7). Taken: p(N) = N; observed: below sqrt(N). The constant is 1. */
double ntk_eigen_error(size_t N, double lambda_max) { return (double)N * DBL_EPSILON * fabs(lambda_max); }
