/* Rows on the sphere, columns standardised. */
#include <float.h>
#include <math.h>

#include "core/rng.h"
#include "data/dataset.h"
#include "harness.h"

#define N 20
#define D 7

static gsl_matrix *random_rows(double offset, double scale) {
  gsl_matrix *x = gsl_matrix_alloc(N, D);
  gsl_rng *rng = ntk_rng(5, NTK_RNG_TESTS, 0);
  for (size_t i = 0; i < N * D; i++) x->data[i] = offset + scale * gsl_rng_uniform(rng);
  gsl_rng_free(rng);
  return x;
}

static void sphere(void) {
  static const double scales[] = {1, 1e-310, 1e308, 1e-160, 1e200};
  for (size_t s = 0; s < 5; s++) {
    gsl_matrix *x = random_rows(0, scales[s]), *one = random_rows(0, scales[s]);
    CU_ASSERT_EQUAL(ntk_normalise_rows(x, NTK_NORMALISE_SPHERE, "x", NULL, NULL), NTK_OK);
    for (size_t i = 0; i < N; i++) {
      double sum = 0;
      for (size_t j = 0; j < D; j++) sum += pow(gsl_matrix_get(x, i, j), 2);
      NTK_NEAR(sum, D, (D + 10) * D * DBL_EPSILON); /* d products and sums, then 4 roundings squared */
      /* the direction is kept: x_ij x'_i0 = x_i0 x'_ij */
      for (size_t j = 0; j < D; j++)
        NTK_NEAR(gsl_matrix_get(x, i, j) * (gsl_matrix_get(one, i, 0) / scales[s]), gsl_matrix_get(x, i, 0) * (gsl_matrix_get(one, i, j) / scales[s]),
                 8 * DBL_EPSILON * sqrt(D));
    }
    gsl_matrix_free(x), gsl_matrix_free(one);
  }
}

static void zero_row_is_named(void) {
  double data[] = {1, 2, 0, 0};
  const size_t row[] = {17, 42};
  gsl_matrix_view x = gsl_matrix_view_array(data, 2, 2);
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_normalise_rows(&x.matrix, NTK_NORMALISE_SPHERE, "f.csv", row, &err), NTK_EDATA);
  CU_ASSERT_STRING_EQUAL(err.text, "f.csv: row 42: expected a number other than 0 (the row is put on the sphere), found zeros only");
}

static void standard(void) {
  /* A mean of 1e6 deviations: the shift keeps the digits that the data have. */
  static const double offsets[] = {0, 1, 1e6}, scales[] = {1, 1e-300, 1e300};
  for (size_t s = 0; s < 3; s++)
    for (size_t o = 0; o < 3; o++) {
      gsl_matrix *x = random_rows(offsets[o] * scales[s], scales[s]);
      CU_ASSERT_EQUAL(ntk_normalise_rows(x, NTK_NORMALISE_STANDARD, "x", NULL, NULL), NTK_OK);
      for (size_t j = 0; j < D; j++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < N; i++) sum += gsl_matrix_get(x, i, j), squares += pow(gsl_matrix_get(x, i, j), 2);
        NTK_NEAR(sum, 0, 4 * N * N * DBL_EPSILON); /* the mean is off by at most N eps of the largest entry, at most 2 sqrt(3) deviations */
        NTK_NEAR(squares, N, 4 * N * N * DBL_EPSILON);
      }
      gsl_matrix_free(x);
    }
}

static void known_column(void) {
  double data[] = {1, 2, 3, 4, 7, 7, 7, 7};
  gsl_matrix_view x = gsl_matrix_view_array(data, 8, 1);
  ntk_normalise_rows(&x.matrix, NTK_NORMALISE_STANDARD, "x", NULL, NULL);
  /* mean 4.75, variance (14.0625 + 7.5625 + 3.0625 + 0.5625 + 4 * 5.0625) / 8 = 5.6875 */
  NTK_NEAR(data[0], (1 - 4.75) / sqrt(5.6875), 8 * 8 * DBL_EPSILON);
  NTK_NEAR(data[7], (7 - 4.75) / sqrt(5.6875), 8 * 8 * DBL_EPSILON);
}

static void constant_columns_become_zero(void) {
  double data[] = {0.1, 1, 0.1, 2, 0.1, 4};
  gsl_matrix_view x = gsl_matrix_view_array(data, 3, 2);
  CU_ASSERT_EQUAL(ntk_normalise_rows(&x.matrix, NTK_NORMALISE_STANDARD, "x", NULL, NULL), NTK_OK);
  for (size_t i = 0; i < 3; i++) CU_ASSERT(data[2 * i] == 0.0 && data[2 * i + 1] != 0.0);
  double one[] = {3, -4};
  gsl_matrix_view y = gsl_matrix_view_array(one, 1, 2);
  CU_ASSERT_EQUAL(ntk_normalise_rows(&y.matrix, NTK_NORMALISE_STANDARD, "x", NULL, NULL), NTK_OK);
  CU_ASSERT(one[0] == 0.0 && one[1] == 0.0);
  double extreme[] = {DBL_MAX, -DBL_MAX};
  gsl_matrix_view z = gsl_matrix_view_array(extreme, 2, 1);
  CU_ASSERT_EQUAL(ntk_normalise_rows(&z.matrix, NTK_NORMALISE_STANDARD, "x", NULL, NULL), NTK_OK);
  CU_ASSERT(extreme[0] == 1.0 && extreme[1] == -1.0);
}

static void none(void) {
  gsl_matrix *x = random_rows(1, 2), *same = random_rows(1, 2);
  CU_ASSERT_EQUAL(ntk_normalise_rows(x, NTK_NORMALISE_NONE, "x", NULL, NULL), NTK_OK);
  CU_ASSERT(gsl_matrix_equal(x, same));
  gsl_matrix_free(x), gsl_matrix_free(same);
}

NTK_TESTS("normalise", {"rows have norm sqrt d and keep their direction", sphere}, {"a row of zeros is named", zero_row_is_named},
          {"columns have mean 0 and deviation 1", standard}, {"a column worked out by hand", known_column},
          {"constant columns become zero", constant_columns_become_zero}, {"none changes nothing", none})
