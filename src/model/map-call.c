#include "model/map-call.h"

ntk_status ntk_map_at(const ntk_map *map, const double *w) { return map->at(map->context, w); }
void ntk_map_value(const ntk_map *map, double *f) { map->value(map->context, f); }
void ntk_map_jvp(const ntk_map *map, const double *v, double *Jv) { map->jvp(map->context, v, Jv); }
void ntk_map_vjp(const ntk_map *map, const double *u, double *JTu) { map->vjp(map->context, u, JTu); }
ntk_status ntk_map_kernel(const ntk_map *map, double *K) { return map->kernel(map->context, K); }
