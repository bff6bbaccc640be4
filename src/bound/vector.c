#include "bound/vector.h"

#include "bound/elementary.h"

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/interval-reals.h"

/* sum + x y */
/*@ terminates \true;
    exits \false;
    assigns \result \from sum, x, y;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real s; encloses(sum, s) ==> encloses(\result, s + x * y); */
static ntk_interval plus_product(ntk_interval sum, double x, double y) {
  return (ntk_interval){ntk_add_lower(sum.lo, ntk_mul_lower(x, y)), ntk_add_upper(sum.hi, ntk_mul_upper(x, y))};
}

/* sum + x^2 */
/*@ terminates \true;
    exits \false;
    assigns \result \from sum, x;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real s; encloses(sum, s) ==> encloses(\result, s + square(x)); */
static ntk_interval plus_square(ntk_interval sum, double x) { return plus_product(sum, x, x); }

/* sum + (x - y)^2 */
/*@ terminates \true;
    exits \false;
    assigns \result \from sum, x, y;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real s; encloses(sum, s) ==> encloses(\result, s + square(x - y)); */
static ntk_interval plus_square_difference(ntk_interval sum, double x, double y) {
  const ntk_interval difference = {ntk_sub_lower(x, y), ntk_sub_upper(x, y)};
  /*@ assert difference: encloses(difference, x - y); */
  return ntk_interval_add(sum, ntk_interval_square(difference));
}

/* What is known of a number that is not negative. */
/*@ requires finite: finite_ends(a);
    terminates \true;
    exits \false;
    assigns \result \from a;
    ensures finite: finite_ends(\result);
    ensures encloses: \forall real p; encloses(a, p) && 0.0 <= p ==> encloses(\result, p);
    ensures positive: 0.0 <= \result.lo; */
static ntk_interval not_negative(ntk_interval a) { return (ntk_interval){a.lo < 0.0 ? 0.0 : a.lo, a.hi}; }

ntk_interval ntk_dot_enclosure(size_t n, const double *x, const double *y) {
  ntk_interval sum = {0.0, 0.0};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant encloses: encloses(sum, dot(x, y, i));
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum = plus_product(sum, x[i], y[i]);
  return sum;
}

ntk_interval ntk_sum_squares_enclosure(size_t n, const double *x) {
  ntk_interval sum = {0.0, 0.0};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant encloses: encloses(sum, sum_squares(x, i));
      loop invariant positive: 0.0 <= sum_squares(x, i);
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    /*@ ghost square_positive(); */
    sum = plus_square(sum, x[i]);
  }
  return not_negative(sum);
}

ntk_interval ntk_norm_enclosure(size_t n, const double *x) { return ntk_interval_sqrt(ntk_sum_squares_enclosure(n, x)); }

ntk_interval ntk_distance_enclosure(size_t n, const double *x, const double *y) {
  ntk_interval sum = {0.0, 0.0};
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant encloses: encloses(sum, square_distance(x, y, i));
      loop invariant positive: 0.0 <= square_distance(x, y, i);
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    /*@ ghost square_positive(); */
    sum = plus_square_difference(sum, x[i], y[i]);
  }
  return ntk_interval_sqrt(not_negative(sum));
}

/* Entry j := the ends of e. The entries before it do not change, nor do a and x, which are named for the proof. */
/*@ requires valid: \valid(lo + (0 .. j)) && \valid(hi + (0 .. j)) && \separated(lo + (0 .. j), hi + (0 .. j));
    requires apart_a: \separated(lo + (0 .. j), a + (0 .. cells - 1)) && \separated(hi + (0 .. j), a + (0 .. cells - 1));
    requires apart_x: \separated(lo + (0 .. j), x + (0 .. n - 1)) && \separated(hi + (0 .. j), x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns lo[j], hi[j];
    ensures finite: finite_ends(e) ==> \is_finite(lo[j]) && \is_finite(hi[j]);
    ensures enclosed: \forall real r; encloses(e, r) ==> lower(lo[j], r) && upper(hi[j], r);
    ensures earlier_lo: \forall integer k; 0 <= k < j ==> lo[k] == \old(lo[k]) && (\is_finite(\old(lo[k])) ==> \is_finite(lo[k]));
    ensures earlier_hi: \forall integer k; 0 <= k < j ==> hi[k] == \old(hi[k]) && (\is_finite(\old(hi[k])) ==> \is_finite(hi[k]));
    ensures same_a: same{Pre, Post}(a, cells);
    ensures same_x: same{Pre, Post}(x, n); */
