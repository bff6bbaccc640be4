/* The two functions that only a proof with fresh memory could follow: a network's blocks are its own (C17 7.22.3), so that naming them in *net
   changes none of them, and they are still those of its allocation when they are freed. Nothing else stands here: the contracts are assumed,
   and the tests under the sanitizers look for what they say. */
#include <stdlib.h>

#include "check/net.h"

void ntk_net_set(ntk_net *net, ntk_mlp *mlp, ntk_map *map, double *theta, size_t offset) {
  *net = (ntk_net){.mlp = mlp, .map = map, .N = map->N, .p = map->p, .theta = theta, .w0 = theta + offset};
}

void ntk_net_clear(ntk_net *net) {
  if (net->map != NULL) ntk_mlp_map_free(net->map);
  if (net->mlp != NULL) ntk_mlp_free(net->mlp);
  free(net->theta);
  *net = (ntk_net){0};
}
