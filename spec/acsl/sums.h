/* Sums over vectors, as recursive logic functions: nothing is axiomatised. */
#ifndef NTK_ACSL_SUMS_H
#define NTK_ACSL_SUMS_H

/*@ // the n numbers at a are the same in both states
    predicate same{K, L}(double *a, integer n) = \forall integer i; 0 <= i < n ==> \at(a[i], K) == \at(a[i], L); */

/*@ // 0.0 by a name: WP gives Why3 a literal compared with a freshly written entry the wrong type
    predicate is_zero(real x) = x == 0.0;

    predicate zeros{L}(double *a, integer n) = \forall integer i; 0 <= i < n ==> is_zero(a[i]); */

/*@ logic real square(real x) = x * x;

    // sum_{i<n} x_i y_i
    logic real dot{L}(double *x, double *y, integer n) = n <= 0 ? 0.0 : dot(x, y, n - 1) + x[n - 1] * y[n - 1];

    // sum_{i<n} x_i^2
    logic real sum_squares{L}(double *x, integer n) = n <= 0 ? 0.0 : sum_squares(x, n - 1) + square(x[n - 1]);

    // sum_{i<n} (x_i - y_i)^2
    logic real square_distance{L}(double *x, double *y, integer n) =
      n <= 0 ? 0.0 : square_distance(x, y, n - 1) + square(x[n - 1] - y[n - 1]); */

#endif
