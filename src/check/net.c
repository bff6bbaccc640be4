#include "check/net.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"

/* theta := initialisation number index of the seed, or the given parameters. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && (err == \null || \valid(err)) && \valid(theta + (0 .. arch_params(*arch) - 1)) && count == arch_params(*arch);
    requires valid_given: given == \null || \valid_read(given + (0 .. count - 1)) && \separated(theta + (0 .. count - 1), given + (0 .. count - 1));
    requires apart: \separated(theta + (0 .. count - 1), arch) && \separated(theta + (0 .. count - 1), err);
    terminates \true;
    exits \false;
    assigns theta[0 .. count - 1], *err;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status fill(double *theta, size_t count, const ntk_arch *arch, const double *given, uint64_t seed, uint64_t index, ntk_error *err) {
  if (given == NULL) return ntk_init_weights(arch, seed, index, theta, err);
  ntk_copy(count, given, theta);
  return NTK_OK;
}

ntk_status ntk_net_init(ntk_net *net, const ntk_arch *arch, const gsl_matrix *x, const double *theta, uint64_t seed, uint64_t index, ntk_error *err) {
  *net = (ntk_net){0};
  ntk_status status = ntk_arch_check(arch, err);
  if (status != NTK_OK) return status;
  //@ ghost ntk_arch shape = *arch;
  //@ ghost size_t n = x->size1;
  const size_t P = ntk_arch_params(arch);
  size_t offset, p;
  ntk_trained_slice(arch, &offset, &p);
  double *all = ntk_doubles(P, 1);
  if (all == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %zu parameters", P);
  //@ ghost heap_own(all);
  //@ ghost heap_apart_any(all, P * sizeof *all, arch, sizeof *arch);
  //@ ghost heap_apart_any(all, P * sizeof *all, err, sizeof *err);
  //@ ghost heap_apart(all, P, theta, P);
  status = fill(all, P, arch, theta, seed, index, err);
  if (status != NTK_OK) {
    free(all);
    return status;
  }
  ntk_mlp *mlp = ntk_mlp_alloc(arch, x, all, err);
  if (mlp == NULL) {
    free(all);
    return err != NULL && err->status != NTK_OK ? err->status : NTK_ENOMEM;
  }
  ntk_map *map = ntk_mlp_map(mlp);
  //@ ghost mlp_kept(mlp, shape, n);
  if (map == NULL) {
    ntk_mlp_free(mlp);
    free(all);
    return ntk_fail(err, NTK_ENOMEM, "out of memory for a map of %zu parameters", P);
  }
  const size_t N = map->N;
  //@ assert some: 1 <= N;
  //@ ghost heap_apart_any(map, sizeof *map, net, sizeof *net);
  *net = (ntk_net){.mlp = mlp, .map = map, .N = N, .p = p, .theta = all, .w0 = all + offset};
  //@ ghost mlp_kept(mlp, shape, n);
  return NTK_OK;
}

void ntk_net_clear(ntk_net *net) {
  if (net->map != NULL) ntk_mlp_map_free(net->map);
  if (net->mlp != NULL) ntk_mlp_free(net->mlp);
  free(net->theta);
  *net = (ntk_net){0};
}
