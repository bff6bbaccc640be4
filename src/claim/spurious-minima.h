/* spurious-minima: in a non-convex problem plain gradient descent can stay at a spurious local minimum. */
#ifndef NTK_CLAIM_SPURIOUS_MINIMA_H
#define NTK_CLAIM_SPURIOUS_MINIMA_H

#include "../../spec/acsl/spurious-minima.h"

/* 1 iff loss - best > error and gradient <= tolerance: the run ended at a critical point strictly above the best known loss. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from loss, best, error, gradient, tolerance;
    ensures decides: \result == 1 <==> spurious_minima(loss, best, error, gradient, tolerance);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_spurious_minima(double loss, double best, double error, double gradient, double tolerance);

#endif
