/* Every study on small real data: not refuted, and its control not held; and what it says where its hypothesis fails. */
#include <math.h>
#include <string.h>

#include "check/check.h"
#include "harness.h"

static ntk_dataset *digits(size_t rows) {
  ntk_dataset *data = NULL;
  ntk_error err = {0};
  const ntk_data_options options = {.data = "digits", .rows = rows, .normalise = NTK_NORMALISE_SPHERE};
  CU_ASSERT_EQUAL_FATAL(ntk_dataset_load(&data, &options, &err), NTK_OK);
  return data;
}

static ntk_setting small(const ntk_dataset *data) {
  ntk_setting s = {.data = data, .arch = ntk_arch_default(data->x->size2, data->y->size2), .alpha = 10.0, .seed = 1, .inits = 2, .threads = 1, .tolerance = 1e-7};
  ntk_arch_set_width(&s.arch, 128);
  return s;
}

static void run(const ntk_setting *s, const char *id, ntk_result *result) {
  const ntk_check *check = ntk_check_find(id);
  ntk_error err = {0};
  CU_ASSERT_PTR_NOT_NULL_FATAL(check);
  ntk_result_init(result, id);
  const ntk_status status = check->study(s, result, &err);
  if (status != NTK_OK) printf("%s: %s\n", id, err.text);
  CU_ASSERT_EQUAL(status, NTK_OK);
  ntk_result_close(result);
}

static void studies_hold(void) {
  ntk_dataset *data = digits(10);
  const ntk_setting s = small(data);
  size_t studies = 0;
  for (size_t i = 0; ntk_checks[i] != NULL; i++) {
    ntk_result result;
    /* moves-less and wide-enough sweep widths up to 4096: their own place is `make verify`. */
    if (ntk_checks[i]->study == NULL || !strcmp(ntk_checks[i]->id, "moves-less") || !strcmp(ntk_checks[i]->id, "wide-enough")) continue;
    run(&s, ntk_checks[i]->id, &result);
    const int good = result.sample.verdict == NTK_HELD && result.control.verdict != NTK_HELD && result.control_what[0] != '\0' && result.tried > 0;
    if (!good) printf("%s: %s %s; control %s %s\n", result.id, ntk_verdict_text(result.sample.verdict), result.sample.reason, ntk_verdict_text(result.control.verdict), result.control.reason);
    CU_ASSERT(good);
    ntk_result_clear(&result);
    studies++;
  }
  CU_ASSERT_EQUAL(studies, 16);
  ntk_dataset_free(data);
}

static void equal_rows_are_a_failed_hypothesis(void) {
  ntk_dataset *data = digits(10);
  for (size_t j = 0; j < data->x->size2; j++) gsl_matrix_set(data->x, 7, j, gsl_matrix_get(data->x, 2, j));
  const ntk_setting s = small(data);
  static const char *const ids[] = {"linear-fits", "moves-less", "wide-enough"};
  for (size_t i = 0; i < 3; i++) {
    ntk_result result;
    run(&s, ids[i], &result);
    CU_ASSERT_EQUAL(result.sample.verdict, NTK_HYPOTHESIS_FAILS);
    CU_ASSERT_NOT_EQUAL(result.control.verdict, NTK_HELD);
    ntk_result_clear(&result);
  }
  ntk_dataset_free(data);
}

static void hypotheses_are_looked_at(void) {
  ntk_dataset *data = digits(10);
  ntk_setting s = small(data);
  ntk_result result;
  s.arch.init = NTK_INIT_PLAIN;
  run(&s, "moves-less", &result);
  CU_ASSERT_EQUAL(result.sample.verdict, NTK_HYPOTHESIS_FAILS);
  CU_ASSERT(strncmp(result.sample.reason, "not-centred", 11) == 0);
  ntk_result_clear(&result);
  s = small(data);
  s.arch.activation = &ntk_relu;
  run(&s, "wide-enough", &result);
  CU_ASSERT_EQUAL(result.sample.verdict, NTK_HYPOTHESIS_FAILS);
  ntk_result_clear(&result);
  s = small(data);
  s.arch.parametrisation = NTK_PARAM_STANDARD;
  run(&s, "kernel-limit", &result);
  CU_ASSERT_EQUAL(result.sample.verdict, NTK_NOT_APPLICABLE);
  ntk_result_clear(&result);
  s = small(data);
  s.arch.init = NTK_INIT_ANTISYMMETRIC;
  ntk_arch_set_depth(&s.arch, 3);
  ntk_arch_set_width(&s.arch, 32);
  run(&s, "kernel-limit", &result);
  CU_ASSERT_EQUAL(result.sample.verdict, NTK_NOT_APPLICABLE);
  ntk_result_clear(&result);
  ntk_dataset_free(data);
}

/* With one row there is no pair to make equal: the control must say so, and not read a second row. */
static void one_row_has_no_control(void) {
  ntk_dataset *data = digits(1);
  const ntk_setting s = small(data);
  static const char *const ids[] = {"random-matrix", "linear-fits"};
  for (size_t i = 0; i < 2; i++) {
    ntk_result result;
    run(&s, ids[i], &result);
    CU_ASSERT_EQUAL(result.sample.verdict, NTK_HELD);
    CU_ASSERT_EQUAL(result.control.verdict, NTK_NOT_APPLICABLE);
    CU_ASSERT(strncmp(result.control.reason, "one-row", 7) == 0);
    ntk_result_clear(&result);
  }
  ntk_dataset_free(data);
}

/* Numbers that no seed moves would mean that nothing random was measured. */
static void seeds_matter(void) {
  ntk_dataset *data = digits(10);
  ntk_setting s = small(data);
  ntk_result one, same, other;
  run(&s, "kernel-limit", &one);
  run(&s, "kernel-limit", &same);
  s.seed = 2;
  run(&s, "kernel-limit", &other);
  CU_ASSERT(json_equal(one.facts, same.facts));
  CU_ASSERT(!json_equal(one.facts, other.facts));
  ntk_result_clear(&one), ntk_result_clear(&same), ntk_result_clear(&other);
  ntk_dataset_free(data);
}

NTK_TESTS("studies", {"each study holds on digits, and its control does not", studies_hold}, {"equal rows are a failed hypothesis", equal_rows_are_a_failed_hypothesis},
          {"hypotheses are looked at", hypotheses_are_looked_at}, {"one row has no control", one_row_has_no_control},
          {"same seed same numbers, other seed other numbers", seeds_matter})
