/* least-squares: GD on the linear model is least squares: r_{t+1} = (I - eta A A^T) r_t, A = alpha J0. */
#ifndef NTK_CLAIM_LEAST_SQUARES_H
#define NTK_CLAIM_LEAST_SQUARES_H

#include <stddef.h>

#include "../../spec/acsl/least-squares.h"

/* 1 iff |value_i - expected_i| <= error_i, coordinate by coordinate (n of them).
   value: the residual after steps of GD on the linearised model; expected: (I - eta A A^T)^t r_0. NaN: 0. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], expected[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> least_squares(value, expected, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_least_squares(size_t n, const double *value, const double *expected, const double *error);

#endif
