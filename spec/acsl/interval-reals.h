/* Facts of real arithmetic that the contracts of src/bound rest on, as ghost functions without a double in them: among the axioms on
   floats the provers do not find them. Each is stated with predicates by which it is found again. */
#ifndef NTK_ACSL_INTERVAL_REALS_H
#define NTK_ACSL_INTERVAL_REALS_H

#include "sums.h"

/*@ predicate square_below(real p, real x) = 0.0 <= p && 0.0 <= x && p * p <= x;
    predicate square_above(real p, real x) = 0.0 <= p && 0.0 <= x && x <= p * p;
    predicate is_root(real r, real x) = 0.0 <= r && r * r == x;
    predicate opposite_numerators(real m, real x, real y) = m == -x && y != 0.0;
    predicate opposites(real m, real n, real x, real y) = m == -x && n == -y && y != 0.0;
    predicate ordered(real l, real h) = l <= h;
    predicate between(real l, real p, real h) = l <= p <= h;
    predicate size_at_least(real l, real p) = 0.0 <= l <= \abs(p);
    predicate size_at_most(real h, real p) = \abs(p) <= h;
    predicate positive_pair(real a, real b) = 0.0 <= a && 0.0 < b;
    predicate is_ratio(real r, real a, real b) = 0.0 <= r && 0.0 < b && r * b == a;
    predicate at_least_fraction(real a, real b, real x, real t) = 0.0 <= x <= a && 0.0 < b && ordered(b, t);
    predicate same_pair(real a, real b, real c, real d) = a == c && b == d;
    predicate below_ends(real m, real c, real l, real h) = m <= c * l && m <= c * h;
    predicate above_ends(real m, real c, real l, real h) = c * l <= m && c * h <= m;
    predicate below_corners(real m, real k, real l, real s, real t) = m <= k * s && m <= k * t && m <= l * s && m <= l * t;
    predicate above_corners(real m, real k, real l, real s, real t) = k * s <= m && k * t <= m && l * s <= m && l * t <= m;
    predicate below_quotient(real m, real c, real d) = 0.0 < d && m <= c / d;
    predicate above_quotient(real m, real c, real d) = 0.0 < d && c / d <= m;
    predicate below_quotients(real m, real c, real l, real h) = below_quotient(m, c, l) && below_quotient(m, c, h);
    predicate above_quotients(real m, real c, real l, real h) = above_quotient(m, c, l) && above_quotient(m, c, h); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures below: \forall real p, x; square_below(p, x) ==> p <= \sqrt(x);
       ensures above: \forall real p, x; square_above(p, x) ==> \sqrt(x) <= p;
       ensures positive: \forall real x; 0.0 <= x ==> 0.0 <= \sqrt(x);
       ensures monotone: \forall real l, x, h; between(l, x, h) && 0.0 <= l ==> \sqrt(l) <= \sqrt(x) <= \sqrt(h); @/
    void roots(void) {
      /@ assert root: \forall real x; 0.0 <= x ==> is_root(\sqrt(x), x); @/
      /@ assert below: \forall real p, r, x; is_root(r, x) && square_below(p, x) ==> p <= r; @/
      /@ assert above: \forall real p, r, x; is_root(r, x) && square_above(p, x) ==> r <= p; @/
    }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures below: \forall real l, p; size_at_least(l, p) ==> l * l <= p * p;
       ensures above: \forall real h, p; size_at_most(h, p) ==> p * p <= h * h; @/
    void squares(void) { }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures positive: \forall real x; 0.0 <= square(x); @/
    void square_positive(void) { }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures equal: \forall real a, b, c, d; same_pair(a, b, c, d) ==> a * b == c * d; @/
    void equal_products(void) { }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures above: \forall real a, b, x, t; at_least_fraction(a, b, x, t) ==> x / t <= a / b; @/
    void fractions(void) {
      /@ assert ratio: \forall real a, b; positive_pair(a, b) ==> is_ratio(a / b, a, b); @/
      /@ assert pair: \forall real a, b, x, t; at_least_fraction(a, b, x, t) ==> positive_pair(a, b); @/
      /@ assert rising: \forall real r, b, t; 0.0 <= r && ordered(b, t) ==> r * b <= r * t; @/
      /@ assert enough: \forall real r, a, b, x, t; is_ratio(r, a, b) && at_least_fraction(a, b, x, t) ==> x <= r * t; @/
      /@ assert over: \forall real r, p, q; 0.0 < q && p <= r * q ==> p / q <= r; @/
      /@ assert fraction: \forall real r, a, b, x, t; is_ratio(r, a, b) && at_least_fraction(a, b, x, t) ==> x / t <= r; @/
    }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures opposite: \forall real m, x, y; opposite_numerators(m, x, y) ==> m / y == -(x / y);
       ensures both: \forall real m, n, x, y; opposites(m, n, x, y) ==> m / n == x / y; @/
    void opposite_quotients(void) { }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures below: \forall real m, c, l, q, h; below_ends(m, c, l, h) && between(l, q, h) ==> m <= c * q;
       ensures above: \forall real m, c, l, q, h; above_ends(m, c, l, h) && between(l, q, h) ==> c * q <= m; @/
    void multiples(void) {
      /@ assert rising: \forall real c, l, q, h; 0.0 <= c && between(l, q, h) ==> between(c * l, c * q, c * h); @/
      /@ assert falling: \forall real c, l, q, h; c <= 0.0 && between(l, q, h) ==> between(c * h, c * q, c * l); @/
    }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures below: \forall real m, k, l, s, t, p, q; below_corners(m, k, l, s, t) && between(k, p, l) && between(s, q, t) ==> m <= p * q;
       ensures above: \forall real m, k, l, s, t, p, q; above_corners(m, k, l, s, t) && between(k, p, l) && between(s, q, t) ==> p * q <= m; @/
    void products(void) {
      multiples();
      /@ assert below_row: \forall real m, k, l, s, t, q; below_corners(m, k, l, s, t) && between(s, q, t) ==> below_ends(m, k, s, t) && below_ends(m, l, s, t); @/
      /@ assert below_column: \forall real m, k, l, s, t, q; below_corners(m, k, l, s, t) && between(s, q, t) ==> below_ends(m, q, k, l); @/
      /@ assert above_row: \forall real m, k, l, s, t, q; above_corners(m, k, l, s, t) && between(s, q, t) ==> above_ends(m, k, s, t) && above_ends(m, l, s, t); @/
      /@ assert above_column: \forall real m, k, l, s, t, q; above_corners(m, k, l, s, t) && between(s, q, t) ==> above_ends(m, q, k, l); @/
    }

    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures below: \forall real m, c, l, h, p, q; below_quotients(m, c, l, h) && between(l, q, h) && ordered(c, p) ==> below_quotient(m, p, q);
       ensures above: \forall real m, c, l, h, p, q; above_quotients(m, c, l, h) && between(l, q, h) && ordered(p, c) ==> above_quotient(m, p, q); @/
    void quotients(void) {
      multiples();
      /@ assert times_below: \forall real m, c, d; below_quotient(m, c, d) ==> m * d <= c; @/
      /@ assert times_above: \forall real m, c, d; above_quotient(m, c, d) ==> c <= m * d; @/
      /@ assert ends_below: \forall real m, c, l, h; below_quotients(m, c, l, h) ==> above_ends(c, m, l, h); @/
      /@ assert ends_above: \forall real m, c, l, h; above_quotients(m, c, l, h) ==> below_ends(c, m, l, h); @/
      /@ assert over_below: \forall real m, c, p, q; 0.0 < q && ordered(c, p) && m * q <= c ==> m <= p / q; @/
      /@ assert over_above: \forall real m, c, p, q; 0.0 < q && ordered(p, c) && c <= m * q ==> p / q <= m; @/
    } */

#endif
