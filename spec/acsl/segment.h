/* Between two samples of a flow (theory B1, Weyl): the bounds of src/check/segment.c. */
#ifndef NTK_ACSL_SEGMENT_H
#define NTK_ACSL_SEGMENT_H

/*@ // what the path may be long at most: alpha (sigma l - lip l^2/2) <= decrease, by the least root
    logic real segment_root(real decrease, real alpha, real sigma, real lip) = 1.0 - 2.0 * lip * decrease / (alpha * sigma * sigma);
    logic real segment_by_decrease(real decrease, real alpha, real sigma, real lip) =
      2.0 * decrease / (alpha * sigma * (1.0 + \sqrt(segment_root(decrease, alpha, sigma, lip))));

    // (e^x - 1)/x; below 1e-8 its series to first order
    logic real segment_factor(real x) = x < 1e-8 ? 1.0 + x : (\exp(x) - 1.0) / x;
    logic real segment_by_speed(real speed, real growth, real tau) = speed * tau * segment_factor(growth * tau);

    // (a + b - lip length)/2, within [0, min(a, b)]
    logic real segment_low(real a, real b, real lip, real length) =
      \max(0.0, \min(0.5 * (a + b - lip * length), \min(a, b)));
    logic real segment_high(real a, real b, real lip, real length) = \max(0.5 * (a + b + lip * length), \max(a, b)); */

#endif
