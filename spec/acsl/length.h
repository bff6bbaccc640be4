/* Mean speeds and path lengths (src/flow/length.h). */
#ifndef NTK_ACSL_LENGTH_H
#define NTK_ACSL_LENGTH_H

#include "sums.h"

/*@ // x = ln(a/b) small: (a - b)/x = sqrt(ab) sinh(x/2)/(x/2), by its series up to x^4
    logic real near_mean(real a, real b, real x) = \sqrt(a) * \sqrt(b) * (1.0 + x * x / 24.0 * (1.0 + x * x / 80.0));

    // the logarithmic mean (a - b)/ln(a/b)
    logic real far_mean(real a, real b, real x) = (a - b) / x;

    logic real mean_of(real a, real b, real x) = \abs(x) < 0.02 ? near_mean(a, b, x) : far_mean(a, b, x);

    logic real mean_speed(real a, real b) = 0.0 < a && 0.0 < b ? mean_of(a, b, \log(a / b)) : 0.5 * (a + b);

    // sum_{j<n} lambda_j (c_j exp(-lambda_j t))^2
    logic real fading(real lambda, real c, real t) = c * \exp(-lambda * t);
    logic real weighted(real lambda, real mode) = lambda * mode * mode;
    logic real speed_squares{L}(double *lambda, double *c, real t, integer n) =
      n <= 0 ? 0.0 : speed_squares(lambda, c, t, n - 1) + weighted(lambda[n - 1], fading(lambda[n - 1], c[n - 1], t));
    logic real linear_speed{L}(double *lambda, double *c, real t, integer n) = \sqrt(speed_squares(lambda, c, t, n));

    // 0, first, then by the ratio 2^{1/32}, cut off at h
    logic real grid_next(real t, real h) = t * 1.0218971486541166 < h ? t * 1.0218971486541166 : h;
    logic real grid_time(real first, real h, integer k) = k <= 0 ? 0.0 : k == 1 ? first : grid_next(grid_time(first, h, k - 1), h);

    // sum over the grid's first n intervals: length times mean speed
    logic real stretch(real from, real to, real speed, real speed_next) = (to - from) * mean_speed(speed, speed_next);
    logic real quadrature{L}(double *lambda, double *c, integer N, real first, real h, integer n) =
      n <= 0 ? 0.0 : quadrature(lambda, c, N, first, h, n - 1) +
        stretch(grid_time(first, h, n - 1), grid_time(first, h, n),
                linear_speed(lambda, c, grid_time(first, h, n - 1), N), linear_speed(lambda, c, grid_time(first, h, n), N)); */

#endif
