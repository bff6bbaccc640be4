/* Pairs of rows that make the kernel singular: the true ones are found, near ones are not. */
#include <float.h>
#include <math.h>

#include "core/rng.h"
#include "data/dataset.h"
#include "files.h"

#define D 5

static gsl_matrix *random_rows(size_t n, size_t d, uint64_t index) {
  gsl_matrix *x = gsl_matrix_alloc(n, d);
  gsl_rng *rng = ntk_rng(11, NTK_RNG_TESTS, index);
  for (size_t i = 0; i < n * d; i++) x->data[i] = gsl_rng_uniform(rng) - 0.5;
  gsl_rng_free(rng);
  return x;
}

/* Row j := c row i, each product rounded. */
static void make_collinear(gsl_matrix *x, size_t j, size_t i, double c) {
  for (size_t k = 0; k < x->size2; k++) gsl_matrix_set(x, j, k, c * gsl_matrix_get(x, i, k));
}

static void found_after_normalisation(void) {
  static const double factors[] = {1, -1, 2, 3, -3, 0.1, 1e-5, -7e8};
  for (size_t f = 0; f < 8; f++)
    for (uint64_t seed = 0; seed < 100; seed++) {
      gsl_matrix *x = random_rows(6, D, seed);
      ntk_pair pair[2];
      make_collinear(x, 4, 1, factors[f]);
      CU_ASSERT_EQUAL(ntk_collinear_pairs(x, pair, 2), 1);
      CU_ASSERT(pair[0].i == 1 && pair[0].j == 4);
      NTK_NEAR(pair[0].factor * factors[f], 1.0, 4 * DBL_EPSILON); /* x_1 = c x_4 */
      CU_ASSERT_EQUAL(ntk_normalise_rows(x, NTK_NORMALISE_SPHERE, "x", NULL, NULL), NTK_OK);
      CU_ASSERT_EQUAL(ntk_collinear_pairs(x, pair, 2), 1);
      CU_ASSERT_EQUAL(pair[0].factor, factors[f] > 0 ? 1.0 : -1.0); /* on the sphere they are equal or opposite */
      gsl_matrix_free(x);
    }
}

/* A relative change of one entry by t: at t = 1e-8 and below the cosine is 1 to the last bit, the rows are not equal. */
static void near_rows_are_not_named(void) {
  static const double change[] = {1e-3, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14};
  for (size_t c = 0; c < 6; c++)
    for (uint64_t seed = 0; seed < 50; seed++)
      for (size_t k = 0; k < D; k++) {
        gsl_matrix *x = random_rows(3, D, seed);
        ntk_pair pair[1];
        make_collinear(x, 2, 0, seed % 2 ? 1.0 : -2.0);
        gsl_matrix_set(x, 2, k, gsl_matrix_get(x, 2, k) * (1 + change[c]));
        CU_ASSERT_EQUAL(ntk_collinear_pairs(x, pair, 1), 0);
        ntk_normalise_rows(x, NTK_NORMALISE_SPHERE, "x", NULL, NULL);
        CU_ASSERT_EQUAL(ntk_collinear_pairs(x, pair, 1), 0);
        gsl_matrix_free(x);
      }
}

static void small_entries_count(void) {
  double data[] = {1, 1e-20, 1, 2e-20, 1, 0};
  gsl_matrix_view x = gsl_matrix_view_array(data, 3, 2);
  ntk_pair pair[3];
  CU_ASSERT_EQUAL(ntk_collinear_pairs(&x.matrix, pair, 3), 0);
}

/* A factor within the rounding of 1 or -1 is called 1 or -1: such rows are equal or opposite, not merely collinear. */
static void factors_are_rounded_to_one(void) {
  static const double sign[] = {1, -1};
  for (size_t k = 0; k < 2; k++)
    for (int units = -4; units <= 4; units++) {
      const double c = sign[k] * (1 + units * DBL_EPSILON);
      double data[] = {1, 0.5, c, 0.5 * c};
      gsl_matrix_view x = gsl_matrix_view_array(data, 2, 2);
      ntk_pair pair[1];
      CU_ASSERT_EQUAL(ntk_collinear_pairs(&x.matrix, pair, 1), 1);
      CU_ASSERT_EQUAL(pair[0].factor, sign[k]);
    }
}

static void zero_rows_and_counts(void) {
  double data[] = {0, 0, 1, 2, 0, 0, 2, 4, -1, -2};
  gsl_matrix_view x = gsl_matrix_view_array(data, 5, 2);
  ntk_pair pair[2] = {{9, 9, 9}, {9, 9, 9}};
  CU_ASSERT_EQUAL(ntk_collinear_pairs(&x.matrix, pair, 1), 4); /* (0,2) (1,3) (1,4) (3,4) */
  CU_ASSERT(pair[0].i == 0 && pair[0].j == 2 && pair[0].factor == 1.0);
  CU_ASSERT_EQUAL(pair[1].i, 9); /* no more than max are written */
  CU_ASSERT_EQUAL(ntk_collinear_pairs(&x.matrix, NULL, 0), 4);
}

static void extremes(void) {
  double data[] = {1e300, 1e300, 1e-300, 1e-300, DBL_MAX, -DBL_MAX, -DBL_MAX, DBL_MAX};
  gsl_matrix_view x = gsl_matrix_view_array(data, 4, 2);
  ntk_pair pair[1];
  CU_ASSERT_EQUAL(ntk_collinear_pairs(&x.matrix, pair, 1), 1); /* a factor of 1e600 is no double */
  CU_ASSERT(pair[0].i == 2 && pair[0].j == 3 && pair[0].factor == -1.0);
}

/* Fisher's two equal flowers, original rows 101 and 142, and no other pair. */
static void iris(void) {
  ntk_dataset *data;
  const ntk_data_options options = {"iris", NULL, NTK_ROWS_DEFAULT, NULL, NTK_NORMALISE_STANDARD};
  CU_ASSERT_EQUAL_FATAL(ntk_dataset_load(&data, &options, NULL), NTK_OK);
  ntk_pair pair[4];
  CU_ASSERT_EQUAL_FATAL(ntk_collinear_pairs(data->x, pair, 4), 1);
  const size_t a = data->row[pair[0].i], b = data->row[pair[0].j];
  CU_ASSERT((a == 101 && b == 142) || (a == 142 && b == 101));
  CU_ASSERT_EQUAL(pair[0].factor, 1.0);
  ntk_dataset_free(data);
}

static void digits_and_wine_have_none(void) {
  ntk_dataset *data;
  const ntk_data_options digits = {"digits", NULL, 0, NULL, NTK_NORMALISE_SPHERE}, wine = {"wine", NULL, 0, NULL, NTK_NORMALISE_STANDARD};
  const ntk_data_options *each[] = {&digits, &wine};
  for (size_t k = 0; k < 2; k++) {
    CU_ASSERT_EQUAL_FATAL(ntk_dataset_load(&data, each[k], NULL), NTK_OK);
    CU_ASSERT_EQUAL(ntk_collinear_pairs(data->x, NULL, 0), 0);
    ntk_dataset_free(data);
  }
}

NTK_TESTS("collinear", {"collinear rows are found, also after normalisation", found_after_normalisation},
          {"near rows are not named", near_rows_are_not_named}, {"small entries count", small_entries_count},
          {"factors are rounded to 1 and -1", factors_are_rounded_to_one},
          {"zero rows, counts", zero_rows_and_counts}, {"extreme sizes", extremes}, {"iris's two equal flowers", iris},
          {"digits and wine have none", digits_and_wine_have_none})
