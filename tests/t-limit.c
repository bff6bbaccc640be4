/* The infinite-width recursion against the shared table and exact facts. */
#include "kernel/limit.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/rng.h"
#include "harness.h"
#include "kernel/spectrum.h"

static const ntk_activation *const all[] = {&ntk_tanh, &ntk_erf, &ntk_softplus, &ntk_relu, &ntk_identity};
#define ACTIVATIONS (sizeof all / sizeof all[0])

static ntk_arch network(const ntk_activation *phi, size_t hidden, size_t d, double c) {
  ntk_arch arch = ntk_arch_default(d, 1);
  arch.depth = hidden + 1;
  arch.width[arch.depth] = 1;
  ntk_arch_set_width(&arch, 8);
  arch.activation = phi;
  arch.weight_scale = c;
  return arch;
}

/* Two rows of norm sqrt 2 in the plane with <x,x'>/d = rho. */
static void plane(double rho, gsl_matrix *x) {
  const double angle = acos(rho);
  gsl_matrix_set(x, 0, 0, sqrt(2.0)), gsl_matrix_set(x, 0, 1, 0.0);
  gsl_matrix_set(x, 1, 0, sqrt(2.0) * cos(angle)), gsl_matrix_set(x, 1, 1, sqrt(2.0) * sin(angle));
}

static double theta(const ntk_arch *arch, double rho) {
  double x_data[4], K_data[4];
  gsl_matrix_view x = gsl_matrix_view_array(x_data, 2, 2), K = gsl_matrix_view_array(K_data, 2, 2);
  plane(rho, &x.matrix);
  CU_ASSERT_EQUAL(ntk_limit(arch, &x.matrix, &x.matrix, NULL, &K.matrix, NULL), NTK_OK);
  return K_data[1];
}

/* Shared references, to 1e-12. Inputs of norm sqrt d, no bias, all layers trained; erf with c = 1; ReLU: half of the kernel with c = sqrt 2. */
static void table(void) {
  static const double relu[3][3] = {{0.3183098861837907, 0.9423311143775627, 2.0}, {0.6857086362829425, 1.351479561123483, 3.0}, {1.060388106802583, 1.737844679215309, 4.0}};
  static const double erf_half_one[3][2] = {{0.4414259749780620, 1.033969089131282}, {0.4429799590318693, 1.098606213471451}, {0.4617895884348874, 1.181616351461741}};
  for (size_t hidden = 1; hidden <= 3; hidden++) {
    const ntk_arch r = network(&ntk_relu, hidden, 2, 1.4142135623730951), e = network(&ntk_erf, hidden, 2, 1.0);
    NTK_NEAR(theta(&r, 0.0) / 2.0, relu[hidden - 1][0], 1e-12);
    NTK_NEAR(theta(&r, 0.5) / 2.0, relu[hidden - 1][1], 1e-12);
    NTK_NEAR(theta(&e, 0.5), erf_half_one[hidden - 1][0], 1e-12);
    for (double rho = 0.0; rho <= 0.5; rho += 0.5) { /* Theta(1) is the diagonal: acos(1) and rounding would meet the ReLU's root */
      double x_data[4], K_data[4];
      gsl_matrix_view x = gsl_matrix_view_array(x_data, 2, 2), K = gsl_matrix_view_array(K_data, 2, 2);
      plane(rho, &x.matrix);
      CU_ASSERT_EQUAL(ntk_limit(&r, &x.matrix, &x.matrix, NULL, &K.matrix, NULL), NTK_OK);
      NTK_NEAR(K_data[0] / 2.0, relu[hidden - 1][2], 1e-12);
      NTK_NEAR(K_data[3] / 2.0, relu[hidden - 1][2], 1e-12);
      CU_ASSERT_EQUAL(ntk_limit(&e, &x.matrix, &x.matrix, NULL, &K.matrix, NULL), NTK_OK);
      NTK_NEAR(K_data[0], erf_half_one[hidden - 1][1], 1e-12);
      NTK_NEAR(K_data[3], erf_half_one[hidden - 1][1], 1e-12);
    }
  }
}

/* n rows of norm sqrt d, all inner products rho d: sqrt(1 - rho) e_i + sqrt(rho) e_n in n + 1 dimensions, times sqrt d. */
static void equal_inner_products(void) {
  enum { n = 7, d = n + 1 };
  for (size_t a = 0; a < ACTIVATIONS; a++)
    for (double rho = 0.0; rho < 1.0; rho += 0.4) {
      const ntk_arch arch = network(all[a], 2, d, 1.2), flat = network(all[a], 2, 2, 1.2);
      double K[n * n], least, largest;
      gsl_matrix *x = gsl_matrix_calloc(n, d);
      gsl_matrix_view out = gsl_matrix_view_array(K, n, n);
      for (size_t i = 0; i < n; i++) {
        gsl_matrix_set(x, i, i, sqrt(d * (1.0 - rho)));
        gsl_matrix_set(x, i, n, sqrt(d * rho));
      }
      CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, &out.matrix, NULL), NTK_OK);
      CU_ASSERT_EQUAL(ntk_eigen_ends(n, K, &least, &largest), NTK_OK);
      /* The ends within the eigenvalues' error and 64 eps of the kernel's size for the inputs' rounding (depth 3, slopes at most 1.5). */
      const double error = ntk_eigen_error(n, largest) + n * 64.0 * DBL_EPSILON * K[0], off = theta(&flat, rho);
      NTK_NEAR(least, K[0] - off, error);
      NTK_NEAR(largest, K[0] + (n - 1) * off, error);
      gsl_matrix_free(x);
    }
}

