/* empirical-risk: R(w) = sum_i l(f(x_i; w), y_i); its gradient is the sum of the examples' gradients. */
#ifndef NTK_CLAIM_EMPIRICAL_RISK_H
#define NTK_CLAIM_EMPIRICAL_RISK_H

#include <stddef.h>

#include "../../spec/acsl/empirical-risk.h"

/* 1 iff |value_i - expected_i| <= error_i, coordinate by coordinate (n of them).
   value: the whole gradient; expected: the sum of the examples' gradients. NaN: 0. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], expected[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> empirical_risk(value, expected, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_empirical_risk(size_t n, const double *value, const double *expected, const double *error);

#endif
