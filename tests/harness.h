/* One executable a test file: NTK_TESTS("name", {"what it asserts", function}, ...) makes main(). Runs CUnit and ends with `N passed, N failed` (tests). */
#ifndef NTK_TESTS_HARNESS_H
#define NTK_TESTS_HARNESS_H

#include <CUnit/Basic.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct { const char *name; void (*function)(void); } ntk_test;

static int ntk_tests_run(const char *suite_name, const ntk_test *tests, size_t count) {
  gsl_set_error_handler_off();
  if (CU_initialize_registry() != CUE_SUCCESS) return 70;
  CU_pSuite suite = CU_add_suite(suite_name, NULL, NULL);
  for (size_t i = 0; i < count; i++)
    if (CU_add_test(suite, tests[i].name, tests[i].function) == NULL) return 70;
  CU_basic_set_mode(getenv("NTK_TEST_VERBOSE") ? CU_BRM_VERBOSE : CU_BRM_SILENT);
  CU_basic_run_tests();
  CU_basic_show_failures(CU_get_failure_list());
  const unsigned run = CU_get_number_of_tests_run(), failed = CU_get_number_of_tests_failed();
  const unsigned asserts = CU_get_number_of_asserts();
  CU_cleanup_registry();
  /* A test that asserts nothing is a failure of its own. */
  if (run != count || asserts < run) { printf("%s: %u of %zu tests ran, %u assertions\n", suite_name, run, count, asserts); return 1; }
  printf("%s: %u passed, %u failed\n", suite_name, run - failed, failed);
  return failed != 0;
}

#define NTK_TESTS(suite, ...)                                                    \
  int main(void) {                                                               \
    static const ntk_test tests[] = {__VA_ARGS__};                               \
    return ntk_tests_run(suite, tests, sizeof tests / sizeof tests[0]);          \
  }

/* |a - b| <= tolerance, printing both when not. */
#define NTK_NEAR(a, b, tolerance)                                                                   \
  do {                                                                                              \
    const double ntk_a = (a), ntk_b = (b), ntk_t = (tolerance);                                     \
    const int ntk_ok = ntk_a - ntk_b <= ntk_t && ntk_b - ntk_a <= ntk_t;                            \
    if (!ntk_ok) printf("%s:%d: %.17g and %.17g differ by more than %g\n", __FILE__, __LINE__, ntk_a, ntk_b, ntk_t); \
    CU_ASSERT(ntk_ok);                                                                              \
  } while (0)

#endif
