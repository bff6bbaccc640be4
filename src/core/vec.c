#include "core/vec.h"

#include <math.h>

/* Its own function, so that the provers meet the square as one term. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a;
    ensures square: \result == square(a);
    ensures positive: 0.0 <= \result; */
static double square(double a) { return a * a; }

double ntk_dot(size_t n, const double *x, const double *y) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == dot(x, y, i);
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += x[i] * y[i];
  return sum;
}

double ntk_sum_squares(size_t n, const double *x) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == sum_squares(x, i);
      loop invariant positive: 0.0 <= sum;
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += square(x[i]);
  return sum;
}

double ntk_norm(size_t n, const double *x) { return sqrt(ntk_sum_squares(n, x)); }

double ntk_distance(size_t n, const double *x, const double *y) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum: sum == square_distance(x, y, i);
      loop invariant positive: 0.0 <= sum;
      loop assigns i, sum;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) sum += square(x[i] - y[i]);
  return sqrt(sum);
}

void ntk_axpy(size_t n, double a, const double *x, double *y) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant same: same{Pre, Here}(x, n);
      loop invariant done: \forall integer j; 0 <= j < i ==> y[j] == a * \at(x[j], Pre) + \at(y[j], Pre);
      loop invariant rest: \forall integer j; i <= j < n ==> y[j] == \at(y[j], Pre);
      loop assigns i, y[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) y[i] = a * x[i] + y[i];
}

void ntk_copy(size_t n, const double *x, double *y) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant same: same{Pre, Here}(x, n);
      loop invariant copy: \forall integer j; 0 <= j < i ==> y[j] == x[j];
      loop assigns i, y[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) y[i] = x[i];
}

void ntk_zero(size_t n, double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant zero: zeros(x, i);
      loop assigns i, x[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) x[i] = 0.0;
}
