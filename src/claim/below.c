#include "claim/below.h"

#include <math.h>

int ntk_all_below(size_t n, const double *value, const double *error, double bound) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: all_below(value, error, i, bound);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(value[i] <= bound + error[i])) return 0;
  return 1;
}

double ntk_decay_bound(double start, double rate, double t) { return start * exp(-rate * t); }

int ntk_all_decay(size_t n, const double *t, const double *value, const double *error, double start, double rate) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: all_decay(t, value, error, i, start, rate);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(value[i] <= ntk_decay_bound(start, rate, t[i]) + error[i])) return 0;
  return 1;
}
