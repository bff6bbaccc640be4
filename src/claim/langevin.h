/* langevin: Langevin dynamics leaves a spurious minimum, and on a quadratic its stationary law is the Gibbs measure. */
#ifndef NTK_CLAIM_LANGEVIN_H
#define NTK_CLAIM_LANGEVIN_H

#include "../../spec/acsl/langevin.h"

/* 1 iff p >= false_alarm: samples of the stationary law are not told apart from the Gibbs measure. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from p, false_alarm;
    ensures decides: \result == 1 <==> langevin(p, false_alarm);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_langevin(double p, double false_alarm);

#endif
