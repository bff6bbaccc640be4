/* Which rows make K singular, for which network; they are named by their original numbers. */
#include "check/singular.h"

#include <math.h>
#include <string.h>

#include "harness.h"
#include "random-net.h"

/* Five random rows of three columns; row 4 := factor times row 1. Rows are numbered 10, 20, ..., 50 in their source. */
static ntk_dataset *rows(double factor) {
  gsl_matrix *x = random_matrix(71, 5, 3), *y = random_matrix(72, 5, 1);
  for (size_t c = 0; c < 3; c++) gsl_matrix_set(x, 4, c, factor * gsl_matrix_get(x, 1, c));
  ntk_dataset *data = ntk_dataset_make("flowers", x, y);
  for (size_t i = 0; i < 5; i++) data->row[i] = 10 * (i + 1);
  gsl_matrix_free(x), gsl_matrix_free(y);
  return data;
}

static ntk_arch arch_of(const ntk_activation *phi, double bias) {
  ntk_arch arch = ntk_arch_default(3, 1);
  arch.activation = phi;
  arch.bias_scale = bias;
  return arch;
}

static int singular(double factor, const ntk_activation *phi, double bias, const char *relation, int exact) {
  const ntk_arch arch = arch_of(phi, bias);
  ntk_dataset *data = rows(factor);
  ntk_singular s;
  ntk_singular_find(&s, &arch, data, 1000, 0.1, 1e-12);
  if (s.singular) {
    CU_ASSERT(strstr(s.reason, "singular-kernel: rows 20 and 50 of flowers are ") == s.reason);
    CU_ASSERT(strstr(s.reason, relation) != NULL);
    CU_ASSERT_EQUAL(s.exact, exact);
  } else CU_ASSERT(s.reason[0] == '\0');
  ntk_dataset_free(data);
  return s.singular;
}

static void pairs(void) {
  CU_ASSERT(singular(1.0, &ntk_tanh, 0.0, "equal", 1));
  CU_ASSERT(singular(1.0, &ntk_relu, 1.0, "equal", 1));
  CU_ASSERT(singular(-1.0, &ntk_tanh, 0.0, "opposite", 1));
  CU_ASSERT(singular(-1.0, &ntk_erf, 0.0, "opposite", 1));
  CU_ASSERT(!singular(-1.0, &ntk_tanh, 0.5, "", 0));
  CU_ASSERT(!singular(-1.0, &ntk_softplus, 0.0, "", 0));
  CU_ASSERT(!singular(-1.0, &ntk_relu, 0.0, "", 0));
  CU_ASSERT(singular(2.5, &ntk_relu, 0.0, "collinear", 0));
  CU_ASSERT(!singular(2.5, &ntk_relu, 1.0, "", 0));
  CU_ASSERT(!singular(2.5, &ntk_tanh, 0.0, "", 0));
  CU_ASSERT(singular(-2.5, &ntk_identity, 0.0, "collinear", 0));
}

static void without_a_pair(void) {
  const ntk_arch arch = arch_of(&ntk_tanh, 0.0);
  ntk_dataset *data = rows(2.5);
  ntk_singular s;
  ntk_singular_find(&s, &arch, data, 4, 0.1, 1e-12);
  CU_ASSERT(s.singular && s.exact && strstr(s.reason, "4 trained parameters for 5 targets") != NULL);
  ntk_singular_find(&s, &arch, data, 1000, 1e-13, 1e-12);
  CU_ASSERT(s.singular && !s.exact && strstr(s.reason, "lambda_min = 1e-13") != NULL && strstr(s.reason, "nearest rows 20 and 50 of flowers") != NULL);
  ntk_singular_find(&s, &arch, data, 1000, NAN, 1e-12);
  CU_ASSERT(s.singular);
  ntk_singular_find(&s, &arch, data, 1000, 2e-12, 1e-12);
  CU_ASSERT(!s.singular);
  ntk_dataset_free(data);
}

static void several_pairs(void) {
  const ntk_arch arch = arch_of(&ntk_tanh, 0.0);
  gsl_matrix *x = random_matrix(73, 4, 3), *y = random_matrix(74, 4, 1);
  for (size_t i = 1; i < 4; i++)
    for (size_t c = 0; c < 3; c++) gsl_matrix_set(x, i, c, gsl_matrix_get(x, 0, c));
  ntk_dataset *data = ntk_dataset_make("flowers", x, y);
  ntk_singular s;
  ntk_singular_find(&s, &arch, data, 1000, 0.0, 1e-12);
  CU_ASSERT(s.singular && s.exact && strstr(s.reason, "(and 5 more pairs)") != NULL);
  ntk_dataset_free(data);
  gsl_matrix_free(x), gsl_matrix_free(y);
}

NTK_TESTS("singular", {"equal, opposite and collinear rows", pairs}, {"rank and rounding", without_a_pair}, {"several pairs are counted", several_pairs})
