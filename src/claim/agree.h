/* Shared by the identities: two ways of computing the same thing agree up to the stated error. */
#ifndef NTK_CLAIM_AGREE_H
#define NTK_CLAIM_AGREE_H

#include <stddef.h>

#include "../../spec/acsl/agree.h"

/* 1 iff |value_i - expected_i| <= error_i for all i < n. NaN: 0. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], expected[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> agree(value, expected, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_agree(size_t n, const double *value, const double *expected, const double *error);

#endif
