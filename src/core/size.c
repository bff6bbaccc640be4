#include "core/size.h"

#include <stdint.h>

int ntk_size_mul(size_t a, size_t b, size_t *product) {
  if (b != 0 && a > SIZE_MAX / b) return 0;
  *product = a * b;
  return 1;
}

int ntk_size_add(size_t a, size_t b, size_t *sum) {
  if (a > SIZE_MAX - b) return 0;
  *sum = a + b;
  return 1;
}
