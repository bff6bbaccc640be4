/* Maps made of others: the linear map, and the doubled map of claim `doubling`.  */
#include "model/map.h"

#include <gsl/gsl_blas.h>
#include <limits.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/map-call.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/index.h"

/* What the constructors share: the map and its context in two allocations, freed together. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from p, N, context, ntk_alloc_countdown;
    ensures map: \result != \null ==> \valid(\result) && \result->p == p && \result->N == N && \result->context == context; */
static ntk_map *map_new(size_t p, size_t N, void *context) {
  ntk_map *map = ntk_calloc(1, 1, sizeof *map);
  if (map == NULL) return NULL;
  //@ ghost heap_own(map);
  map->p = p;
  map->N = N;
  map->context = context;
  return map;
}

/* f(w) = A w + c */

typedef struct {
  gsl_matrix A; /* N x p, a view */
  const double *c;         /* N or NULL */
  double *f;               /* N, at the last point */
} linear;

/*@ predicate linear_ok{L}(linear *m) = \valid(m) && matrix_readable(&m->A) && matrix_blas(&m->A) && m->A.tda == m->A.size2 &&
      \valid(m->f + (0 .. m->A.size1 - 1)) && (m->c == \null || \valid_read(m->c + (0 .. m->A.size1 - 1))) &&
      \separated(m->f + (0 .. m->A.size1 - 1), m->A.data + (0 .. matrix_cells(&m->A) - 1)) &&
      (m->c == \null || \separated(m->f + (0 .. m->A.size1 - 1), m->c + (0 .. m->A.size1 - 1)));

    predicate linear_outside{L}(linear *m, double *x, integer n) =
      \separated(x + (0 .. n - 1), m->A.data + (0 .. matrix_cells(&m->A) - 1)) && \separated(x + (0 .. n - 1), m->f + (0 .. m->A.size1 - 1)); */

/* y := op(A) x; what GSL says. */
/*@ requires valid: matrix_readable(A) && matrix_blas(A) && (trans == CblasNoTrans || trans == CblasTrans) &&
                    \valid_read(x + (0 .. op_columns(trans, A) - 1)) && \valid(y + (0 .. op_rows(trans, A) - 1));
    requires apart: \separated(y + (0 .. op_rows(trans, A) - 1), x + (0 .. op_columns(trans, A) - 1)) &&
                    \separated(y + (0 .. op_rows(trans, A) - 1), A->data + (0 .. matrix_cells(A) - 1));
    terminates \true;
    exits \false;
    assigns y[0 .. op_rows(trans, A) - 1], \result;
    ensures product: \result == 0 ==> \forall integer i; 0 <= i < op_rows(trans, A) ==>
      y[i] == scaled_sum(1.0, \old(strided(A->data + op_row(trans, A, i), op_row_step(trans, A), x, 1, op_columns(trans, A))), 0.0, \old(y[i])); */
static int multiply(CBLAS_TRANSPOSE_t trans, const gsl_matrix *A, const double *x, double *y) {
  const int straight = trans == CblasNoTrans;
  const gsl_vector_const_view from = gsl_vector_const_view_array(x, straight ? A->size2 : A->size1);
  gsl_vector_view to = gsl_vector_view_array(y, straight ? A->size1 : A->size2);
  return gsl_blas_dgemv(trans, 1.0, A, &from.vector, 0.0, &to.vector);
}

/*@ requires valid: linear_ok((linear *)context) && \valid_read(w + (0 .. ((linear *)context)->A.size2 - 1));
    requires apart: \separated(w + (0 .. ((linear *)context)->A.size2 - 1), ((linear *)context)->f + (0 .. ((linear *)context)->A.size1 - 1));
    terminates \true;
    exits \false;
    assigns ((linear *)context)->f[0 .. ((linear *)context)->A.size1 - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL || \result == NTK_ENUMERIC; */
