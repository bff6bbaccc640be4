#include "check/net.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"

ntk_status ntk_net_init(ntk_net *net, const ntk_arch *arch, const gsl_matrix *x, const double *theta, uint64_t seed, uint64_t index, ntk_error *err) {
  *net = (ntk_net){0};
  ntk_status status = ntk_arch_check(arch, err);
  if (status != NTK_OK) return status;
  const size_t P = ntk_arch_params(arch);
  size_t offset;
  net->theta = ntk_doubles(P, 1);
  if (net->theta == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %zu parameters", P);
  if (theta != NULL) memcpy(net->theta, theta, P * sizeof *theta);
  else status = ntk_init_weights(arch, seed, index, net->theta, err);
  if (status == NTK_OK) {
    net->mlp = ntk_mlp_alloc(arch, x, net->theta, err);
    if (net->mlp == NULL) status = err != NULL && err->status != NTK_OK ? err->status : NTK_ENOMEM;
  }
  if (status == NTK_OK) {
    net->map = ntk_mlp_map(net->mlp);
    if (net->map == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for a map of %zu parameters", P);
  }
  if (status != NTK_OK) {
    ntk_net_clear(net);
    return status;
  }
  ntk_trained_slice(arch, &offset, &net->p);
  net->N = net->map->N;
  net->w0 = net->theta + offset;
  return NTK_OK;
}

void ntk_net_clear(ntk_net *net) {
  if (net->map != NULL) ntk_mlp_map_free(net->map);
  if (net->mlp != NULL) ntk_mlp_free(net->mlp);
  free(net->theta);
  *net = (ntk_net){0};
}
