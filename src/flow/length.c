#include "flow/length.h"

#include <math.h>

/* Intervals of the grid: 32 log2(64 lambda_max h), at most 66,000 in doubles. */
enum { MOST = 100000 };

/* a = m e^{x/2}, b = m e^{-x/2}: (a - b)/x = m sinh(x/2)/(x/2); the term left out, (x/2)^6/5040, is below 3e-16. */
/*@ requires positive: 0.0 < a && 0.0 < b;
    terminates \true;
    exits \false;
    assigns \result \from a, b, x;
    ensures mean: \result == near_mean(a, b, x); */
static double near_mean(double a, double b, double x) { return sqrt(a) * sqrt(b) * (1.0 + x * x / 24.0 * (1.0 + x * x / 80.0)); }

/*@ requires positive: 0.0 < a && 0.0 < b;
    terminates \true;
    exits \false;
    assigns \result \from a, b, x;
    ensures mean: \result == mean_of(a, b, x); */
static double mean_of(double a, double b, double x) { return fabs(x) < 0.02 ? near_mean(a, b, x) : (a - b) / x; }

double ntk_logarithmic_mean(double a, double b) {
  if (!(a > 0.0 && b > 0.0)) return 0.5 * (a + b);
  //@ assert ratio: 0.0 < a / b;
  return mean_of(a, b, log(a / b));
}

/*@ terminates \true;
    exits \false;
    assigns \result \from lambda, c, t;
    ensures mode: \result == fading(lambda, c, t); */
static double fading(double lambda, double c, double t) { return c * exp(-lambda * t); }

/*@ terminates \true;
    exits \false;
    assigns \result \from lambda, mode;
    ensures square: \result == weighted(lambda, mode);
    ensures positive: 0.0 <= lambda ==> 0.0 <= \result; */
static double weighted(double lambda, double mode) { return lambda * mode * mode; }

/*@ requires valid: \valid_read(lambda + (0 .. N - 1)) && \valid_read(c + (0 .. N - 1));
    requires positive: \forall integer j; 0 <= j < N ==> 0.0 <= lambda[j];
    terminates \true;
    exits \false;
    assigns \result \from N, lambda[0 .. N - 1], c[0 .. N - 1], t;
    ensures speed: \result == linear_speed(lambda, c, t, N); */
static double linear_speed(size_t N, const double *lambda, const double *c, double t) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant sum: sum == speed_squares(lambda, c, t, j);
      loop invariant positive: 0.0 <= sum;
      loop assigns j, sum;
      loop variant N - j; */
  for (size_t j = 0; j < N; j++) sum += weighted(lambda[j], fading(lambda[j], c[j], t));
  return sqrt(sum);
}

/* max(0, lambda_0, ...) */
/*@ requires valid: \valid_read(lambda + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, lambda[0 .. N - 1];
    ensures above: 0.0 <= \result && \forall integer j; 0 <= j < N ==> lambda[j] <= \result; */
static double greatest(size_t N, const double *lambda) {
  double largest = 0.0;
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant above: 0.0 <= largest && \forall integer l; 0 <= l < j ==> lambda[l] <= largest;
      loop assigns j, largest;
      loop variant N - j; */
  for (size_t j = 0; j < N; j++)
    if (lambda[j] > largest) largest = lambda[j];
  return largest;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from from, to, speed, speed_next;
    ensures stretch: \result == stretch(from, to, speed, speed_next); */
static double stretch(double from, double to, double speed, double speed_next) { return (to - from) * ntk_logarithmic_mean(speed, speed_next); }

/* The grid's next time after t. */
/*@ terminates \true;
    exits \false;
    assigns \result \from t, h;
    ensures next: \result == grid_next(t, h); */
static double after(double t, double h) {
  const double ratio = 1.0218971486541166; /* 2^{1/32} */
  return t * ratio < h ? t * ratio : h;
}

double ntk_linear_length(size_t N, const double *lambda, const double *c, double h, double *speed_end) {
  const double largest = greatest(N, lambda), first = largest * h > 1.0 / 64.0 ? 1.0 / (64.0 * largest) : h;
  double length = 0.0, t = 0.0, speed = linear_speed(N, lambda, c, 0.0), next = first;
  /*@ loop invariant range: 0 <= k <= MOST;
      loop invariant grid: t == grid_time(first, h, k) && next == grid_time(first, h, k + 1);
      loop invariant speed: speed == linear_speed(lambda, c, t, N);
      loop invariant length: length == quadrature(lambda, c, N, first, h, k);
      loop assigns k, length, t, speed, next;
      loop variant MOST - k; */
  for (unsigned k = 0; t < h && k < MOST; k++) {
    const double speed_next = linear_speed(N, lambda, c, next);
    length += stretch(t, next, speed, speed_next);
    t = next;
    speed = speed_next;
    next = after(t, h);
  }
  if (speed_end != NULL) *speed_end = speed;
  return length;
}
