/* Checked sizes against 128-bit arithmetic at the edges. */
#include <stdint.h>

#include "core/size.h"
#include "harness.h"

static const size_t edge[] = {0, 1, 2, 3, 7, 255, (size_t)1 << 31, (size_t)1 << 32, ((size_t)1 << 32) + 1, SIZE_MAX / 3, SIZE_MAX / 2,
                              SIZE_MAX / 2 + 1, SIZE_MAX - 1, SIZE_MAX};
#define EDGES (sizeof edge / sizeof edge[0])

__extension__ typedef unsigned __int128 wide;

static void products(void) {
  for (size_t i = 0; i < EDGES; i++)
    for (size_t j = 0; j < EDGES; j++) {
      const wide exact = (wide)edge[i] * edge[j];
      size_t product = 12345;
      const int fits = ntk_size_mul(edge[i], edge[j], &product);
      CU_ASSERT_EQUAL(fits, exact <= SIZE_MAX);
      CU_ASSERT_EQUAL(product, exact <= SIZE_MAX ? (size_t)exact : 12345);
    }
}

static void sums(void) {
  for (size_t i = 0; i < EDGES; i++)
    for (size_t j = 0; j < EDGES; j++) {
      const wide exact = (wide)edge[i] + edge[j];
      size_t sum = 12345;
      const int fits = ntk_size_add(edge[i], edge[j], &sum);
      CU_ASSERT_EQUAL(fits, exact <= SIZE_MAX);
      CU_ASSERT_EQUAL(sum, exact <= SIZE_MAX ? (size_t)exact : 12345);
    }
}

NTK_TESTS("size", {"a product is right or refused", products}, {"a sum is right or refused", sums})
