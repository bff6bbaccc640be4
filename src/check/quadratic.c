#include "check/quadratic.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"

#include "../../spec/acsl/index.h"

/* A (n x n, zeroed) := diag(sqrt h), h spaced geometrically from lambda to B; x0 (n) := 1. */
/*@ requires size: 2 <= n && n * n <= SIZE_MAX;
    requires valid: \valid(A + (0 .. n * n - 1)) && \valid(x0 + (0 .. n - 1));
    requires apart: \separated(A + (0 .. n * n - 1), x0 + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns A[0 .. n * n - 1], x0[0 .. n - 1];
    ensures start: \forall integer i; 0 <= i < n ==> is_unit(x0[i]); */
static void fill(size_t n, double lambda, double B, double *A, double *x0) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant start: \forall integer j; 0 <= j < i ==> is_unit(x0[j]);
      loop assigns i, A[0 .. n * n - 1], x0[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, n);
    const size_t at = i * n + i;
    //@ assert cell: 0 <= at <= n * n - 1;
    A[at] = sqrt(lambda * pow(B / lambda, (double)i / (double)(n - 1)));
    x0[i] = 1.0;
  }
}

ntk_status ntk_quadratic_init(ntk_quadratic *q, size_t n, double lambda, double B, ntk_error *err) {
  double *A = ntk_doubles(n, n), *x0 = ntk_doubles(n, 1), *zero = ntk_doubles(n, 1);
  ntk_map *map = NULL;
  if (A != NULL && x0 != NULL && zero != NULL) {
    //@ ghost heap_own(A);
    //@ ghost heap_own(x0);
    //@ ghost heap_apart(x0, n, A, n * n);
    fill(n, lambda, B, A, x0);
    map = ntk_linear_map(n, n, A, NULL);
  }
  if (map == NULL) {
    free(A), free(x0), free(zero);
    *q = (ntk_quadratic){0};
    return ntk_fail(err, NTK_ENOMEM, "out of memory for a quadratic in %zu dimensions", n);
  }
  //@ ghost heap_apart_any(map, sizeof *map, q, sizeof *q);
  *q = (ntk_quadratic){.n = n, .A = A, .x0 = x0, .zero = zero, .map = map, .problem = {map, 1.0, zero, x0}};
  return NTK_OK;
}

void ntk_quadratic_clear(ntk_quadratic *q) {
  if (q->map != NULL) ntk_linear_map_free(q->map);
  free(q->A), free(q->x0), free(q->zero);
  *q = (ntk_quadratic){0};
}
