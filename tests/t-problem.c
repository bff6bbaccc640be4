/* Residual and gradient at scale alpha, over more entries than one block. */
#include "flow/problem.h"
#include "harness.h"
#include "toy-maps.h"

static void residual_and_gradient(void) {
  for (size_t N = 1; N < 200; N = 2 * N + 1) { /* 1, 3, 7, .., 63, 127 */
    double *A = calloc(N * N, sizeof(double)), *y = calloc(N, sizeof(double)), *w = calloc(N, sizeof(double)), *r = calloc(N, sizeof(double)), *g = calloc(N, sizeof(double));
    for (size_t i = 0; i < N; i++) A[i * N + i] = 2.0, y[i] = (double)i * 0.5, w[i] = 1.0 / (double)(i + 1);
    ntk_map *map = ntk_linear_map(N, N, A, NULL);
    const ntk_problem problem = {map, 3.0, y, w};
    CU_ASSERT_EQUAL(ntk_move(&problem, w, r), NTK_OK);
    ntk_gradient(&problem, r, g);
    for (size_t i = 0; i < N; i++) {
      const double exact = 3.0 * (2.0 * w[i]) - y[i];
      CU_ASSERT_EQUAL(r[i], exact);
      CU_ASSERT_EQUAL(g[i], 3.0 * (2.0 * exact));
    }
    w[N - 1] = (double)NAN;
    CU_ASSERT_EQUAL(ntk_move(&problem, w, r), NTK_ENUMERIC);
    ntk_linear_map_free(map);
    free(A), free(y), free(w), free(r), free(g);
  }
}

NTK_TESTS("problem", {"alpha f - y, alpha J^T r", residual_and_gradient})
