#include "claim/agd-rate.h"

#include <math.h>

/*@ requires conditioned: 1.0 <= kappa;
    terminates \true;
    exits \false;
    assigns \result \from kappa;
    ensures contraction: \result == 1.0 - 1.0 / \sqrt(kappa); */
static double contraction(double kappa) { return 1.0 - 1.0 / sqrt(kappa); }

double ntk_agd_rate_bound(double kappa, double start, size_t t) {
  const double q = contraction(kappa);
  double bound = start;
  /*@ loop invariant range: 0 <= i <= t;
      loop invariant power: bound == geometric(start, q, i);
      loop assigns i, bound;
      loop variant t - i; */
  for (size_t i = 0; i < t; i++) bound *= q;
  return bound;
}

int ntk_agd_rate(size_t n, const double *gap, const double *error, double kappa, double start) {
  if (!(kappa >= 1.0)) return 0;
  const double q = contraction(kappa);
  double bound = start;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant power: bound == geometric(start, q, i);
      loop invariant so_far: \forall integer t; 0 <= t < i ==> gap[t] <= geometric(start, q, t) + error[t];
      loop assigns i, bound;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    if (!(gap[i] <= bound + error[i])) return 0;
    bound *= q;
  }
  return 1;
}
