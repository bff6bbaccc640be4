/* Architecture: sizes, places and scales of a network counted by hand; every refusal. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "harness.h"
#include "model/arch.h"

/* 2 -> 3 -> 4 -> 2 with biases: 3*2+3 = 9, 4*3+4 = 16, 2*4+2 = 10. */
static ntk_arch counted(void) {
  ntk_arch arch = ntk_arch_default(2, 2);
  arch.depth = 3;
  arch.width[1] = 3, arch.width[2] = 4, arch.width[3] = 2;
  arch.bias_scale = 0.5;
  return arch;
}

static void defaults_of_the_design(void) {
  const ntk_arch arch = ntk_arch_default(7, 3);
  CU_ASSERT(arch.depth == 2 && arch.width[0] == 7 && arch.width[1] == 1024 && arch.width[2] == 3);
  CU_ASSERT(arch.activation == &ntk_tanh && arch.parametrisation == NTK_PARAM_NTK && arch.init == NTK_INIT_CENTRED);
  CU_ASSERT(arch.train == NTK_TRAIN_ALL && arch.output_init == NTK_OUTPUT_GAUSSIAN);
  CU_ASSERT(arch.weight_scale == 1.0 && arch.bias_scale == 0.0 && arch.scale_power == 0.5);
  CU_ASSERT_EQUAL(ntk_arch_check(&arch, NULL), NTK_OK);
  CU_ASSERT_EQUAL(ntk_arch_params(&arch), 7 * 1024 + 1024 * 3);
}

static void sizes_and_places(void) {
  ntk_arch arch = counted();
  CU_ASSERT_EQUAL(ntk_arch_params(&arch), 35);
  CU_ASSERT_EQUAL(ntk_layer_offset(&arch, 1), 0);
  CU_ASSERT_EQUAL(ntk_layer_offset(&arch, 2), 9);
  CU_ASSERT_EQUAL(ntk_layer_offset(&arch, 3), 25);
  arch.bias_scale = 0.0;
  CU_ASSERT_EQUAL(ntk_arch_params(&arch), 26);
  CU_ASSERT_EQUAL(ntk_layer_offset(&arch, 3), 18);
}

static void trained_slices(void) {
  static const struct { ntk_train train; size_t first, last, offset, count; } expected[] = {
      {NTK_TRAIN_ALL, 1, 3, 0, 35}, {NTK_TRAIN_HIDDEN, 1, 2, 0, 25}, {NTK_TRAIN_FIRST, 1, 1, 0, 9}, {NTK_TRAIN_OUTPUT, 3, 3, 25, 10}};
  ntk_arch arch = counted();
  for (size_t i = 0; i < 4; i++) {
    size_t first, last, offset, count;
    arch.train = expected[i].train;
    ntk_trained_layers(&arch, &first, &last);
    ntk_trained_slice(&arch, &offset, &count);
    CU_ASSERT(first == expected[i].first && last == expected[i].last);
    CU_ASSERT(offset == expected[i].offset && count == expected[i].count);
  }
}

static void views_of_layers(void) {
  const ntk_arch arch = counted();
  double theta[35];
  for (int i = 0; i < 35; i++) theta[i] = i;
  const gsl_matrix_const_view W2 = ntk_layer_const_weights(&arch, theta, 0, 2);
  CU_ASSERT(W2.matrix.size1 == 4 && W2.matrix.size2 == 3 && gsl_matrix_get(&W2.matrix, 1, 2) == 9 + 5);
  CU_ASSERT(ntk_layer_bias(&arch, theta, 0, 2)[1] == 22.0);
  const gsl_matrix_view W3 = ntk_layer_weights(&arch, theta, 25, 3); /* in a vector that starts at the output layer */
  CU_ASSERT(W3.matrix.data == theta && W3.matrix.size1 == 2 && W3.matrix.size2 == 4);
  ntk_arch bare = arch;
  bare.bias_scale = 0.0;
  CU_ASSERT_PTR_NULL(ntk_layer_bias(&bare, theta, 0, 2));
}

static void scales(void) {
  ntk_arch arch = counted();
  arch.weight_scale = 1.5;
  for (size_t l = 1; l <= 3; l++) CU_ASSERT(ntk_layer_scale(&arch, l) == 1.5 / sqrt((double)arch.width[l - 1]));
  arch.scale_power = 1.0; /* mean field: from the second layer on */
  CU_ASSERT(ntk_layer_scale(&arch, 1) == 1.5 / sqrt(2.0));
  NTK_NEAR(ntk_layer_scale(&arch, 3), 1.5 / 4.0, 4e-16);
  arch.scale_power = 0.0;
  CU_ASSERT(ntk_layer_scale(&arch, 2) == 1.5);
  arch.parametrisation = NTK_PARAM_STANDARD;
  for (size_t l = 1; l <= 3; l++) CU_ASSERT(ntk_layer_scale(&arch, l) == 1.0);
}

