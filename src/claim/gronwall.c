#include "claim/gronwall.h"

#include <math.h>

double ntk_gronwall_bound(double u0, double integral) { return u0 * exp(integral); }

int ntk_gronwall(size_t n, const double *integral, const double *u, const double *error, double u0) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: gronwall(integral, u, error, i, u0);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(u[i] <= ntk_gronwall_bound(u0, integral[i]) + error[i])) return 0;
  return 1;
}
