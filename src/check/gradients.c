#include "check/gradients.h"
#include "model/map-call.h"

void ntk_example_gradient(ntk_map *map, double alpha, const double *r, size_t outputs, size_t example, double *masked, double *g) {
  /*@ loop invariant range: 0 <= i <= map->N;
      loop invariant masked: \forall integer j; 0 <= j < i ==> masked[j] == masked_residual(alpha, r[j], j / outputs, example);
      loop assigns i, masked[0 .. map->N - 1];
      loop variant map->N - i; */
  for (size_t i = 0; i < map->N; i++) masked[i] = i / outputs == example ? alpha * r[i] : 0.0;
  ntk_map_vjp(map, masked, g);
}
