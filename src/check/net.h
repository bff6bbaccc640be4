/* A network at one initialisation on a batch of inputs: what every study starts from. */
#ifndef NTK_CHECK_NET_H
#define NTK_CHECK_NET_H

#include <stdint.h>
#include "kernel/ntk.h"
#include "model/init.h"

typedef struct {
  ntk_mlp *mlp;
  ntk_map *map;     /* over the trained parameters */
  size_t N, p;
  double *theta;    /* all parameters at initialisation */
  const double *w0; /* the trained slice of theta: p */
} ntk_net;

/* Initialisation number index of the seed (or the given parameters, when theta is not NULL: copied) on the rows of x (borrowed). The map is at w0. */
ntk_status ntk_net_init(ntk_net *net, const ntk_arch *arch, const gsl_matrix *x, const double *theta, uint64_t seed, uint64_t index, ntk_error *err);
void ntk_net_clear(ntk_net *net);

#endif
