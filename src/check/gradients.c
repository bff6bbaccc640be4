#include "check/gradients.h"

void ntk_example_gradient(ntk_map *map, double alpha, const double *r, size_t outputs, size_t example, double *masked, double *g) {
  for (size_t i = 0; i < map->N; i++) masked[i] = i / outputs == example ? alpha * r[i] : 0.0;
  map->vjp(map->context, masked, g);
}
