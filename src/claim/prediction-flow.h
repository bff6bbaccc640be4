/* prediction-flow: along the flow d/dt alpha f = -alpha^2 J J^T r; along the linearised flow the same with J0, constant in time. */
#ifndef NTK_CLAIM_PREDICTION_FLOW_H
#define NTK_CLAIM_PREDICTION_FLOW_H

#include <stddef.h>

#include "../../spec/acsl/prediction-flow.h"

/* 1 iff |value_i - expected_i| <= error_i, coordinate by coordinate (n of them).
   value: the central difference (alpha f(w(t+s)) - alpha f(w(t-s))) / (2 s) along the flow; expected: -alpha^2 K(w(t)) r(t). NaN: 0. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], expected[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> prediction_flow(value, expected, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_prediction_flow(size_t n, const double *value, const double *expected, const double *error);

#endif
