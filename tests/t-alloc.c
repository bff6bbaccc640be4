/* Allocation: zeroed, checked sizes, injected failures. */
#include <stdint.h>

#include "core/alloc.h"
#include "harness.h"

static void zeroed(void) {
  double *x = ntk_doubles(100, 3);
  CU_ASSERT_PTR_NOT_NULL_FATAL(x);
  for (size_t i = 0; i < 300; i++) CU_ASSERT_EQUAL(x[i], 0.0);
  free(x);
  void *nothing = ntk_calloc(0, 7, 8); /* an empty array is not a failure */
  CU_ASSERT_PTR_NOT_NULL(nothing);
  free(nothing);
}

static void overflow_is_refused(void) {
  CU_ASSERT_PTR_NULL(ntk_calloc(SIZE_MAX, 2, 1));
  CU_ASSERT_PTR_NULL(ntk_calloc(SIZE_MAX / 8 + 1, 1, 8));
  CU_ASSERT_PTR_NULL(ntk_doubles((size_t)1 << 32, (size_t)1 << 32)); /* wraps to 0 unchecked */
  CU_ASSERT_PTR_NULL(ntk_doubles(((size_t)1 << 61) + 1, 1));         /* wraps to 8 bytes unchecked */
}

static void the_nth_fails_once(void) {
  for (unsigned long n = 1; n <= 5; n++) {
    ntk_alloc_fail_at(n);
    for (unsigned long k = 1; k <= 7; k++) {
      void *p = k % 2 ? ntk_calloc(3, 1, 1) : (void *)ntk_doubles(3, 1);
      CU_ASSERT_EQUAL(p == NULL, k == n);
      free(p);
    }
  }
  ntk_alloc_fail_at(1);
  ntk_alloc_fail_at(0);
  void *p = ntk_calloc(1, 1, 1);
  CU_ASSERT_PTR_NOT_NULL(p);
  free(p);
}

NTK_TESTS("alloc", {"memory is zeroed", zeroed}, {"sizes that overflow are refused", overflow_is_refused},
          {"the chosen allocation fails, once", the_nth_fails_once})
