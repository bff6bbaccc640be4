#include "check/quadratic.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"

ntk_status ntk_quadratic_init(ntk_quadratic *q, size_t n, double lambda, double B, ntk_error *err) {
  *q = (ntk_quadratic){.n = n, .A = ntk_doubles(n, n), .x0 = ntk_doubles(n, 1), .zero = ntk_doubles(n, 1)};
  if (q->A != NULL && q->x0 != NULL && q->zero != NULL) q->map = ntk_linear_map(n, n, q->A, NULL);
  if (q->map == NULL) {
    ntk_quadratic_clear(q);
    return ntk_fail(err, NTK_ENOMEM, "out of memory for a quadratic in %zu dimensions", n);
  }
  for (size_t i = 0; i < n; i++) {
    q->A[i * n + i] = sqrt(lambda * pow(B / lambda, (double)i / (double)(n - 1)));
    q->x0[i] = 1.0;
  }
  q->problem = (ntk_problem){q->map, 1.0, q->zero, q->x0};
  return NTK_OK;
}

void ntk_quadratic_clear(ntk_quadratic *q) {
  if (q->map != NULL) ntk_linear_map_free(q->map);
  free(q->A), free(q->x0), free(q->zero);
  *q = (ntk_quadratic){0};
}
