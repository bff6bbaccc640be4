/* doubling: F(w1,w2) = f(w1) + f(w2) from w1 = w2 = w0: its flow at alpha is f's flow at 2 alpha with time halved, copy by copy; total drift is sqrt 2 times one copy's; K doubles. */
#ifndef NTK_CLAIM_DOUBLING_H
#define NTK_CLAIM_DOUBLING_H

#include <stddef.h>

#include "../../spec/acsl/doubling.h"

/* 1 iff |value_i - expected_i| <= error_i, entry by entry (n of them).
   value: of the doubled model (outputs, drift, kernel entries); expected: the single model's at 2 alpha, t/2 (drift times sqrt 2, kernel times 2). NaN: 0. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], expected[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> doubling(value, expected, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_doubling(size_t n, const double *value, const double *expected, const double *error);

#endif
