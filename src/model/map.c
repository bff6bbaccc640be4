/* Maps made of others: the linear map, and the doubled map of claim `doubling`. Callbacks through void *, hence apart from proofs. */
#include "model/map.h"

#include <gsl/gsl_blas.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"

/* What the constructors share: the map and its context in two allocations, freed together. */
static ntk_map *map_new(size_t p, size_t N, void *context) {
  ntk_map *map = ntk_calloc(1, 1, sizeof *map);
  if (map == NULL) return NULL;
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

static ntk_status linear_at(void *context, const double *w) {
  linear *map = context;
  const size_t N = map->A.size1;
  const gsl_vector_const_view point = gsl_vector_const_view_array(w, map->A.size2);
  gsl_vector_view f = gsl_vector_view_array(map->f, N);
  if (gsl_blas_dgemv(CblasNoTrans, 1.0, &map->A, &point.vector, 0.0, &f.vector) != 0) return NTK_EINTERNAL;
  if (map->c != NULL) ntk_axpy(N, 1.0, map->c, map->f);
  return ntk_all_finite(N, map->f) ? NTK_OK : NTK_ENUMERIC;
}

static void linear_value(void *context, double *f) {
  const linear *map = context;
  memcpy(f, map->f, map->A.size1 * sizeof *f);
}

static void linear_jvp(void *context, const double *v, double *Jv) {
  const linear *map = context;
  const gsl_vector_const_view direction = gsl_vector_const_view_array(v, map->A.size2);
  gsl_vector_view out = gsl_vector_view_array(Jv, map->A.size1);
  gsl_blas_dgemv(CblasNoTrans, 1.0, &map->A, &direction.vector, 0.0, &out.vector);
}

static void linear_vjp(void *context, const double *u, double *JTu) {
  const linear *map = context;
  const gsl_vector_const_view direction = gsl_vector_const_view_array(u, map->A.size1);
  gsl_vector_view out = gsl_vector_view_array(JTu, map->A.size2);
  gsl_blas_dgemv(CblasTrans, 1.0, &map->A, &direction.vector, 0.0, &out.vector);
}

/* K = A A^T, its lower triangle by dsyrk, then copied: symmetric to the bit. */
static ntk_status linear_kernel(void *context, double *K) {
  const linear *map = context;
  const size_t N = map->A.size1;
  gsl_matrix_view out = gsl_matrix_view_array(K, N, N);
  if (gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1.0, &map->A, 0.0, &out.matrix) != 0) return NTK_EINTERNAL;
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < i; j++) K[j * N + i] = K[i * N + j];
  return NTK_OK;
}

ntk_map *ntk_linear_map(size_t N, size_t p, const double *A, const double *c) {
  linear *context = ntk_calloc(1, 1, sizeof *context);
  double *f = context == NULL ? NULL : ntk_doubles(N, 1);
  ntk_map *map = f == NULL ? NULL : map_new(p, N, context);
  if (map == NULL) {
    free(f);
    free(context);
    return NULL;
  }
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

static ntk_status doubled_at(void *context, const double *w) {
  const doubled *map = context;
  const ntk_status status = map->one->at(map->one->context, w);
  if (status != NTK_OK) return status;
  return map->two->at(map->two->context, w + map->one->p);
}

static void doubled_value(void *context, double *f) {
  const doubled *map = context;
  map->one->value(map->one->context, f);
  map->two->value(map->two->context, map->f);
  ntk_axpy(map->one->N, 1.0, map->f, f);
}

static void doubled_jvp(void *context, const double *v, double *Jv) {
  const doubled *map = context;
  map->one->jvp(map->one->context, v, Jv);
  map->two->jvp(map->two->context, v + map->one->p, map->f);
  ntk_axpy(map->one->N, 1.0, map->f, Jv);
}

static void doubled_vjp(void *context, const double *u, double *JTu) {
  const doubled *map = context;
  map->one->vjp(map->one->context, u, JTu);
  map->two->vjp(map->two->context, u, JTu + map->one->p);
}

static ntk_status doubled_kernel(void *context, double *K) {
  const doubled *map = context;
  const size_t N = map->one->N;
  double *second = ntk_doubles(N, N);
  if (second == NULL) return NTK_ENOMEM;
  ntk_status status = map->one->kernel(map->one->context, K);
  if (status == NTK_OK) status = map->two->kernel(map->two->context, second);
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