static void put(ntk_interval e, size_t j, double *lo, double *hi, size_t cells, const double *a, size_t n, const double *x) {
  (void)cells, (void)a, (void)n, (void)x;
  lo[j] = e.lo;
  hi[j] = e.hi;
}

/* The product, where a has at least m n entries: a bound, since the provers get lost where it is the product itself. */
/*@ requires size: m * n <= cells;
    requires valid: \valid_read(a + (0 .. cells - 1)) && \valid_read(x + (0 .. n - 1)) && \valid(lo + (0 .. m - 1)) && \valid(hi + (0 .. m - 1));
    requires apart_lo: \separated(lo + (0 .. m - 1), a + (0 .. cells - 1)) && \separated(lo + (0 .. m - 1), x + (0 .. n - 1));
    requires apart_hi: \separated(hi + (0 .. m - 1), a + (0 .. cells - 1)) && \separated(hi + (0 .. m - 1), x + (0 .. n - 1));
    requires apart: \separated(lo + (0 .. m - 1), hi + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns lo[0 .. m - 1], hi[0 .. m - 1];
    ensures lower: \forall integer j; 0 <= j < m ==> \is_finite(lo[j]) && lower(lo[j], row_dot{Pre}(a, n, x, j, n));
    ensures upper: \forall integer j; 0 <= j < m ==> \is_finite(hi[j]) && upper(hi[j], row_dot{Pre}(a, n, x, j, n)); */
static void enclose_rows(size_t m, size_t n, size_t cells, const double *a, const double *x, double *lo, double *hi) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant same_a: same{Pre, Here}(a, cells);
      loop invariant same_x: same{Pre, Here}(x, n);
      loop invariant lower: \forall integer k; 0 <= k < j ==> \is_finite(lo[k]) && lower(lo[k], row_dot{Pre}(a, n, x, k, n));
      loop invariant upper: \forall integer k; 0 <= k < j ==> \is_finite(hi[k]) && upper(hi[k], row_dot{Pre}(a, n, x, k, n));
      loop assigns j, lo[0 .. m - 1], hi[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) {
    ntk_interval sum = {0.0, 0.0};
    /*@ ghost row_inside(j, m, n); */
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant encloses: encloses(sum, row_dot{Pre}(a, n, x, j, i));
        loop assigns i, sum;
        loop variant n - i; */
    for (size_t i = 0; i < n; i++) {
      /*@ assert inside: 0 <= j * n + i < cells; */
      /*@ assert entry: a[j * n + i] == \at(a[\at(j * n + i, Here)], Pre); */
      /*@ assert factor: x[i] == \at(x[\at(i, Here)], Pre); */
      /*@ ghost equal_products(); */
      /*@ assert product: same_pair(a[j * n + i], x[i], \at(a[\at(j * n + i, Here)], Pre), \at(x[\at(i, Here)], Pre)); */
      /*@ assert unfolded: row_dot{Pre}(a, n, x, j, i + 1) ==
                           row_dot{Pre}(a, n, x, j, i) + \at(a[\at(j * n + i, Here)], Pre) * \at(x[\at(i, Here)], Pre); */
      /*@ assert next: row_dot{Pre}(a, n, x, j, i + 1) == row_dot{Pre}(a, n, x, j, i) + a[j * n + i] * x[i]; */
      sum = plus_product(sum, a[j * n + i], x[i]);
    }
    put(sum, j, lo, hi, cells, a, n, x);
    /*@ assert earlier_lower: \forall integer k; 0 <= k < j ==> \is_finite(lo[k]) && lower(lo[k], row_dot{Pre}(a, n, x, k, n)); */
    /*@ assert earlier_upper: \forall integer k; 0 <= k < j ==> \is_finite(hi[k]) && upper(hi[k], row_dot{Pre}(a, n, x, k, n)); */
    /*@ assert row_lower: \is_finite(lo[j]) && lower(lo[j], row_dot{Pre}(a, n, x, j, n)); */
    /*@ assert row_upper: \is_finite(hi[j]) && upper(hi[j], row_dot{Pre}(a, n, x, j, n)); */
  }
}

void ntk_matvec_enclosure(size_t m, size_t n, const double *a, const double *x, double *lo, double *hi) { enclose_rows(m, n, m * n, a, x, lo, hi); }
