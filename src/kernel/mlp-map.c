/* ntk_map on an ntk_mlp: forwarding only. */
#include <stdlib.h>

#include "core/alloc.h"
#include "kernel/ntk.h"

static ntk_status at(void *context, const double *w) { return ntk_mlp_forward(context, w); }
static void value(void *context, double *f) { ntk_mlp_output(context, f); }
static void jvp(void *context, const double *v, double *Jv) { ntk_mlp_jvp(context, v, Jv); }
static void vjp(void *context, const double *u, double *JTu) { ntk_mlp_vjp(context, u, JTu); }
static ntk_status kernel(void *context, double *K) { return ntk_kernel(context, K); }

ntk_map *ntk_mlp_map(ntk_mlp *mlp) {
  size_t offset, p;
  ntk_map *map = ntk_calloc(1, 1, sizeof *map);
  if (map == NULL) return NULL;
  ntk_trained_slice(&mlp->arch, &offset, &p);
  *map = (ntk_map){.p = p,
                   .N = mlp->n * mlp->arch.width[mlp->arch.depth],
                   .context = mlp,
                   .at = at,
                   .value = value,
                   .jvp = jvp,
                   .vjp = vjp,
                   .kernel = kernel};
  return map;
}

void ntk_mlp_map_free(ntk_map *map) { free(map); }
