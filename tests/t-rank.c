/* Linearised flows: sampling grids, path, climbing, and the duplicated row. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "check/rank.h"
#include "check/sampling.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/length.h"
#include "harness.h"
#include "random-net.h"

#define ROWS 6

/* A A^T with A ROWS x ROWS Gaussian, and a residual. */
static void make(double *K, double *r) {
  double *A = random_vector(31, ROWS * ROWS);
  for (size_t i = 0; i < ROWS; i++)
    for (size_t j = 0; j < ROWS; j++) K[i * ROWS + j] = ntk_dot(ROWS, A + i * ROWS, A + j * ROWS);
  random_fill(32, ROWS, r);
  free(A);
}

static void grid_falls_evenly(void) {
  double K[ROWS * ROWS], r[ROWS], t[33];
  ntk_linearised lin;
  make(K, r);
  CU_ASSERT_EQUAL(ntk_linearised_init(&lin, ROWS, 3.0, K, r), NTK_OK);
  const double T = 3.0 / (9.0 * lin.lambda[0]);
  ntk_sampling_grid(&lin, T, 33, t);
  CU_ASSERT(t[0] == 0.0 && t[32] == T);
  const double factor = ntk_linearised_norm(&lin, t[1]) / ntk_linearised_norm(&lin, 0.0);
  for (size_t i = 1; i < 33; i++) {
    CU_ASSERT(t[i] > t[i - 1]);
    NTK_NEAR(ntk_linearised_norm(&lin, t[i]) / ntk_linearised_norm(&lin, t[i - 1]), factor, 1e-9);
  }
  double residual[ROWS];
  ntk_linearised_residual(&lin, t[20], residual);
  NTK_NEAR(ntk_norm(ROWS, residual), ntk_linearised_norm(&lin, t[20]), 64 * DBL_EPSILON * ntk_norm(ROWS, r));
  ntk_linearised_clear(&lin);
}

/* Chords are below the path, and tend to it. */
static void chords_tend_to_the_path(void) {
  enum { FINE = 4097 };
  double K[ROWS * ROWS], r[ROWS], Q[ROWS], t[33], *fine = ntk_doubles(FINE, 1);
  ntk_linearised lin;
  make(K, r);
  CU_ASSERT_EQUAL(ntk_linearised_init(&lin, ROWS, 2.0, K, r), NTK_OK);
  const double T = 1.0 / (4.0 * lin.lambda[0]);
  for (size_t i = 0; i < ROWS; i++) Q[i] = 4.0 * lin.lambda[i];
  const double path = ntk_linear_length(ROWS, Q, lin.c, T, NULL);
  ntk_sampling_grid(&lin, T, 33, t);
  ntk_sampling_grid(&lin, T, FINE, fine);
  CU_ASSERT(ntk_sampling_path(&lin, 33, t) < path);
  NTK_NEAR(ntk_sampling_path(&lin, FINE, fine), path, 2e-4 * path);
  const double ends[2] = {0.0, T};
  NTK_NEAR(ntk_sampling_path(&lin, 2, ends), ntk_linearised_drift(&lin, T), 1e-13 * path);
  free(fine);
  ntk_linearised_clear(&lin);
}

static void climbing_grows(void) {
  double K[ROWS * ROWS], r[ROWS];
  ntk_linearised lin;
  make(K, r);
  CU_ASSERT_EQUAL(ntk_linearised_init(&lin, ROWS, 1.0, K, r), NTK_OK);
  NTK_NEAR(ntk_climbing_norm(&lin, 0.0), ntk_norm(ROWS, r), 1e-14 * ntk_norm(ROWS, r));
  CU_ASSERT(ntk_climbing_norm(&lin, 0.1) > ntk_climbing_norm(&lin, 0.05));
  CU_ASSERT(isfinite(ntk_climbing_norm(&lin, 1e9)));
  ntk_linearised_clear(&lin);
}

static void duplicated_row(void) {
  double K[ROWS * ROWS], r[ROWS], projection;
  ntk_linearised twice, lin;
  make(K, r);
  CU_ASSERT_EQUAL(ntk_duplicate_row(&twice, &projection, ROWS, 2.0, K, r), NTK_OK);
  CU_ASSERT_EQUAL(ntk_linearised_init(&lin, ROWS, 2.0, K, r), NTK_OK);
  CU_ASSERT_EQUAL(twice.N, ROWS + 1);
  CU_ASSERT(twice.lambda[0] <= 64 * DBL_EPSILON * twice.lambda[ROWS]);
  /* interlacing (Cauchy): the eigenvalues of K lie between those of K' */
  for (size_t i = 0; i < ROWS; i++) CU_ASSERT(twice.lambda[i] <= lin.lambda[i] * (1 + 1e-12) && lin.lambda[i] <= twice.lambda[i + 1] * (1 + 1e-12));
  const double least = ntk_least_positive(&twice, 1e-10);
  CU_ASSERT_EQUAL(least, twice.lambda[1]);
  NTK_NEAR(projection, ntk_norm(ROWS, r) / sqrt(2.0), 1e-14);
  NTK_NEAR(ntk_linearised_norm(&twice, 40.0 / (4.0 * least)), projection, 1e-9);
  CU_ASSERT_EQUAL(ntk_least_positive(&twice, 1e300), twice.lambda[ROWS]);
  ntk_linearised_clear(&twice), ntk_linearised_clear(&lin);
}

static void memory_runs_out(void) {
  double K[ROWS * ROWS], r[ROWS], projection;
  ntk_linearised twice;
  make(K, r);
  unsigned long k = 1;
  for (; k < 50; k++) {
    ntk_alloc_fail_at(k);
    const ntk_status status = ntk_duplicate_row(&twice, &projection, ROWS, 2.0, K, r);
    ntk_alloc_fail_at(0);
    ntk_linearised_clear(&twice);
    if (status == NTK_OK) break;
    CU_ASSERT_EQUAL(status, NTK_ENOMEM);
  }
  CU_ASSERT(k > 4 && k < 50);
}

NTK_TESTS("rank and sampling", {"the grid's residual falls by one factor", grid_falls_evenly}, {"chords tend to the path", chords_tend_to_the_path},
          {"the flipped flow grows and stays finite", climbing_grows}, {"a duplicated row: spectrum and limit", duplicated_row},
          {"memory runs out", memory_runs_out})
