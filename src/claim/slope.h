/* Shared by the rates: what a fitted exponent, known up to a confidence interval [low, high], has to satisfy. */
#ifndef NTK_CLAIM_SLOPE_H
#define NTK_CLAIM_SLOPE_H

#include "../../spec/acsl/slope.h"

/* How far the interval may reach from the theory's exponent. */
#define NTK_SLOPE_TOLERANCE 0.1

/* 1 iff low <= high and [low, high] lies inside [expected - tolerance, expected + tolerance]. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high, expected, tolerance;
    ensures decides: \result == 1 <==> slope_within(low, high, expected, tolerance);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_slope_within(double low, double high, double expected, double tolerance);

/* One-sided, "falls at least as fast": 1 iff high <= expected + tolerance. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from high, expected, tolerance;
    ensures decides: \result == 1 <==> slope_at_most(high, expected, tolerance);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_slope_at_most(double high, double expected, double tolerance);

/* 1 iff low <= high and other (the control's exponent) lies outside [low, high]. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from low, high, other;
    ensures decides: \result == 1 <==> slope_excludes(low, high, other);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_slope_excludes(double low, double high, double other);

#endif
