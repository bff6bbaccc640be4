/* The triangle inequality of the Euclidean distance, by Cauchy and Schwarz, as a ghost function (theorems.h says why). */
#ifndef NTK_ACSL_TRIANGLE_H
#define NTK_ACSL_TRIANGLE_H

#include <stddef.h>

#include "sums.h"

/*@ ghost
    /@ requires square: D * D <= A * B && 0.0 <= A && 0.0 <= B;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures cross: 2.0 * D * a * b <= A * b * b + B * a * a; @/
    void cross_term(double A, double B, double D, double a, double b) {
      if (A > 0.0) {
        /@ assert rest: 0.0 <= (A * B - D * D) * (a * a); @/
        /@ assert root: 0.0 <= (A * b - D * a) * (A * b - D * a); @/
        /@ assert both: A * (A * b * b + B * a * a - 2.0 * D * a * b) == (A * b - D * a) * (A * b - D * a) + (A * B - D * D) * (a * a); @/
        /@ assert product: 0.0 <= A * (A * b * b + B * a * a - 2.0 * D * a * b); @/
      } else {
        /@ assert none: D * D <= 0.0; @/
        /@ assert zero: D == 0.0; @/
        /@ assert positive: 0.0 <= B * (a * a); @/
      }
    } */

/*@ ghost
    /@ requires ordered: 0.0 <= x <= y;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures roots: \sqrt(x) <= \sqrt(y); @/
    void root_order(double x, double y) { } */

/*@ predicate root_fits(real x, real s) = 0.0 <= s && x <= s * s; */

/*@ ghost
    /@ requires positive: 0.0 <= x;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures root: \forall real s; root_fits(x, s) ==> \sqrt(x) <= s; @/
    void root_below(double x) {
      /@ assert positive: 0.0 <= \sqrt(x); @/
      /@ assert itself: \sqrt(x) * \sqrt(x) == x; @/
      /@ assert product: \forall real s; root_fits(x, s) ==> 0.0 <= (s - \sqrt(x)) * (s + \sqrt(x)); @/
    } */

/*@ ghost
    /@ requires square: D * D <= A * B && 0.0 <= A && 0.0 <= B;
       requires sum: 0.0 <= C && C == A + B + 2.0 * D;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures roots: \sqrt(C) <= \sqrt(A) + \sqrt(B); @/
    void root_of_sum(double A, double B, double C, double D) {
      /@ assert product: 0.0 <= A * B; @/
      /@ assert roots_of_product: \sqrt(A * B) == \sqrt(A) * \sqrt(B); @/
      root_order(D * D, A * B);
      /@ assert mean: 0.0 <= \sqrt(A * B); @/
      /@ assert geometric: D <= \sqrt(A) * \sqrt(B); @/
      /@ assert positive: 0.0 <= \sqrt(A) && 0.0 <= \sqrt(B); @/
      /@ assert square_A: \sqrt(A) * \sqrt(A) == A; @/
      /@ assert square_B: \sqrt(B) * \sqrt(B) == B; @/
      /@ assert square: (\sqrt(A) + \sqrt(B)) * (\sqrt(A) + \sqrt(B)) == A + B + 2.0 * (\sqrt(A) * \sqrt(B)); @/
      /@ assert fits: root_fits(C, \sqrt(A) + \sqrt(B)); @/
      root_below(C);
    } */

/*@ ghost
    /@ requires difference: a == u - v;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures square: a * a == square(u - v) && 0.0 <= a * a; @/
    void square_of(double a, double u, double v) { } */

/* ||x - z|| <= ||x - y|| + ||y - z|| */
/*@ ghost
    /@ requires valid: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1)) && \valid_read(z + (0 .. n - 1));
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures triangle: \sqrt(square_distance(x, z, n)) <= \sqrt(square_distance(x, y, n)) + \sqrt(square_distance(y, z, n)); @/
    void triangle(size_t n, const double *x, const double *y, const double *z) {
      double A = 0.0, B = 0.0, C = 0.0, D = 0.0;
      size_t i = 0;
      /@ loop invariant range: 0 <= i <= n;
         loop invariant A: A == square_distance(x, y, i) && 0.0 <= A;
         loop invariant B: B == square_distance(y, z, i) && 0.0 <= B;
         loop invariant C: C == square_distance(x, z, i) && 0.0 <= C;
         loop invariant sum: C == A + B + 2.0 * D;
         loop invariant square: D * D <= A * B;
         loop assigns i, A, B, C, D;
         loop variant n - i; @/
      while (i < n) {
        double a = x[i] - y[i];
        double b = y[i] - z[i];
        double c = a + b;
        square_of(a, x[i], y[i]);
        square_of(b, y[i], z[i]);
        square_of(c, x[i], z[i]);
        cross_term(A, B, D, a, b);
        A = A + a * a;
        B = B + b * b;
        C = C + c * c;
        D = D + a * b;
        i = i + 1;
      }
      root_of_sum(A, B, C, D);
    } */

#endif
