/* The linear and the doubled map: values, adjointness, kernels against plain loops. */
#include <float.h>
#include <math.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "harness.h"
#include "model/map.h"
#include "random-net.h"

#define ROWS 4u
#define P 7u
/* Sums of P or ROWS products of numbers below 10: (P + 2) eps 100 P. */
#define TOLERANCE (9 * DBL_EPSILON * 700)

static void linear_map_by_loops(void) {
  double *A = random_vector(1, ROWS * P), *c = random_vector(2, ROWS), *w = random_vector(3, P), *u = random_vector(4, ROWS);
  for (int with_c = 0; with_c < 2; with_c++) {
    ntk_map *map = ntk_linear_map(ROWS, P, A, with_c ? c : NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(map);
    CU_ASSERT(map->N == ROWS && map->p == P);
    double f[ROWS], Jw[ROWS], g[P], K[ROWS * ROWS];
    CU_ASSERT_EQUAL(map->at(map->context, w), NTK_OK);
    map->value(map->context, f);
    map->jvp(map->context, w, Jw);
    map->vjp(map->context, u, g);
    CU_ASSERT_EQUAL(map->kernel(map->context, K), NTK_OK);
    for (size_t i = 0; i < ROWS; i++) {
      NTK_NEAR(Jw[i], ntk_dot(P, A + i * P, w), TOLERANCE);
      NTK_NEAR(f[i], ntk_dot(P, A + i * P, w) + (with_c ? c[i] : 0.0), TOLERANCE);
      for (size_t j = 0; j < ROWS; j++) {
        NTK_NEAR(K[i * ROWS + j], ntk_dot(P, A + i * P, A + j * P), TOLERANCE);
        CU_ASSERT(K[i * ROWS + j] == K[j * ROWS + i]);
      }
    }
    for (size_t j = 0; j < P; j++) {
      double sum = 0.0;
      for (size_t i = 0; i < ROWS; i++) sum += A[i * P + j] * u[i];
      NTK_NEAR(g[j], sum, TOLERANCE);
    }
    ntk_linear_map_free(map);
  }
  free(A), free(c), free(w), free(u);
}

static void not_finite(void) {
  const double A[] = {1.0, 1e308}, good[] = {1.0, 1.0}, bad[] = {1.0, 1e10}, nan[] = {NAN, 0.0};
  ntk_map *map = ntk_linear_map(1, 2, A, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(map);
  CU_ASSERT_EQUAL(map->at(map->context, bad), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(map->at(map->context, nan), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(map->at(map->context, good), NTK_OK);
  ntk_map *copy = ntk_linear_map(1, 2, A, NULL), *both = ntk_doubled_map(map, copy);
  const double half_bad[] = {1.0, 1.0, 1.0, 1e10};
  CU_ASSERT_EQUAL(both->at(both->context, half_bad), NTK_ENUMERIC);
  ntk_doubled_map_free(both);
  ntk_linear_map_free(copy);
  ntk_linear_map_free(map);
}

/* From w1 = w2 = w: F = 2 f, K = 2 K_f, J^T u twice (claim doubling); from different points: sums. */
static void doubled_map_adds(void) {
  double *A = random_vector(1, ROWS * P), *B = random_vector(5, ROWS * P), *w = random_vector(3, 2 * P), *u = random_vector(4, ROWS);
  ntk_map *one = ntk_linear_map(ROWS, P, A, NULL), *two = ntk_linear_map(ROWS, P, B, NULL), *both = ntk_doubled_map(one, two);
  CU_ASSERT_PTR_NOT_NULL_FATAL(both);
  CU_ASSERT(both->N == ROWS && both->p == 2 * P);
  double f[ROWS], Jw[ROWS], g[2 * P], K[ROWS * ROWS], dot = 0.0;
  CU_ASSERT_EQUAL(both->at(both->context, w), NTK_OK);
  both->value(both->context, f);
  both->jvp(both->context, w, Jw);
  both->vjp(both->context, u, g);
  CU_ASSERT_EQUAL(both->kernel(both->context, K), NTK_OK);
  for (size_t i = 0; i < ROWS; i++) {
    const double sum = ntk_dot(P, A + i * P, w) + ntk_dot(P, B + i * P, w + P);
    NTK_NEAR(f[i], sum, 2 * TOLERANCE);
    NTK_NEAR(Jw[i], sum, 2 * TOLERANCE);
    dot += u[i] * Jw[i];
    for (size_t j = 0; j < ROWS; j++)
      NTK_NEAR(K[i * ROWS + j], ntk_dot(P, A + i * P, A + j * P) + ntk_dot(P, B + i * P, B + j * P), 2 * TOLERANCE);
  }
  NTK_NEAR(dot, ntk_dot(2 * P, g, w), 4 * TOLERANCE * ROWS);
  ntk_doubled_map_free(both);
  ntk_linear_map_free(two);
  two = ntk_linear_map(ROWS, P, A, NULL), both = ntk_doubled_map(one, two);
  double K1[ROWS * ROWS], f1[ROWS];
  for (size_t j = 0; j < P; j++) w[P + j] = w[j];
  CU_ASSERT_EQUAL(both->at(both->context, w), NTK_OK);
  both->value(both->context, f);
  one->value(one->context, f1);
  CU_ASSERT_EQUAL(both->kernel(both->context, K), NTK_OK);
  CU_ASSERT_EQUAL(one->kernel(one->context, K1), NTK_OK);
  both->vjp(both->context, u, g);
  for (size_t i = 0; i < ROWS * ROWS; i++) CU_ASSERT(K[i] == 2.0 * K1[i]);
  for (size_t i = 0; i < ROWS; i++) CU_ASSERT(f[i] == 2.0 * f1[i]);
  for (size_t j = 0; j < P; j++) CU_ASSERT(g[j] == g[P + j]);
  ntk_doubled_map_free(both);
  ntk_linear_map_free(two);
  ntk_linear_map_free(one);
  free(A), free(B), free(w), free(u);
}

static void shapes_must_agree(void) {
  double A[6] = {1, 2, 3, 4, 5, 6};
  ntk_map *wide = ntk_linear_map(2, 3, A, NULL), *tall = ntk_linear_map(3, 2, A, NULL), *same = ntk_linear_map(2, 2, A, NULL);
  CU_ASSERT_PTR_NULL(ntk_doubled_map(wide, tall));
  CU_ASSERT_PTR_NULL(ntk_doubled_map(wide, same));
  CU_ASSERT_PTR_NULL(ntk_doubled_map(tall, same));
  ntk_linear_map_free(wide);
  ntk_linear_map_free(tall);
  ntk_linear_map_free(same);
}

static void memory_out(void) {
  double A[2] = {1, 2}, K[1], w[4] = {1, 1, 1, 1};
  for (unsigned long count = 1; count <= 3; count++) {
    ntk_alloc_fail_at(count);
    CU_ASSERT_PTR_NULL(ntk_linear_map(1, 2, A, NULL));
  }
  ntk_alloc_fail_at(0);
  ntk_map *one = ntk_linear_map(1, 2, A, NULL), *two = ntk_linear_map(1, 2, A, NULL);
  for (unsigned long count = 1; count <= 3; count++) {
    ntk_alloc_fail_at(count);
    CU_ASSERT_PTR_NULL(ntk_doubled_map(one, two));
  }
  ntk_alloc_fail_at(0);
  ntk_map *both = ntk_doubled_map(one, two);
  CU_ASSERT_PTR_NOT_NULL_FATAL(both);
  CU_ASSERT_EQUAL(both->at(both->context, w), NTK_OK);
  ntk_alloc_fail_at(1);
  CU_ASSERT_EQUAL(both->kernel(both->context, K), NTK_ENOMEM);
  ntk_alloc_fail_at(0);
  CU_ASSERT_EQUAL(both->kernel(both->context, K), NTK_OK);
  CU_ASSERT(K[0] == 10.0);
  ntk_doubled_map_free(both);
  ntk_linear_map_free(one);
  ntk_linear_map_free(two);
  ntk_linear_map_free(NULL);
  ntk_doubled_map_free(NULL);
}

NTK_TESTS("map", {"linear map", linear_map_by_loops}, {"not finite", not_finite}, {"doubled map", doubled_map_adds},
          {"shapes must agree", shapes_must_agree}, {"memory out", memory_out})
