/* gronwall: u' <= beta(t) u on [a, b] => u(t) <= u(a) exp(int_a^t beta). */
#ifndef NTK_CLAIM_GRONWALL_H
#define NTK_CLAIM_GRONWALL_H

#include <stddef.h>

#include "../../spec/acsl/gronwall.h"

/* u0 exp(integral), integral = int_a^t beta */
/*@ terminates \true;
    exits \false;
    assigns \result \from u0, integral;
    ensures bound: \result == gronwall_bound(u0, integral); */
double ntk_gronwall_bound(double u0, double integral);

/* 1 iff u_i <= u0 exp(integral_i) + error_i at all n samples. NaN: 0. */
/*@ requires valid: \valid_read(integral + (0 .. n - 1)) && \valid_read(u + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, integral[0 .. n - 1], u[0 .. n - 1], error[0 .. n - 1], u0;
    ensures decides: \result == 1 <==> gronwall(integral, u, error, n, u0);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_gronwall(size_t n, const double *integral, const double *u, const double *error, double u0);

#endif
