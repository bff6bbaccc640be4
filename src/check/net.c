#include "check/net.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"

/* The provers do not look for it. */
/*@ ghost
    /@ requires same: a == c && b == d;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures product: a * b == c * d; @/
    void same_product(size_t a, size_t b, size_t c, size_t d) {
    } */

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

/* All parameters at initialisation; NULL: memory is out, err says for what. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && (err == \null || \valid(err));
    requires valid_given: given == \null || \valid_read(given + (0 .. arch_params(*arch) - 1));
    requires apart: \separated(arch, err);
    terminates \true;
    exits \false;
    assigns *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from *arch, given, seed, index, ntk_alloc_countdown;
    ensures valid: \result != \null ==> \valid(\result + (0 .. arch_params(*arch) - 1)); */
static double *weights(const ntk_arch *arch, const double *given, uint64_t seed, uint64_t index, ntk_error *err) {
  const size_t P = ntk_arch_params(arch);
  double *theta = ntk_doubles(P, 1);
  if (theta == NULL) {
    ntk_fail(err, NTK_ENOMEM, "out of memory for %zu parameters", P);
    return NULL;
  }
  //@ ghost heap_own(theta);
  //@ ghost heap_apart_any(theta, P * sizeof *theta, arch, sizeof *arch);
  //@ ghost heap_apart_any(theta, P * sizeof *theta, err, sizeof *err);
  //@ ghost heap_apart(theta, P, given, P);
  if (fill(theta, P, arch, given, seed, index, err) == NTK_OK) return theta;
  free(theta);
  return NULL;
}

/*@ requires valid: \valid(net);
    terminates \true;
    exits \false;
    assigns *net;
    ensures empty: net->mlp == \null && net->map == \null && net->theta == \null; */
static void empty(ntk_net *net) { *net = (ntk_net){0}; }

/* *net := the network and its map. NTK_ENOMEM: *net is empty, the network is freed. */
/*@ requires valid: \valid(net) && mlp_valid(mlp) && \valid(all + (0 .. arch_params(mlp->arch) - 1)) && (err == \null || \valid(err));
    requires apart: \separated(net, err);
    terminates \true;
    exits \false;
    assigns *net, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> net_valid(net);
    ensures network: \result == NTK_OK ==> net->mlp == mlp && mlp->arch == \old(mlp->arch) && mlp->n == \old(mlp->n);
    ensures outputs: \result == NTK_OK ==> net->N == \old(mlp->n) * \old(width(mlp->arch, mlp->arch.depth));
    ensures none: \result != NTK_OK ==> net->mlp == \null && net->map == \null && net->theta == \null; */
static ntk_status wire(ntk_net *net, ntk_mlp *mlp, double *all, ntk_error *err) {
  //@ assert tables_H: table_readable(mlp->H, 1, mlp->arch.depth);
  //@ assert tables_D: table_readable(mlp->D, 1, mlp->arch.depth);
  //@ assert tables_scratch: table_readable(mlp->scratch, 0, mlp->arch.depth + 1);
  const size_t P = ntk_arch_params(&mlp->arch);
  size_t offset, p;
  ntk_map *map = ntk_mlp_map(mlp);
  if (map == NULL) {
    ntk_mlp_free(mlp);
    free(all);
    empty(net);
    return ntk_fail(err, NTK_ENOMEM, "out of memory for a map of %zu parameters", P);
  }
  ntk_trained_slice(&mlp->arch, &offset, &p);
  ntk_net_set(net, mlp, map, all, offset);
  return NTK_OK;
}

/* Why ntk_mlp_alloc gave none. */
/*@ requires valid: err == \null || \valid_read(err);
    terminates \true;
    exits \false;
    assigns \result \from err, *err;
    ensures status: \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC; */
static ntk_status why(const ntk_error *err) {
  if (err == NULL) return NTK_ENOMEM;
  return err->status == NTK_EUSAGE || err->status == NTK_ENUMERIC ? err->status : NTK_ENOMEM;
}

/* As ntk_net_init, the architecture being checked. */
/*@ requires valid: \valid(net) && \valid_read(arch) && (err == \null || \valid(err));
    requires checked: arch_ok(*arch);
    requires inputs: matrix_readable(x) && x->tda <= INT_MAX;
    requires valid_theta: theta != \null ==> \valid_read(theta + (0 .. arch_params(*arch) - 1));
    requires apart: \separated(net, arch) && \separated(net, x) && \separated(net, err) && \separated(arch, err);
    terminates \true;
    exits \false;
    assigns *net, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC;
    ensures valid: \result == NTK_OK ==> net_valid(net);
    ensures network: \result == NTK_OK ==> net->mlp->arch == \old(*arch) && net->mlp->n == \old(x->size1);
    ensures outputs: \result == NTK_OK ==> net->N == \old(x->size1) * \old(arch->width[arch->depth]);
    ensures none: \result != NTK_OK ==> net->mlp == \null && net->map == \null && net->theta == \null; */
static ntk_status start(ntk_net *net, const ntk_arch *arch, const gsl_matrix *x, const double *theta, uint64_t seed, uint64_t index, ntk_error *err) {
  double *all = weights(arch, theta, seed, index, err);
  if (all == NULL) {
    empty(net);
    return NTK_ENOMEM;
  }
  ntk_mlp *mlp = ntk_mlp_alloc(arch, x, all, err);
  if (mlp == NULL) {
    const ntk_status status = why(err);
    free(all);
    empty(net);
    return status;
  }
  //@ ghost width_fits(arch, arch->depth);
  //@ assert width: arch->width[arch->depth] == width(mlp->arch, mlp->arch.depth);
  //@ ghost same_product(mlp->n, mlp->arch.width[mlp->arch.depth], x->size1, arch->width[arch->depth]);
  //@ assert outputs: mlp->n * width(mlp->arch, mlp->arch.depth) == x->size1 * arch->width[arch->depth];
  return wire(net, mlp, all, err);
}

ntk_status ntk_net_init(ntk_net *net, const ntk_arch *arch, const gsl_matrix *x, const double *theta, uint64_t seed, uint64_t index, ntk_error *err) {
  const ntk_status status = ntk_arch_check(arch, err);
  //@ assert checked: *arch == \at(*arch, Pre);
  if (status == NTK_OK) return start(net, arch, x, theta, seed, index, err);
  empty(net);
  return status;
}
