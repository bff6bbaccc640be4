/* ntk_map on an ntk_mlp: forwarding only. */
#include <stdlib.h>

#include "core/alloc.h"
#include "kernel/ntk.h"

#include "../../spec/acsl/heap.h"

/* What the methods ask for and promise is what the functions of the network do, with the context for the network. */
/*@ requires valid: mlp_valid((ntk_mlp *)context) && \valid_read(w + (0 .. trained_count(((ntk_mlp *)context)->arch) - 1));
    requires apart: kernel_outside((ntk_mlp *)context, w, trained_count(((ntk_mlp *)context)->arch));
    terminates \true;
    exits \false;
    assigns ((ntk_mlp *)context)->theta[0 .. arch_params(((ntk_mlp *)context)->arch) - 1],
            { ((ntk_mlp *)context)->H[l]->data[i] | integer l, i; 1 <= l < ((ntk_mlp *)context)->arch.depth && 0 <= i < mlp_cells((ntk_mlp *)context, l) },
            { ((ntk_mlp *)context)->D[l]->data[i] | integer l, i; 1 <= l < ((ntk_mlp *)context)->arch.depth && 0 <= i < mlp_cells((ntk_mlp *)context, l) },
            ((ntk_mlp *)context)->f->data[0 .. mlp_outputs((ntk_mlp *)context) - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC; */
static ntk_status at(void *context, const double *w) { return ntk_mlp_forward(context, w); }

/*@ requires valid: mlp_valid((ntk_mlp *)context) && \valid(f + (0 .. mlp_outputs((ntk_mlp *)context) - 1));
    requires apart: mlp_outside((ntk_mlp *)context, f, mlp_outputs((ntk_mlp *)context));
    terminates \true;
    exits \false;
    assigns f[0 .. mlp_outputs((ntk_mlp *)context) - 1]; */
static void value(void *context, double *f) { ntk_mlp_output(context, f); }

/*@ requires valid: mlp_valid((ntk_mlp *)context) && \valid_read(v + (0 .. trained_count(((ntk_mlp *)context)->arch) - 1)) &&
                    \valid(Jv + (0 .. mlp_outputs((ntk_mlp *)context) - 1));
    requires apart: mlp_outside((ntk_mlp *)context, v, trained_count(((ntk_mlp *)context)->arch)) && mlp_outside((ntk_mlp *)context, Jv, mlp_outputs((ntk_mlp *)context));
    requires apart_ends: \separated(v + (0 .. trained_count(((ntk_mlp *)context)->arch) - 1), Jv + (0 .. mlp_outputs((ntk_mlp *)context) - 1));
    terminates \true;
    exits \false;
    assigns Jv[0 .. mlp_outputs((ntk_mlp *)context) - 1],
            { ((ntk_mlp *)context)->scratch[l]->data[i] | integer l, i; 0 <= l <= ((ntk_mlp *)context)->arch.depth && 0 <= i < mlp_cells((ntk_mlp *)context, l) }; */
static void jvp(void *context, const double *v, double *Jv) { ntk_mlp_jvp(context, v, Jv); }

/*@ requires valid: mlp_valid((ntk_mlp *)context) && \valid_read(u + (0 .. mlp_outputs((ntk_mlp *)context) - 1)) &&
                    \valid(JTu + (0 .. trained_count(((ntk_mlp *)context)->arch) - 1));
    requires apart: mlp_outside((ntk_mlp *)context, u, mlp_outputs((ntk_mlp *)context)) && kernel_outside((ntk_mlp *)context, JTu, trained_count(((ntk_mlp *)context)->arch));
    requires apart_ends: \separated(u + (0 .. mlp_outputs((ntk_mlp *)context) - 1), JTu + (0 .. trained_count(((ntk_mlp *)context)->arch) - 1));
    terminates \true;
    exits \false;
    assigns JTu[0 .. trained_count(((ntk_mlp *)context)->arch) - 1],
            { ((ntk_mlp *)context)->scratch[l]->data[i] | integer l, i; 0 <= l <= ((ntk_mlp *)context)->arch.depth && 0 <= i < mlp_cells((ntk_mlp *)context, l) }; */
static void vjp(void *context, const double *u, double *JTu) { ntk_mlp_vjp(context, u, JTu); }

/*@ requires valid: mlp_valid((ntk_mlp *)context) && \valid(K + (0 .. mlp_outputs((ntk_mlp *)context) * mlp_outputs((ntk_mlp *)context) - 1));
    requires size: mlp_outputs((ntk_mlp *)context) * mlp_outputs((ntk_mlp *)context) <= SIZE_MAX;
    requires apart: kernel_outside((ntk_mlp *)context, K, mlp_outputs((ntk_mlp *)context) * mlp_outputs((ntk_mlp *)context));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], K[0 .. mlp_outputs((ntk_mlp *)context) * mlp_outputs((ntk_mlp *)context) - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures symmetric: \result == NTK_OK ==> symmetric(K, mlp_outputs((ntk_mlp *)context)); */
static ntk_status kernel(void *context, double *K) { return ntk_kernel(context, K); }

ntk_map *ntk_mlp_map(ntk_mlp *mlp) {
  size_t offset, p;
  ntk_map *map = ntk_calloc(1, 1, sizeof *map);
  if (map == NULL) return NULL;
  //@ ghost heap_own(map);
  //@ ghost heap_apart_any(map, sizeof *map, mlp, sizeof *mlp);
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
