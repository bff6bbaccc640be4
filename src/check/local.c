#include "check/local.h"

#include <math.h>

ntk_status ntk_local_init(ntk_local *local, ntk_mlp *mlp, double sigma, double share, double length) {
  ntk_status status = ntk_norms_init(&local->norms, mlp);
  local->lip = INFINITY;
  local->radius = 0.0;
  if (status == NTK_OK) status = ntk_norms_lipschitz(&local->norms, 0.0, &local->lip);
  if (status != NTK_OK || !isfinite(local->lip)) return status;
  /* Lip grows with the radius, so 2 share sigma / Lip(radius) is below 2 share sigma / Lip(0). */
  const double wanted = sigma > 0.0 && local->lip > 0.0 ? 2.0 * share * sigma / local->lip : length;
  return ntk_local_widen(local, wanted);
}

void ntk_local_clear(ntk_local *local) { ntk_norms_clear(&local->norms); }

ntk_status ntk_local_widen(ntk_local *local, double reach) {
  local->radius = 1.2 * reach;
  return ntk_norms_lipschitz(&local->norms, local->radius, &local->lip);
}
