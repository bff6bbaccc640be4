/* src/cli/new-rows.c: new inputs get the training columns' normalisation. */
#include "cli/new-rows.c"

#include "harness.h"

static void test_like_training(void) {
  const double raw_values[6] = {1.0, 5.0, 3.0, 5.0, 8.0, 5.0}; /* the second column is constant */
  const double new_values[4] = {2.0, 9.0, -1.0, 5.0};
  gsl_matrix *raw = gsl_matrix_alloc(3, 2), *normalised = gsl_matrix_alloc(3, 2), *x = gsl_matrix_alloc(2, 2);
  ntk_error err;
  for (size_t i = 0; i < 6; i++) raw->data[i] = normalised->data[i] = raw_values[i];
  for (size_t i = 0; i < 4; i++) x->data[i] = new_values[i];
  CU_ASSERT_FATAL(ntk_normalise_rows(normalised, NTK_NORMALISE_STANDARD, "x", (size_t[3]){0, 1, 2}, &err) == NTK_OK);
  ntk_normalise_like(x, raw, normalised);
  /* mean 4; the deviation is what took 1 and 8 to their images: the map must carry 2 and -1 along the same line */
  const double slope = (gsl_matrix_get(normalised, 2, 0) - gsl_matrix_get(normalised, 0, 0)) / 7.0;
  NTK_NEAR(gsl_matrix_get(x, 0, 0), (2.0 - 4.0) * slope, 1e-15);
  NTK_NEAR(gsl_matrix_get(x, 1, 0), (-1.0 - 4.0) * slope, 2e-15);
  NTK_NEAR(gsl_matrix_get(x, 0, 1), 0.0, 0.0);
  NTK_NEAR(gsl_matrix_get(x, 1, 1), 0.0, 0.0);
  gsl_matrix_free(raw);
  gsl_matrix_free(normalised);
  gsl_matrix_free(x);
}

/* A training row given as a new one comes out as it went in (one division and two products of rounding). */
static void test_training_rows_return(void) {
  const double values[6] = {0.1, 7.0, 0.35, -2.0, 0.9, 11.0};
  gsl_matrix *raw = gsl_matrix_alloc(3, 2), *normalised = gsl_matrix_alloc(3, 2), *x = gsl_matrix_alloc(3, 2);
  ntk_error err;
  for (size_t i = 0; i < 6; i++) raw->data[i] = normalised->data[i] = x->data[i] = values[i];
  CU_ASSERT_FATAL(ntk_normalise_rows(normalised, NTK_NORMALISE_STANDARD, "x", (size_t[3]){0, 1, 2}, &err) == NTK_OK);
  ntk_normalise_like(x, raw, normalised);
  for (size_t i = 0; i < 6; i++) NTK_NEAR(x->data[i], normalised->data[i], 1e-14);
  gsl_matrix_free(raw);
  gsl_matrix_free(normalised);
  gsl_matrix_free(x);
}

NTK_TESTS("new-rows", {"like training", test_like_training}, {"training rows return", test_training_rows_return})
