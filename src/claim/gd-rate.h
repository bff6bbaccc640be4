/* gd-rate: lambda-strongly convex, B-smooth: gradient descent with eta = 1/B contracts the distance to the minimum by
   (1 - lambda/B) a step; iterations to a constant factor grow as kappa = B/lambda. */
#ifndef NTK_CLAIM_GD_RATE_H
#define NTK_CLAIM_GD_RATE_H

#include <stddef.h>

#include "../../spec/acsl/gd-rate.h"
#include "../../spec/acsl/geometric.h"

/* The iterations' exponent in kappa. */
#define NTK_GD_RATE_EXPONENT 1.0

/* contraction distance: what the next distance may be. */
/*@ terminates \true;
    exits \false;
    assigns \result \from distance, contraction;
    ensures bound: \result == gd_rate_bound(distance, contraction); */
double ntk_gd_rate_bound(double distance, double contraction);

/* 1 iff distance_0 >= 0 and distance_{i+1} <= contraction distance_i + error_{i+1} for all i + 1 < n; contraction = 1 - lambda/B,
   distance_i = ||w_i - w*||, n >= 1; error_0 is not used. NaN: 0. */
/*@ requires some: 1 <= n;
    requires valid: \valid_read(distance + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, distance[0 .. n - 1], error[0 .. n - 1], contraction;
    ensures decides: \result == 1 <==> gd_rate(distance, error, n, contraction);
    ensures boolean: \result == 0 || \result == 1;
    ensures decay: \result == 1 && 0.0 <= contraction ==> \forall integer k; 0 <= k < n ==> decayed(distance, error, contraction, k); */
int ntk_gd_rate(size_t n, const double *distance, const double *error, double contraction);

#endif
