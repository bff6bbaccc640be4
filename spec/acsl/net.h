/* A network at one initialisation (src/check/net.h). */
#ifndef NTK_ACSL_NET_H
#define NTK_ACSL_NET_H

/*@ // what speaks of f and its derivatives needs of it
    predicate net_map{L}(ntk_net *net) = \valid(net->map) && net->map->N == net->N && net->map->p == net->p && 0 < net->N && 0 < net->p &&
      \valid_read(net->w0 + (0 .. net->p - 1));

    predicate net_valid{L}(ntk_net *net) = \valid_read(net) && mlp_valid(net->mlp) && \valid(net->map) && net->map->N == net->N && net->map->p == net->p &&
      0 < net->N && 0 < net->p && net->N == mlp_outputs(net->mlp) && \valid(net->theta + (0 .. arch_params(net->mlp->arch) - 1)) &&
      net->p == trained_count(net->mlp->arch) && net->w0 == net->theta + trained_offset(net->mlp->arch) && \valid_read(net->w0 + (0 .. net->p - 1)); */

#endif
