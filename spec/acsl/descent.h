/* One step of each discrete dynamics, coordinate by coordinate (src/flow/descent.h). */
#ifndef NTK_ACSL_DESCENT_H
#define NTK_ACSL_DESCENT_H

#include "sums.h"

/*@ // w - eta g
    logic real gd_step(real w, real eta, real g) = w - eta * g;

    // w + mu (w - w before)
    logic real momentum_step(real w, real mu, real before) = w + mu * (w - before);

    // (sqrt kappa - 1) / (sqrt kappa + 1)
    logic real momentum_of(real kappa) = (\sqrt(kappa) - 1.0) / (\sqrt(kappa) + 1.0);

    // where residual o of example e lies
    logic integer place(integer e, integer k, integer o) = e * k + o;

    // is example e among the first `batch` drawn?
    predicate drawn{L}(size_t *chosen, integer batch, integer e) = \exists integer b; 0 <= b < batch && chosen[b] == e;

    // (n / batch) r on the examples drawn, 0 elsewhere (sgd-unbiased)
    predicate masked_residual{L}(double *masked, double *r, size_t *chosen, integer batch, real rescale, integer n, integer k) =
      \forall integer e, o; 0 <= e < n && 0 <= o < k ==>
        (drawn(chosen, batch, e) ==> masked[place(e, k, o)] == rescale * r[place(e, k, o)]) &&
        (!drawn(chosen, batch, e) ==> is_zero(masked[place(e, k, o)])); */

#endif