static ntk_status linear_at(void *context, const double *w) {
  linear *map = context;
  const size_t N = map->A.size1;
  if (multiply(CblasNoTrans, &map->A, w, map->f) != 0) return NTK_EINTERNAL;
  if (map->c != NULL) ntk_axpy(N, 1.0, map->c, map->f);
  return ntk_all_finite(N, map->f) ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: linear_ok((linear *)context) && \valid(f + (0 .. ((linear *)context)->A.size1 - 1)) && linear_outside((linear *)context, f, ((linear *)context)->A.size1);
    terminates \true;
    exits \false;
    assigns f[0 .. ((linear *)context)->A.size1 - 1];
    ensures value: \forall integer i; 0 <= i < ((linear *)context)->A.size1 ==> f[i] == ((linear *)context)->f[i]; */
static void linear_value(void *context, double *f) {
  const linear *map = context;
  ntk_copy(map->A.size1, map->f, f);
}

/*@ requires valid: linear_ok((linear *)context) && \valid_read(v + (0 .. ((linear *)context)->A.size2 - 1)) && \valid(Jv + (0 .. ((linear *)context)->A.size1 - 1));
    requires apart: linear_outside((linear *)context, Jv, ((linear *)context)->A.size1) && \separated(Jv + (0 .. ((linear *)context)->A.size1 - 1), v + (0 .. ((linear *)context)->A.size2 - 1));
    terminates \true;
    exits \false;
    assigns Jv[0 .. ((linear *)context)->A.size1 - 1]; */
static void linear_jvp(void *context, const double *v, double *Jv) {
  const linear *map = context;
  multiply(CblasNoTrans, &map->A, v, Jv);
}

/*@ requires valid: linear_ok((linear *)context) && \valid_read(u + (0 .. ((linear *)context)->A.size1 - 1)) && \valid(JTu + (0 .. ((linear *)context)->A.size2 - 1));
    requires apart: linear_outside((linear *)context, JTu, ((linear *)context)->A.size2) && \separated(JTu + (0 .. ((linear *)context)->A.size2 - 1), u + (0 .. ((linear *)context)->A.size1 - 1));
    terminates \true;
    exits \false;
    assigns JTu[0 .. ((linear *)context)->A.size2 - 1]; */
static void linear_vjp(void *context, const double *u, double *JTu) {
  const linear *map = context;
  multiply(CblasTrans, &map->A, u, JTu);
}

/* K := A A^T, the lower triangle; what GSL says. */
/*@ requires valid: matrix_readable(A) && matrix_blas(A) && A->size1 * A->size1 <= SIZE_MAX && \valid(K + (0 .. A->size1 * A->size1 - 1));
    requires apart: \separated(K + (0 .. A->size1 * A->size1 - 1), A->data + (0 .. matrix_cells(A) - 1));
    terminates \true;
    exits \false;
    assigns K[0 .. A->size1 * A->size1 - 1], \result;
    ensures square: \result == 0 ==> \forall integer i, j; 0 <= j <= i < A->size1 ==>
      K[entry(i, A->size1, j)] == scaled_sum(1.0, \old(matrix_square(CblasNoTrans, A, i, j)), 0.0, \old(K[entry(i, A->size1, j)])); */
static int gram(const gsl_matrix *A, double *K) {
  gsl_matrix_view out = gsl_matrix_view_array(K, A->size1, A->size1);
  return gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1.0, A, 0.0, &out.matrix);
}

/* The upper triangle := the lower one. */
/*@ requires valid: N <= INT_MAX && \valid(K + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns K[0 .. N * N - 1]; */
static void mirror_lower(size_t N, double *K) {
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, K[0 .. N * N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    /*@ loop invariant range: 0 <= j <= i;
        loop assigns j, K[0 .. N * N - 1];
        loop variant i - j; */
    for (size_t j = 0; j < i; j++) {
      //@ ghost row_inside(j, N, N);
      K[j * N + i] = K[i * N + j];
    }
  }
}

/* K = A A^T, its lower triangle by dsyrk, then copied: symmetric to the bit. */
/*@ requires valid: linear_ok((linear *)context) && ((linear *)context)->A.size1 * ((linear *)context)->A.size1 <= SIZE_MAX &&
                    \valid(K + (0 .. ((linear *)context)->A.size1 * ((linear *)context)->A.size1 - 1)) && linear_outside((linear *)context, K, ((linear *)context)->A.size1 * ((linear *)context)->A.size1);
    terminates \true;
    exits \false;
    assigns K[0 .. ((linear *)context)->A.size1 * ((linear *)context)->A.size1 - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL; */
static ntk_status linear_kernel(void *context, double *K) {
  const linear *map = context;
  const size_t N = map->A.size1;
  if (gram(&map->A, K) != 0) return NTK_EINTERNAL;
  mirror_lower(N, K);
  return NTK_OK;
}

ntk_map *ntk_linear_map(size_t N, size_t p, const double *A, const double *c) {
  if (N > INT_MAX || p > INT_MAX) return NULL; /* BLAS counts in int */
  linear *context = ntk_calloc(1, 1, sizeof *context);
  double *f = context == NULL ? NULL : ntk_doubles(N, 1);
  ntk_map *map = f == NULL ? NULL : map_new(p, N, context);
  if (map == NULL) {
    free(f);
    free(context);
    return NULL;
  }
  //@ ghost heap_own(context);
  context->A = gsl_matrix_const_view_array(A, N, p).matrix;
  context->c = c;
  context->f = f;
  map->at = linear_at;
  map->value = linear_value;
  map->jvp = linear_jvp;
  map->vjp = linear_vjp;
  map->kernel = linear_kernel;
  return map;
}

void ntk_linear_map_free(ntk_map *map) {
  if (map == NULL) return;
  free(((linear *)map->context)->f);
  free(map->context);
  free(map);
}

/* F(w1, w2) = f(w1) + f(w2): J = [J1 J2], J^T u = (J1^T u, J2^T u), K = K1 + K2. */

typedef struct {
  ntk_map *one, *two;
  double *f; /* N: space for the second summand */
} doubled;

