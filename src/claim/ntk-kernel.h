/* ntk-kernel: K(x_i,x_j) = <grad f(x_i;w0), grad f(x_j;w0)>: layer-wise = Jacobian = finite differences; symmetric PSD. */
#ifndef NTK_CLAIM_NTK_KERNEL_H
#define NTK_CLAIM_NTK_KERNEL_H

#include <stddef.h>

#include "../../spec/acsl/ntk-kernel.h"

/* 1 iff |value_i - expected_i| <= error_i, entry by entry (n of them).
   value: the layer-wise kernel's entries; expected: J J^T of the explicit Jacobian, or finite differences. NaN: 0. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], expected[0 .. n - 1], error[0 .. n - 1];
    ensures decides: \result == 1 <==> ntk_kernel(value, expected, error, n);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_ntk_kernel(size_t n, const double *value, const double *expected, const double *error);

#endif
