/* Shared by the inequalities: measured values stay below a bound, each with its own error term. */
#ifndef NTK_CLAIM_BELOW_H
#define NTK_CLAIM_BELOW_H

#include <stddef.h>

#include "../../spec/acsl/below.h"

/* 1 iff value_i <= bound + error_i for all i < n; a NaN is never below. */
/*@ requires valid: \valid_read(value + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, value[0 .. n - 1], error[0 .. n - 1], bound;
    ensures decides: \result == 1 <==> all_below(value, error, n, bound);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_all_below(size_t n, const double *value, const double *error, double bound);

/* start exp(-rate t) */
/*@ terminates \true;
    exits \false;
    assigns \result \from start, rate, t;
    ensures bound: \result == decay(start, rate, t); */
double ntk_decay_bound(double start, double rate, double t);

/* 1 iff value_i <= start exp(-rate t_i) + error_i for all i < n; a NaN is never below. */
/*@ requires valid: \valid_read(t + (0 .. n - 1)) && \valid_read(value + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, t[0 .. n - 1], value[0 .. n - 1], error[0 .. n - 1], start, rate;
    ensures decides: \result == 1 <==> all_decay(t, value, error, n, start, rate);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_all_decay(size_t n, const double *t, const double *value, const double *error, double start, double rate);

#endif
