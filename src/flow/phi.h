/* The phi functions of exponential integrators. */
#ifndef NTK_FLOW_PHI_H
#define NTK_FLOW_PHI_H

#include "../../spec/acsl/phi.h"

/* phi_j(-x) for x >= 0, j = 0..4: phi_0 = exp, phi_{j+1}(z) = (phi_j(z) - 1/j!)/z. No cancellation (shared/speed.md): relative error at most 8 eps. */
/*@ requires valid: \valid(phi + (0 .. 4));
    terminates \true;
    exits \false;
    assigns phi[0 .. 4] \from x;
    ensures zeroth: phi[0] == \exp(-x);
    ensures first: phi[1] == phi_one(x);
    ensures second: 1.0 <= x ==> phi_step(x, phi[1], phi[2], 1.0);
    ensures third: x < 1.0 || 3.0 <= x ==> phi_step(x, phi[2], phi[3], 0.5);
    ensures fourth: phi_step(x, phi[3], phi[4], 1.0 / 6.0);
    ensures series: x < 3.0 ==> phi[4] == kummer(x, 5) / 24.0; */
void ntk_phi(double x, double phi[5]);

#endif
