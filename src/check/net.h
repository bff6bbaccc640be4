/* A network at one initialisation on a batch of inputs: what every study starts from. */
#ifndef NTK_CHECK_NET_H
#define NTK_CHECK_NET_H

#include <stdint.h>
#include "kernel/ntk.h"
#include "model/init.h"
#include "core/alloc.h"

typedef struct {
  ntk_mlp *mlp;
  ntk_map *map;     /* over the trained parameters */
  size_t N, p;
  double *theta;    /* all parameters at initialisation */
  const double *w0; /* the trained slice of theta: p */
} ntk_net;

#include "../../spec/acsl/net.h"
#include "../../spec/acsl/heap.h"

/* Initialisation number index of the seed (or the given parameters, when theta is not NULL: copied) on the rows of x (borrowed). The map is at w0. */
/*@ requires valid: \valid(net) && \valid_read(arch) && matrix_readable(x) && (err == \null || \valid(err));
    requires activation: arch->activation == \null || activation_known(arch->activation);
    requires integers: x->tda <= INT_MAX;
    requires valid_theta: theta != \null && arch_ok(*arch) ==> \valid_read(theta + (0 .. arch_params(*arch) - 1));
    requires apart: \separated(net, arch) && \separated(net, x) && \separated(net, err) && \separated(arch, err);
    terminates \true;
    exits \false;
    assigns *net, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures valid: \result == NTK_OK ==> net_valid(net);
    ensures network: \result == NTK_OK ==> arch_ok(\old(*arch)) && net->mlp->arch == \old(*arch) && net->mlp->n == \old(x->size1);
    ensures outputs: \result == NTK_OK ==> net->N == \old(x->size1) * \old(arch->width[arch->depth]);
    ensures none: \result != NTK_OK ==> net->mlp == \null && net->map == \null && net->theta == \null; */
ntk_status ntk_net_init(ntk_net *net, const ntk_arch *arch, const gsl_matrix *x, const double *theta, uint64_t seed, uint64_t index, ntk_error *err);

/* *net := the network, its map, all parameters; the trained ones begin at offset. */
/*@ requires valid: \valid(net) && mlp_valid(mlp) && \valid(map) && map->N == mlp_outputs(mlp) && map->p == trained_count(mlp->arch) && 1 <= map->p;
    requires parameters: \valid(theta + (0 .. arch_params(mlp->arch) - 1)) && offset == trained_offset(mlp->arch) && offset + map->p <= arch_params(mlp->arch);
    terminates \true;
    exits \false;
    assigns *net;
    ensures valid: net_valid(net) && net->mlp == mlp && net->map == map && net->theta == theta;
    ensures outputs: net->N == \old(mlp->n) * \old(width(mlp->arch, mlp->arch.depth));
    ensures same: mlp->arch == \old(mlp->arch) && mlp->n == \old(mlp->n) && mlp->x == \old(mlp->x); */
void ntk_net_set(ntk_net *net, ntk_mlp *mlp, ntk_map *map, double *theta, size_t offset);

/* Also after ntk_net_init has failed, or not run on what is all zeros. */
/*@ requires valid: \valid(net);
    terminates \true;
    exits \false;
    assigns *net;
    ensures empty: net->mlp == \null && net->map == \null && net->theta == \null; */
void ntk_net_clear(ntk_net *net);

#endif