/* Orthogonal inputs, one hidden ReLU layer: lambda_min = 2 - 1/pi (in the table's convention). */
static void orthogonal_relu(void) {
  enum { n = 6 };
  const ntk_arch arch = network(&ntk_relu, 1, n, M_SQRT2);
  double K[n * n], least;
  gsl_matrix *x = gsl_matrix_calloc(n, n);
  gsl_matrix_view out = gsl_matrix_view_array(K, n, n);
  for (size_t i = 0; i < n; i++) gsl_matrix_set(x, i, i, sqrt(n));
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, &out.matrix, NULL), NTK_OK);
  CU_ASSERT_EQUAL(ntk_eigen_ends(n, K, &least, NULL), NTK_OK);
  NTK_NEAR(least / 2.0, 2.0 - M_1_PI, ntk_eigen_error(n, 4.0 + n));
  gsl_matrix_free(x);
}

/* n orthonormal inputs, s_1 = 1 (c = sqrt d), first layer only: c^2 of the output scale apart, the kernel is I/2. */
static void first_layer_half(void) {
  enum { n = 5 };
  ntk_arch arch = network(&ntk_relu, 1, n, sqrt(n));
  double K[n * n];
  gsl_matrix *x = gsl_matrix_calloc(n, n);
  gsl_matrix_view out = gsl_matrix_view_array(K, n, n);
  arch.train = NTK_TRAIN_FIRST;
  gsl_matrix_set_identity(x);
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, &out.matrix, NULL), NTK_OK);
  for (size_t i = 0; i < n * n; i++) NTK_NEAR(K[i] / n, i % (n + 1) == 0 ? 0.5 : 0.0, 8.0 * DBL_EPSILON);
  gsl_matrix_free(x);
}

/* A linear network: Sigma_l = c^2l s + c_b^2 sum_{j<l} c^2j with s = <x,x'>/d; Theta = sum over trained l of Sigma_l c^(2(L-l)). */
static void linear_network(void) {
  const double x_data[4] = {0.3, -1.1, 0.7, 0.4}, c = 1.3, b = 0.6, s = (0.3 * 0.7 - 1.1 * 0.4) / 2.0;
  const gsl_matrix_const_view x1 = gsl_matrix_const_view_array(x_data, 1, 2), x2 = gsl_matrix_const_view_array(x_data + 2, 1, 2);
  ntk_arch arch = network(&ntk_identity, 3, 2, c);
  arch.bias_scale = b;
  double sigma[5] = {0.0, c * c * s + b * b};
  for (size_t l = 2; l <= 4; l++) sigma[l] = c * c * sigma[l - 1] + b * b;
  static const ntk_train trains[] = {NTK_TRAIN_ALL, NTK_TRAIN_HIDDEN, NTK_TRAIN_FIRST, NTK_TRAIN_OUTPUT};
  static const size_t first[] = {1, 1, 1, 4}, last[] = {4, 3, 1, 4};
  for (size_t t = 0; t < 4; t++) {
    double nngp_data, ntk_data, expected = 0.0;
    gsl_matrix_view nngp = gsl_matrix_view_array(&nngp_data, 1, 1), ntk = gsl_matrix_view_array(&ntk_data, 1, 1);
    arch.train = trains[t];
    for (size_t l = first[t]; l <= last[t]; l++) expected += sigma[l] * pow(c * c, (double)(4 - l));
    CU_ASSERT_EQUAL(ntk_limit(&arch, &x1.matrix, &x2.matrix, &nngp.matrix, &ntk.matrix, NULL), NTK_OK);
    NTK_NEAR(nngp_data, sigma[4], 32.0 * DBL_EPSILON);
    NTK_NEAR(ntk_data, expected, 64.0 * DBL_EPSILON);
  }
}

static void gaussian_rows(gsl_matrix *x, uint64_t index) {
  gsl_rng *rng = ntk_rng(3, NTK_RNG_TESTS, index);
  for (size_t i = 0; i < x->size1; i++)
    for (size_t j = 0; j < x->size2; j++) gsl_matrix_set(x, i, j, gsl_ran_ugaussian(rng));
  gsl_rng_free(rng);
}

/* all = hidden + output, hidden = all but the last; nngp = the output layer's part; xa == xb gives a symmetric matrix, whose halves
   agree with the rectangular one (rounding of the exchanged pair: 64 eps a layer); least eigenvalues not below -error. */
