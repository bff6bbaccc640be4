/* What theory B4 measures at a point: how long its arrays are. */
#ifndef NTK_ACSL_NORMS_H
#define NTK_ACSL_NORMS_H

#include "mlp.h"

/*@ // the longest of the three can be counted
    predicate norms_fit(ntk_arch a, integer n) = a.width[a.depth] * (a.depth + 1) * n * 8 <= SIZE_MAX;

    predicate norms_valid{L}(ntk_norms *m) = \valid(m) && arch_ok(m->arch) && 1 <= m->n <= INT_MAX && norms_fit(m->arch, m->n) &&
      \valid(m->hidden + (0 .. m->arch.depth * m->n - 1)) &&
      \valid(m->g_max + (0 .. m->arch.width[m->arch.depth] * m->arch.depth * m->n - 1)) &&
      \valid(m->delta + (0 .. m->arch.width[m->arch.depth] * (m->arch.depth + 1) * m->n - 1)); */

/*@ // its arrays are none of the network's
    predicate norms_outside{L}(ntk_norms *m, ntk_mlp *mlp) = \separated(m, mlp) &&
      mlp_outside(mlp, m->hidden, m->arch.depth * m->n) && mlp_outside(mlp, m->g_max, m->arch.width[m->arch.depth] * m->arch.depth * m->n) &&
      mlp_outside(mlp, m->delta, m->arch.width[m->arch.depth] * (m->arch.depth + 1) * m->n); */

#endif
