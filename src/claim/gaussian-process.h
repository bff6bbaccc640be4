/* gaussian-process: f(.; w0) tends to a Gaussian process with the NNGP kernel; along the linearised flow f(.; u(t)) stays one, with mean
   and covariance in closed form. */
#ifndef NTK_CLAIM_GAUSSIAN_PROCESS_H
#define NTK_CLAIM_GAUSSIAN_PROCESS_H

#include "../../spec/acsl/gaussian-process.h"

/* 1 iff p >= false_alarm: outputs over random initialisations are not told apart from the limit's normal distribution. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from p, false_alarm;
    ensures decides: \result == 1 <==> gaussian_process(p, false_alarm);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_gaussian_process(double p, double false_alarm);

#endif
