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

void ntk_matvec_enclosure(size_t m, size_t n, const double *a, const double *x, double *lo, double *hi) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant same_a: same{Pre, Here}(a, m * n);
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
      /*@ assert inside: 0 <= j * n + i < m * n; */
      /*@ assert entry: a[j * n + i] == \at(a[\at(j * n + i, Here)], Pre); */
      sum = plus_product(sum, a[j * n + i], x[i]);
    }
    lo[j] = sum.lo;
    hi[j] = sum.hi;
  }
}
