/* Path lengths from speeds that decay like exponentials. */
#ifndef NTK_FLOW_LENGTH_H
#define NTK_FLOW_LENGTH_H

#include <stddef.h>

#include "../../spec/acsl/length.h"

/* Mean over [0,1] of a^{1-s} b^s, the logarithmic mean (a - b)/ln(a/b): what a speed that is exponential between two samples
   averages to. Where a or b is 0: (a + b)/2. a, b >= 0. Exact for one exponential; for a sum of decaying exponentials,
   or the root of a sum of squares of them, an upper bound: those are log-convex. Relative error below 1e-13. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures mean: \result == mean_speed(a, b); */
double ntk_logarithmic_mean(double a, double b);

/* Length of the linear flow's path on [0, h] whose speed is s(t) = sqrt(sum_j lambda_j c_j^2 exp(-2 lambda_j t)), lambda_j >= 0 the
   eigenvalues of Q: by the logarithmic mean on a grid graded geometrically (ratio 2^{1/32}) from 1/(64 lambda_max).
   An upper bound (log-convexity), at most 1e-4 too long. *speed_end := s(h), may be NULL. */
/*@ requires valid: \valid_read(lambda + (0 .. N - 1)) && \valid_read(c + (0 .. N - 1)) && (speed_end == \null || \valid(speed_end));
    requires apart: \separated(speed_end, lambda + (0 .. N - 1)) && \separated(speed_end, c + (0 .. N - 1));
    requires speeds: \forall integer j; 0 <= j < N ==> 0.0 <= lambda[j];
    terminates \true;
    exits \false;
    assigns *speed_end, \result \from N, lambda[0 .. N - 1], c[0 .. N - 1], h;
    ensures quadrature: \exists real first, integer k; 0 <= k <= 100000 && \result == quadrature{Pre}(lambda, c, N, first, h, k) &&
                        (h <= grid_time(first, h, k) || k == 100000); */
double ntk_linear_length(size_t N, const double *lambda, const double *c, double h, double *speed_end);

#endif
