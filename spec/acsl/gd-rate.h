/* gd-rate: the distance to the minimum contracts by 1 - lambda/B a step, each step with its error term. */
#ifndef NTK_ACSL_GD_RATE_H
#define NTK_ACSL_GD_RATE_H

/*@ logic real gd_rate_bound(real distance, real contraction) = contraction * distance;

    // two arrays, since distance[i + 1] beside distance[i] under one quantifier sends the provers round in circles
    predicate contracts{L}(double *before, double *after, double *error, integer n, real contraction) =
      \forall integer i; 0 <= i < n ==> after[i] <= gd_rate_bound(before[i], contraction) + error[i];

    predicate gd_rate{L}(double *distance, double *error, integer n, real contraction) =
      0.0 <= distance[0] && contracts(distance, distance + 1, error + 1, n - 1, contraction); */

#endif