/*@ predicate doubled_ok{L}(doubled *m) = \valid_read(m) && \valid_read(m->one) && \valid_read(m->two) && m->one->p == m->two->p && m->one->N == m->two->N &&
      2 * m->one->p <= SIZE_MAX && \valid(m->f + (0 .. m->one->N - 1)); */

/*@ requires valid: doubled_ok(((doubled *)context)) && \valid_read(w + (0 .. 2 * ((doubled *)context)->one->p - 1));
    terminates \true;
    exits \false;
    assigns \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL; */
static ntk_status doubled_at(void *context, const double *w) {
  const doubled *map = context;
  const ntk_status status = ntk_map_at(map->one, w);
  if (status != NTK_OK) return status;
  return ntk_map_at(map->two, w + map->one->p);
}

/*@ requires valid: doubled_ok(((doubled *)context)) && \valid(f + (0 .. ((doubled *)context)->one->N - 1)) && \separated(f + (0 .. ((doubled *)context)->one->N - 1), ((doubled *)context)->f + (0 .. ((doubled *)context)->one->N - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. ((doubled *)context)->one->N - 1], ((doubled *)context)->f[0 .. ((doubled *)context)->one->N - 1]; */
static void doubled_value(void *context, double *f) {
  const doubled *map = context;
  ntk_map_value(map->one, f);
  ntk_map_value(map->two, map->f);
  ntk_axpy(map->one->N, 1.0, map->f, f);
}

/*@ requires valid: doubled_ok(((doubled *)context)) && \valid_read(v + (0 .. 2 * ((doubled *)context)->one->p - 1)) && \valid(Jv + (0 .. ((doubled *)context)->one->N - 1)) && \separated(Jv + (0 .. ((doubled *)context)->one->N - 1), ((doubled *)context)->f + (0 .. ((doubled *)context)->one->N - 1)) &&
                    \separated(v + (0 .. 2 * ((doubled *)context)->one->p - 1), Jv + (0 .. ((doubled *)context)->one->N - 1)) && \separated(v + (0 .. 2 * ((doubled *)context)->one->p - 1), ((doubled *)context)->f + (0 .. ((doubled *)context)->one->N - 1));
    terminates \true;
    exits \false;
    assigns Jv[0 .. ((doubled *)context)->one->N - 1], ((doubled *)context)->f[0 .. ((doubled *)context)->one->N - 1]; */
static void doubled_jvp(void *context, const double *v, double *Jv) {
  const doubled *map = context;
  ntk_map_jvp(map->one, v, Jv);
  ntk_map_jvp(map->two, v + map->one->p, map->f);
  ntk_axpy(map->one->N, 1.0, map->f, Jv);
}

/*@ requires valid: doubled_ok(((doubled *)context)) && \valid_read(u + (0 .. ((doubled *)context)->one->N - 1)) && \valid(JTu + (0 .. 2 * ((doubled *)context)->one->p - 1)) && \separated(u + (0 .. ((doubled *)context)->one->N - 1), JTu + (0 .. 2 * ((doubled *)context)->one->p - 1));
    terminates \true;
    exits \false;
    assigns JTu[0 .. 2 * ((doubled *)context)->one->p - 1]; */
static void doubled_vjp(void *context, const double *u, double *JTu) {
  const doubled *map = context;
  ntk_map_vjp(map->one, u, JTu);
  ntk_map_vjp(map->two, u, JTu + map->one->p);
}

/*@ requires valid: doubled_ok(((doubled *)context)) && \valid(K + (0 .. ((doubled *)context)->one->N * ((doubled *)context)->one->N - 1)) && ((doubled *)context)->one->N * ((doubled *)context)->one->N <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], K[0 .. ((doubled *)context)->one->N * ((doubled *)context)->one->N - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL; */
static ntk_status doubled_kernel(void *context, double *K) {
  const doubled *map = context;
  const size_t N = map->one->N;
  double *second = ntk_doubles(N, N);
  if (second == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(second);
  //@ ghost heap_apart(second, N * N, K, N * N);
  ntk_status status = ntk_map_kernel(map->one, K);
  if (status == NTK_OK) status = ntk_map_kernel(map->two, second);
  if (status == NTK_OK) ntk_axpy(N * N, 1.0, second, K);
  free(second);
  return status;
}

ntk_map *ntk_doubled_map(ntk_map *one, ntk_map *two) {
  if (one->p != two->p || one->N != two->N) return NULL;
  doubled *context = ntk_calloc(1, 1, sizeof *context);
  double *f = context == NULL ? NULL : ntk_doubles(one->N, 1);
  ntk_map *map = f == NULL ? NULL : map_new(2 * one->p, one->N, context);
  if (map == NULL) {
    free(f);
    free(context);
    return NULL;
  }
  //@ ghost heap_own(context);
  *context = (doubled){one, two, f};
  map->at = doubled_at;
  map->value = doubled_value;
  map->jvp = doubled_jvp;
  map->vjp = doubled_vjp;
  map->kernel = doubled_kernel;
  return map;
}

void ntk_doubled_map_free(ntk_map *map) {
  if (map == NULL) return;
  free(((doubled *)map->context)->f);
  free(map->context);
  free(map);
}
