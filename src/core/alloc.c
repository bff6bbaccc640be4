#include "core/alloc.h"

#include <stdlib.h>

#include "core/size.h"

static _Thread_local unsigned long countdown;

void ntk_alloc_fail_at(unsigned long count) { countdown = count; }

void *ntk_calloc(size_t a, size_t b, size_t size) {
  size_t count;
  if (countdown != 0 && --countdown == 0) return NULL;
  if (!ntk_size_mul(a, b, &count)) return NULL;
  return calloc(count == 0 ? 1 : count, size);
}

double *ntk_doubles(size_t a, size_t b) { return ntk_calloc(a, b, sizeof(double)); }