static void parts_and_symmetry(void) {
  enum { n = 9, d = 4 };
  gsl_matrix *x = gsl_matrix_alloc(n, d), *copy = gsl_matrix_alloc(n, d), *K[5];
  gaussian_rows(x, 1);
  gsl_matrix_memcpy(copy, x);
  for (size_t i = 0; i < 5; i++) K[i] = gsl_matrix_alloc(n, n);
  for (size_t a = 0; a < ACTIVATIONS; a++) {
    ntk_arch arch = network(all[a], 3, d, 1.3);
    arch.bias_scale = 0.5;
    CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, K[0], K[1], NULL), NTK_OK);
    CU_ASSERT_EQUAL(ntk_limit(&arch, x, copy, NULL, K[4], NULL), NTK_OK);
    arch.train = NTK_TRAIN_HIDDEN;
    CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K[2], NULL), NTK_OK);
    arch.train = NTK_TRAIN_OUTPUT;
    CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K[3], NULL), NTK_OK);
    double least, largest;
    CU_ASSERT_EQUAL(ntk_eigen_ends(n, K[1]->data, &least, &largest), NTK_OK);
    CU_ASSERT(least > -ntk_eigen_error(n, largest));
    const double error = 256.0 * DBL_EPSILON * largest;
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++) {
        CU_ASSERT(gsl_matrix_get(K[1], i, j) == gsl_matrix_get(K[1], j, i));
        CU_ASSERT(gsl_matrix_get(K[0], i, j) == gsl_matrix_get(K[0], j, i));
        CU_ASSERT(gsl_matrix_get(K[3], i, j) == gsl_matrix_get(K[0], i, j));
        NTK_NEAR(gsl_matrix_get(K[2], i, j) + gsl_matrix_get(K[3], i, j), gsl_matrix_get(K[1], i, j), error);
        NTK_NEAR(gsl_matrix_get(K[4], i, j), gsl_matrix_get(K[1], i, j), error);
      }
  }
  for (size_t i = 0; i < 5; i++) gsl_matrix_free(K[i]);
  gsl_matrix_free(x), gsl_matrix_free(copy);
}

/* Equal rows give equal entries to the last bit: the diagonal's and the pair's covariance go the same way. */
static void equal_rows(void) {
  gsl_matrix *x = gsl_matrix_alloc(2, 5), *K = gsl_matrix_alloc(2, 2);
  gaussian_rows(x, 2);
  for (size_t j = 0; j < 5; j++) gsl_matrix_set(x, 1, j, gsl_matrix_get(x, 0, j));
  for (size_t a = 0; a < ACTIVATIONS; a++) {
    const ntk_arch arch = network(all[a], 3, 5, 1.7);
    CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K, NULL), NTK_OK);
    CU_ASSERT(gsl_matrix_get(K, 0, 0) == gsl_matrix_get(K, 0, 1) && gsl_matrix_get(K, 0, 0) == gsl_matrix_get(K, 1, 1));
  }
  gsl_matrix_free(x), gsl_matrix_free(K);
}

static void refused(void) {
  gsl_matrix *x = gsl_matrix_calloc(2, 3), *narrow = gsl_matrix_calloc(2, 2), *K = gsl_matrix_alloc(2, 2), *wide = gsl_matrix_alloc(2, 3);
  ntk_arch arch = network(&ntk_tanh, 1, 3, 1.0);
  ntk_error err;
  arch.parametrisation = NTK_PARAM_STANDARD;
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K, &err), NTK_EUSAGE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "parametrisation"));
  arch.parametrisation = NTK_PARAM_NTK;
  arch.scale_power = 1.0;
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K, &err), NTK_EUSAGE);
  arch.scale_power = 0.5;
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, narrow, NULL, K, &err), NTK_EUSAGE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "rows of 3 and of 2 columns"));
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, wide, K, &err), NTK_EUSAGE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "expected room for 2 x 2, found 2 x 3"));
  arch.depth = 1;
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K, &err), NTK_EUSAGE);
  arch.depth = 3;
  gsl_matrix_set(x, 1, 0, 1e9);
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K, &err), NTK_ENUMERIC);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "row 1"));
  gsl_matrix_set(x, 1, 0, 1.0);
  CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, NULL, NULL), NTK_OK);
  arch.activation = &ntk_erf; /* no allocation but the variances */
  for (unsigned long at = 1; at <= 3; at++) {
    ntk_alloc_fail_at(at);
    CU_ASSERT_EQUAL(ntk_limit(&arch, x, x, NULL, K, &err), at <= 2 ? NTK_ENOMEM : NTK_OK);
    ntk_alloc_fail_at(0);
  }
  gsl_matrix_free(x), gsl_matrix_free(narrow), gsl_matrix_free(K), gsl_matrix_free(wide);
}

NTK_TESTS("limit", {"the shared table to 1e-12", table}, {"equal inner products: both ends of the spectrum", equal_inner_products},
          {"orthogonal inputs, ReLU: 2 - 1/pi", orthogonal_relu}, {"orthonormal inputs, first layer: I/2", first_layer_half},
          {"a linear network by hand, every choice of trained layers", linear_network},
          {"parts add up, symmetry, positive semidefinite", parts_and_symmetry}, {"equal rows, equal entries", equal_rows},
          {"what is refused", refused})
