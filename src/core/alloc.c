#include "core/alloc.h"

#include <stdlib.h>

#include "core/heap.h"
#include "core/size.h"

_Thread_local unsigned long ntk_alloc_countdown;

void ntk_alloc_fail_at(unsigned long count) { ntk_alloc_countdown = count; }

/* 1 iff this allocation is the one that has to fail. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from ntk_alloc_countdown;
    ensures injected: \result == 1 <==> \old(ntk_alloc_countdown) == 1; */
static int fault(void) {
  if (ntk_alloc_countdown == 0) return 0;
  ntk_alloc_countdown--;
  return ntk_alloc_countdown == 0;
}

void *ntk_calloc(size_t a, size_t b, size_t size) {
  size_t count = 0;
  if (fault()) return NULL;
  if (!ntk_size_mul(a, b, &count)) return NULL;
  return calloc(count == 0 ? 1 : count, size);
}

double *ntk_doubles(size_t a, size_t b) {
  size_t count = 0, bytes = 0;
  if (fault()) return NULL;
  if (!ntk_size_mul(a, b, &count)) return NULL;
  if (!ntk_size_mul(count, sizeof(double), &bytes)) return NULL;
  return ntk_heap_doubles(count == 0 ? 1 : count);
}
