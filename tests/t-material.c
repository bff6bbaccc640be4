/* From cases to data and networks: norms, orthonormality, duplicates, bundled rows, words and library enums, the gradient's scale. */
#include <math.h>
#include <string.h>
#include "../properties/draw.h"
#include "../properties/material.h"
#include "../properties/scale.h"
#include "core/rng.h"
#include "core/vec.h"
#include "harness.h"
#include "model/naive-net.h"

static ntk_dataset *rows_of(const char *line) {
  ntk_case c;
  ntk_dataset *data = NULL;
  ntk_error err = {.text = ""};
  if (ntk_case_parse(line, &c, &err) != NTK_OK || ntk_case_dataset(&c, &data, &err) != NTK_OK) printf("%s: %s\n", line, err.text);
  CU_ASSERT_PTR_NOT_NULL_FATAL(data);
  CU_ASSERT(data->x->size1 == c.n && data->x->size2 == c.d && data->y->size1 == c.n && data->y->size2 == c.k);
  return data;
}

static double product(const ntk_dataset *data, size_t i, size_t j) {
  return ntk_dot(data->x->size2, gsl_matrix_const_ptr(data->x, i, 0), gsl_matrix_const_ptr(data->x, j, 0));
}

static void on_the_sphere(void) {
  static const char *const lines[] = {"n=7 d=3 k=2 seed=3",           "data=clustered n=9 d=4 seed=3", "data=duplicate n=4 d=5",
                                      "data=orthonormal n=5 d=6 k=3", "data=digits n=6 d=64 k=10",     "data=iris n=20 d=4 k=3",
                                      "data=wine n=100 d=13 seed=8"};
  for (size_t l = 0; l < 7; l++) {
    ntk_dataset *data = rows_of(lines[l]), *again = rows_of(lines[l]);
    const double d = (double)data->x->size2;
    for (size_t i = 0; i < data->x->size1; i++) NTK_NEAR(product(data, i, i), d, 8 * d * 2.3e-16 * d);
    CU_ASSERT(memcmp(data->x->data, again->x->data, data->x->size1 * data->x->size2 * sizeof(double)) == 0);
    ntk_dataset_free(data), ntk_dataset_free(again);
  }
}

static void kinds(void) {
  ntk_dataset *data = rows_of("data=orthonormal n=5 d=5");
  for (size_t i = 0; i < 5; i++)
    for (size_t j = 0; j < i; j++) NTK_NEAR(product(data, i, j), 0, 1e-14);
  ntk_dataset_free(data);
  data = rows_of("data=duplicate n=4 d=5 k=2");
  CU_ASSERT(memcmp(gsl_matrix_ptr(data->x, 0, 0), gsl_matrix_ptr(data->x, 3, 0), 5 * sizeof(double)) == 0);
  CU_ASSERT(gsl_matrix_get(data->y, 0, 1) == -gsl_matrix_get(data->y, 3, 1) && gsl_matrix_get(data->y, 0, 1) != 0);
  ntk_dataset_free(data);
  data = rows_of("data=clustered n=12 d=8 seed=5"); /* row 6 is of row 0's cluster */
  CU_ASSERT(product(data, 0, 6) > 0.8 * 8);
  ntk_dataset_free(data);
  data = rows_of("data=digits n=3 d=64");
  CU_ASSERT_STRING_EQUAL(data->name, "digits");
  CU_ASSERT(fabs(gsl_matrix_get(data->y, 2, 0)) == 1); /* parity */
  CU_ASSERT(data->row[0] < 100 && data->row[0] < data->row[1]);
  ntk_dataset_free(data);
}

static void words(void) {
  ntk_case c;
  ntk_case_parse("init=antisymmetric train=first output-init=sign parametrisation=standard activation=relu depth=3 width=5,4 k=2 d=3 bias-scale=0.5", &c, NULL);
  const ntk_arch arch = ntk_case_arch(&c);
  CU_ASSERT(arch.init == NTK_INIT_ANTISYMMETRIC && arch.train == NTK_TRAIN_FIRST && arch.output_init == NTK_OUTPUT_SIGN);
  CU_ASSERT(arch.parametrisation == NTK_PARAM_STANDARD && arch.activation == &ntk_relu && arch.bias_scale == 0.5);
  CU_ASSERT(arch.depth == 3 && arch.width[0] == 3 && arch.width[1] == 5 && arch.width[2] == 4 && arch.width[3] == 2);
  CU_ASSERT_EQUAL(ntk_arch_check(&arch, NULL), NTK_OK);
}

/* Every case that a generator may draw is one the library takes, and the gradient is never above its scale without cancellation. */
static void networks(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 23);
  for (size_t t = 0; t < 300; t++) {
    ntk_case c = ntk_case_simplest();
    ntk_observation o = {.message = ""};
    ntk_material m;
    double g[4096], scale = 0;
    ntk_draw_network(rng, &c, NTK_DRAW_ALL, 6, 12);
    ntk_case_repair(&c);
    if (!ntk_material_init(&m, &c, &o)) {
      CU_ASSERT(o.answer == NTK_DISCARD && strncmp(o.message, "not-finite", 10) == 0);
      continue;
    }
    CU_ASSERT_FATAL(m.p <= 4096 && m.N == c.n * c.k);
    CU_ASSERT_EQUAL(ntk_naive_gradient(&m.arch, m.net.theta, gsl_matrix_const_ptr(m.data->x, 0, 0), 0, g), NTK_OK);
    CU_ASSERT_EQUAL(ntk_gradient_scale(&m.arch, m.net.theta, gsl_matrix_const_ptr(m.data->x, 0, 0), 0, &scale), NTK_OK);
    CU_ASSERT(scale >= ntk_norm(m.p, g) * (1 - 1e-12));
    ntk_material_clear(&m);
  }
  gsl_rng_free(rng);
}

/* x, one hidden unit, identity: f = s2 a s1 w x, df/da = s2 s1 w x, df/dw = s2 a s1 x; sizes |h| + L1 a double the hidden one. */
static void scale_by_hand(void) {
  ntk_case c = ntk_case_simplest();
  const ntk_arch arch = ntk_case_arch(&c);
  const double theta[] = {-3, 0.5}, x = 2;
  double scale = 0;
  CU_ASSERT_EQUAL(ntk_gradient_scale(&arch, theta, &x, 0, &scale), NTK_OK);
  NTK_NEAR(scale, hypot(2 * 6, 0.5 * 2), 1e-14);
}

static void numbers(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 24);
  for (size_t i = 0; i < 1000; i++) {
    char text[32];
    const double x = ntk_draw_real(rng, 0.001, 1e5);
    snprintf(text, sizeof text, "%.2g", x);
    CU_ASSERT(strtod(text, NULL) == x);
    CU_ASSERT(x >= 0.00099 && x <= 1.01e5);
    const size_t n = ntk_draw_size(rng, 3, 5);
    CU_ASSERT(n >= 3 && n <= 5);
  }
  gsl_rng_free(rng);
}

NTK_TESTS("material", {"rows lie on the sphere, and are the same each time", on_the_sphere}, {"kinds of rows", kinds}, {"words and enums", words},
          {"drawn networks", networks}, {"a gradient's scale by hand", scale_by_hand}, {"drawn numbers", numbers})
