/* A network at one initialisation (src/check/net.h). */
#ifndef NTK_ACSL_NET_H
#define NTK_ACSL_NET_H

/*@ // all that ntk_net_clear needs: sizes and pointers, which no number written elsewhere can change
    predicate net_clearable{L}(ntk_net *net) = \valid(net) && (net->map == \null || \valid(net->map)) &&
      (net->mlp != \null ==> \valid(net->mlp) && net->mlp->arch.depth <= 64 && table_readable(net->mlp->H, 1, net->mlp->arch.depth) &&
       table_readable(net->mlp->D, 1, net->mlp->arch.depth) && table_readable(net->mlp->scratch, 0, net->mlp->arch.depth + 1) &&
       (net->mlp->f == \null || \valid_read(net->mlp->f)) && (net->mlp->f0 == \null || \valid_read(net->mlp->f0)));

    // what speaks of f and its derivatives needs of it
    predicate net_map{L}(ntk_net *net) = \valid(net->map) && net->map->N == net->N && net->map->p == net->p && 0 < net->N && 0 < net->p &&
      \valid_read(net->w0 + (0 .. net->p - 1));

    predicate net_valid{L}(ntk_net *net) = \valid_read(net) && mlp_valid(net->mlp) && \valid(net->map) && net->map->N == net->N && net->map->p == net->p &&
      0 < net->N && 0 < net->p && net->N == mlp_outputs(net->mlp) && \valid(net->theta + (0 .. arch_params(net->mlp->arch) - 1)) &&
      net->p == trained_count(net->mlp->arch) && net->w0 == net->theta + trained_offset(net->mlp->arch) && \valid_read(net->w0 + (0 .. net->p - 1)); */

/* A network's blocks are its own (C17 7.22.3), but WP knows no allocation: to it whatever is written elsewhere may lie among them. This
   ghost function says that a network of this shape is still what it was, and is assumed; it stands only behind a write to memory that was
   allocated apart from the network. verify/frama-c/allowed.json lists it. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures kept: mlp_valid(mlp) && mlp->arch == arch && mlp->n == n; @/
    void mlp_kept(ntk_mlp *mlp, ntk_arch arch, size_t n); */

#endif
