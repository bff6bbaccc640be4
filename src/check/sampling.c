#include "check/sampling.h"

#include <math.h>

/*@ terminates \true;
    exits \false;
    assigns \result \from c, alpha, lambda, t;
    ensures mode: \result == falling(c, alpha, lambda, t); */
static double falling(double c, double alpha, double lambda, double t) { return c * exp(-alpha * alpha * lambda * t); }

/*@ terminates \true;
    exits \false;
    assigns \result \from c, alpha, lambda, t;
    ensures mode: \result == climbing(c, alpha, lambda, t); */
static double climbing(double c, double alpha, double lambda, double t) {
  const double exponent = fmin(300.0, alpha * alpha * lambda * t);
  //@ assert cut: exponent == \min(300.0, alpha * alpha * lambda * t);
  return c * exp(exponent);
}

double ntk_linearised_norm(const ntk_linearised *lin, double t) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= lin->N;
      loop invariant sum: sum == falling_squares(lin->c, lin->lambda, lin->alpha, t, i);
      loop invariant positive: 0.0 <= sum;
      loop assigns i, sum;
      loop variant lin->N - i; */
  for (size_t i = 0; i < lin->N; i++) {
    const double x = falling(lin->c[i], lin->alpha, lin->lambda[i], t);
    sum += x * x;
  }
  return sqrt(sum);
}

double ntk_climbing_norm(const ntk_linearised *lin, double t) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= lin->N;
      loop invariant sum: sum == climbing_squares(lin->c, lin->lambda, lin->alpha, t, i);
      loop invariant positive: 0.0 <= sum;
      loop assigns i, sum;
      loop variant lin->N - i; */
  for (size_t i = 0; i < lin->N; i++) {
    const double x = climbing(lin->c[i], lin->alpha, lin->lambda[i], t);
    sum += x * x;
  }
  return sqrt(sum);
}

/* The t in [low, high] with ||r_lin(t)|| = target, by bisection; ||r_lin|| falls in t. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], target, low, high;
    ensures within: low <= high ==> low <= \result <= high; */
static double time_of(const ntk_linearised *lin, double target, double low, double high) {
  /*@ loop invariant range: 0 <= i <= 60;
      loop invariant within: \at(low, Pre) <= \at(high, Pre) ==> \at(low, Pre) <= low <= high <= \at(high, Pre);
      loop assigns i, low, high;
      loop variant 60 - i; */
  for (size_t i = 0; i < 60; i++) {
    const double middle = 0.5 * (low + high);
    if (ntk_linearised_norm(lin, middle) > target) low = middle;
    else high = middle;
  }
  return high;
}

/* T i / n */
/*@ requires share: 0 < n && i <= n;
    terminates \true;
    exits \false;
    assigns \result \from T, i, n;
    ensures within: 0.0 <= T ==> 0.0 <= \result <= T; */
static double at_share(double T, size_t i, size_t n) { return T * (double)i / (double)n; }

void ntk_sampling_grid(const ntk_linearised *lin, double T, size_t count, double *t) {
  const double start = ntk_linearised_norm(lin, 0.0), end = ntk_linearised_norm(lin, T);
  const double factor = pow(end / start, 1.0 / (double)(count - 1));
  const int falls = factor > 0.0 && factor < 1.0 - 1e-6;
  double target = start, before = 0.0;
  t[0] = 0.0;
  /*@ loop invariant range: 1 <= i < count;
      loop invariant start: is_zero(t[0]);
      loop invariant before: 0.0 <= T ==> 0.0 <= before <= T;
      loop invariant within: 0.0 <= T ==> \forall integer j; 0 <= j < i ==> 0.0 <= t[j] <= T;
      loop assigns i, target, before, t[1 .. count - 1];
      loop variant count - i; */
  for (size_t i = 1; i + 1 < count; i++) {
    target *= factor;
    before = falls ? time_of(lin, target, before, T) : at_share(T, i, count - 1);
    t[i] = before;
  }
  t[count - 1] = T;
}

/* c^2 step^2 */
/*@ terminates \true;
    exits \false;
    assigns \result \from c, step;
    ensures product: \result == c * c * square(step);
    ensures positive: 0.0 <= \result; */
static double weighed(double c, double step) {
  const double square = c * c;
  //@ assert square: 0.0 <= square;
  //@ assert positive: 0.0 <= square * square(step);
  return square * step * step;
}

/* e^{-rate a} - e^{-rate b} */
/*@ terminates \true;
    exits \false;
    assigns \result \from rate, a, b;
    ensures step: \result == chord_step(rate, a, b); */
static double chord_step(double rate, double a, double b) { return exp(-rate * a) * -expm1(-rate * (b - a)); }

/* What mode c, lambda adds to the square of ||u(b) - u(a)|| alpha: 0 where it does not move. */
/*@ terminates \true;
    exits \false;
    assigns \result \from c, alpha, lambda, a, b;
    ensures moved: \result == moved(c, alpha, lambda, a, b);
    ensures positive: 0.0 <= \result; */
static double moved(double c, double alpha, double lambda, double a, double b) {
  const double rate = alpha * alpha * lambda;
  if (!(lambda > 0.0)) return 0.0;
  const double square = weighed(c, chord_step(rate, a, b));
  //@ assert square: square == c * c * square(chord_step(alpha * alpha * lambda, a, b));
  return square / lambda;
}

/* ||u(b) - u(a)||: u(b) - u(a) = -alpha J0^T V (phi(b) - phi(a)) c, its norm mode by mode, lambda_i phi_i = (1 - e^-x)/alpha^2. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], a, b;
    ensures chord: \result == \sqrt(moved_squares(lin->c, lin->lambda, lin->alpha, a, b, lin->N)) / lin->alpha; */
static double chord(const ntk_linearised *lin, double a, double b) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= lin->N;
      loop invariant sum: sum == moved_squares(lin->c, lin->lambda, lin->alpha, a, b, j);
      loop invariant positive: 0.0 <= sum;
      loop assigns j, sum;
      loop variant lin->N - j; */
  for (size_t j = 0; j < lin->N; j++) sum += moved(lin->c[j], lin->alpha, lin->lambda[j], a, b);
  return sqrt(sum) / lin->alpha;
}

double ntk_sampling_path(const ntk_linearised *lin, size_t count, const double *t) {
  double path = 0.0;
  /*@ loop invariant range: 1 <= i && (i <= count || i == 1);
      loop invariant path: path == chords(lin, t, i);
      loop assigns i, path;
      loop variant count - i; */
  for (size_t i = 1; i < count; i++) path += chord(lin, t[i - 1], t[i]);
  return path;
}