static void set_width_is_for_hidden_layers(void) {
  ntk_arch arch = counted();
  ntk_arch_set_width(&arch, 6);
  CU_ASSERT(arch.width[0] == 2 && arch.width[1] == 6 && arch.width[2] == 6 && arch.width[3] == 2);
}

static void set_depth_keeps_the_ends(void) {
  ntk_arch arch = counted();
  ntk_arch_set_depth(&arch, 5);
  CU_ASSERT(arch.depth == 5 && arch.width[0] == 2 && arch.width[1] == 3 && arch.width[2] == 4 && arch.width[3] == 4 && arch.width[4] == 4);
  CU_ASSERT_EQUAL(arch.width[5], 2);
  ntk_arch_set_depth(&arch, 2);
  CU_ASSERT(arch.depth == 2 && arch.width[1] == 3 && arch.width[2] == 2);
  ntk_arch_set_depth(&arch, 1);
  CU_ASSERT_EQUAL(arch.depth, 2);
}

static void refused(const ntk_arch *arch, const char *word) {
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(ntk_arch_check(arch, &err), NTK_EUSAGE);
  CU_ASSERT_EQUAL(err.status, NTK_EUSAGE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, word));
}

static void refusals(void) {
  ntk_arch arch = counted();
  CU_ASSERT_EQUAL(ntk_arch_check(&arch, NULL), NTK_OK);
  arch = counted(), arch.depth = 1, refused(&arch, "found 1");
  arch = counted(), arch.depth = NTK_MAX_DEPTH + 1, refused(&arch, "found 65");
  arch = counted(), arch.width[2] = 0, refused(&arch, "layer 2");
  arch = counted(), arch.width[0] = (size_t)1 << 31, refused(&arch, "found 2147483648");
  arch = counted(), arch.activation = NULL, refused(&arch, "activation");
  arch = counted(), arch.weight_scale = 0.0, refused(&arch, "weight scale");
  arch = counted(), arch.weight_scale = NAN, refused(&arch, "weight scale");
  arch = counted(), arch.weight_scale = INFINITY, refused(&arch, "weight scale");
  arch = counted(), arch.bias_scale = -1.0, refused(&arch, "bias scale");
  arch = counted(), arch.bias_scale = NAN, refused(&arch, "bias scale");
  arch = counted(), arch.scale_power = INFINITY, refused(&arch, "scale power");
  arch = counted(), arch.init = NTK_INIT_ANTISYMMETRIC, arch.width[2] = 5, refused(&arch, "found 5");
  arch = counted(), arch.width[1] = arch.width[2] = INT32_MAX, refused(&arch, "memory"); /* 2^62 doubles: more bytes than there are addresses */
  arch = counted(), arch.init = NTK_INIT_ANTISYMMETRIC, arch.width[1] = 3; /* only the last hidden layer is doubled */
  CU_ASSERT_EQUAL(ntk_arch_check(&arch, NULL), NTK_OK);
}

static void agreement_with_what_was_asked(void) {
  const ntk_arch arch = counted();
  ntk_arch asked = {0};
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_arch_agree(&arch, &asked, &err), NTK_OK);
  asked.depth = 3;
  CU_ASSERT_EQUAL(ntk_arch_agree(&arch, &asked, &err), NTK_OK);
  asked.width[2] = 4;
  CU_ASSERT_EQUAL(ntk_arch_agree(&arch, &asked, &err), NTK_OK);
  asked.width[1] = 1024;
  CU_ASSERT_EQUAL(ntk_arch_agree(&arch, &asked, &err), NTK_EUSAGE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "1024 of layer 1 was asked for, the weights have width 3"));
  asked.depth = 4;
  CU_ASSERT_EQUAL(ntk_arch_agree(&arch, &asked, &err), NTK_EUSAGE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "depth 4"));
}

NTK_TESTS("arch", {"defaults", defaults_of_the_design}, {"sizes and places", sizes_and_places}, {"trained slices", trained_slices},
          {"views", views_of_layers}, {"scales", scales}, {"set width", set_width_is_for_hidden_layers}, {"set depth", set_depth_keeps_the_ends}, {"refusals", refusals},
          {"agreement", agreement_with_what_was_asked})
