#include "core/size.h"

#include "../../spec/acsl/index.h"

int ntk_size_mul(size_t a, size_t b, size_t *product) {
  if (b != 0) {
    const size_t most = SIZE_MAX / b;
    //@ assert most: most * b <= SIZE_MAX < most * b + b;
    //@ ghost if (most < a) row_inside(most, a, b);
    //@ ghost if (a < most) row_inside(a, most, b);
    if (a > most) return 0;
  }
  *product = a * b;
  return 1;
}

int ntk_size_add(size_t a, size_t b, size_t *sum) {
  if (a > SIZE_MAX - b) return 0;
  *sum = a + b;
  return 1;
}
