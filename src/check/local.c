#include "check/local.h"

#include <math.h>

/* The first ball, the norms being measured. */
/*@ requires valid: \valid(local) && norms_valid(&local->norms);
    terminates \true;
    exits \false;
    assigns local->radius, local->lip, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures norms: norms_valid(&local->norms); */
static ntk_status begin(ntk_local *local, double sigma, double share, double length) {
  double lip;
  const ntk_status status = ntk_norms_lipschitz(&local->norms, 0.0, &lip);
  if (status != NTK_OK || !isfinite(lip)) {
    local->lip = INFINITY;
    local->radius = 0.0;
    return status;
  }
  /* Lip grows with the radius, so 2 share sigma / Lip(radius) is below 2 share sigma / Lip(0). */
  const double wanted = sigma > 0.0 && lip > 0.0 ? 2.0 * share * sigma / lip : length;
  return ntk_local_widen(local, wanted);
}

ntk_status ntk_local_init(ntk_local *local, ntk_mlp *mlp, double sigma, double share, double length) {
  const ntk_status status = ntk_norms_init(&local->norms, mlp);
  if (status == NTK_OK) return begin(local, sigma, share, length);
  local->lip = INFINITY;
  local->radius = 0.0;
  return status;
}

void ntk_local_clear(ntk_local *local) { ntk_norms_clear(&local->norms); }

ntk_status ntk_local_widen(ntk_local *local, double reach) {
  local->radius = 1.2 * reach;
  return ntk_norms_lipschitz(&local->norms, local->radius, &local->lip);
}
