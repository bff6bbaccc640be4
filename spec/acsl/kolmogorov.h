/* Kolmogorov's limit law by its two series (src/stats/ks.c). */
#ifndef NTK_ACSL_KOLMOGOROV_H
#define NTK_ACSL_KOLMOGOROV_H

/*@ // 1 - sqrt(2 pi)/x sum exp(-(2i+1)^2 pi^2 / (8 x^2))
    logic real theta_term(real j, real x) = \exp(-j * j * 3.14159265358979323846264338328 * 3.14159265358979323846264338328 / (8.0 * x * x));
    logic real theta_sum(real x, integer n) = n <= 0 ? 0.0 : theta_sum(x, n - 1) + theta_term(2 * n - 1, x);

    logic real near_tail(real x) = 1.0 - \sqrt(2.0 * 3.14159265358979323846264338328) / x * theta_sum(x, 4);

    // 2 sum (-1)^{j-1} exp(-2 j^2 x^2)
    logic real alternating(integer i) = i <= 0 ? 1.0 : -alternating(i - 1);
    logic real tail_term(real s, real j, real x) = s * \exp(-2.0 * j * j * x * x);
    logic real tail_sum(real x, integer n) = n <= 0 ? 0.0 : tail_sum(x, n - 1) + tail_term(alternating(n - 1), n, x); */

/*@ // sum_{l<n} A_il B_lj, both m x m
    logic real product_entry{L}(double *A, double *B, integer m, integer i, integer j, integer n) =
      n <= 0 ? 0.0 : product_entry(A, B, m, i, j, n - 1) + A[i * m + (n - 1)] * B[(n - 1) * m + j]; */

#endif
