/* Theory B4 around one sample of a flow: Lip on a ball that holds the path to the next sample. It is sharper than one ball for all. */
#ifndef NTK_CHECK_LOCAL_H
#define NTK_CHECK_LOCAL_H

#include "model/lipschitz.h"
#include "core/alloc.h"

typedef struct {
  ntk_norms norms;  /* at the sample; owned */
  double lip;       /* on the ball of this radius around the sample; INFINITY: J is not Lipschitz there */
  double radius;
} ntk_local;

/* Measures at the current point of mlp. The ball is wide enough for a path of 2 share sigma / lip, or of `length` where sigma is 0.
   Clear with ntk_local_clear. NTK_ENOMEM. */
/*@ requires valid: \valid(local) && mlp_valid(mlp) && norms_fit(mlp->arch, mlp->n);
    terminates \true;
    exits \false;
    assigns *local, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) };
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures norms: \result == NTK_OK ==> norms_valid(&local->norms); */
ntk_status ntk_local_init(ntk_local *local, ntk_mlp *mlp, double sigma, double share, double length);
/*@ requires valid: \valid(local);
    terminates \true;
    exits \false;
    assigns local->norms.hidden, local->norms.g_max, local->norms.delta; */
void ntk_local_clear(ntk_local *local);

/* Widens the ball to 1.2 times reach. NTK_ENOMEM. */
/*@ requires valid: \valid(local) && norms_valid(&local->norms);
    terminates \true;
    exits \false;
    assigns local->radius, local->lip, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures radius: local->radius == 1.2 * reach;
    ensures norms: norms_valid(&local->norms); */
ntk_status ntk_local_widen(ntk_local *local, double reach);

#endif
