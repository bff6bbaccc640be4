/* Shared by the statistical claims: a test with a stated false-alarm probability. */
#ifndef NTK_CLAIM_P_VALUE_H
#define NTK_CLAIM_P_VALUE_H

#include "../../spec/acsl/p-value.h"

/* 1 iff p >= false_alarm: the test does not reject. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from p, false_alarm;
    ensures decides: \result == 1 <==> p_value_passes(p, false_alarm);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_p_value_passes(double p, double false_alarm);

#endif
