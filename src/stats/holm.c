/* Holm 1979: reject in the order of the p-values, the least first, as long as p <= alpha / (hypotheses left). The probability
   of one false rejection or more is at most alpha whatever the dependence. m is small: the least is searched each time,
   which needs no memory. */
#include "stats/stats.h"

#include <math.h>

static double known(double p) { return isnan(p) ? 0 : p; }

/* The hypothesis of least p among those not rejected; m when all are. */
static size_t least(size_t m, const double *p, const int *reject) {
  size_t best = m;
  for (size_t i = 0; i < m; i++)
    if (!reject[i] && (best == m || known(p[i]) < known(p[best]))) best = i;
  return best;
}

void ntk_holm(size_t m, const double *p, double alpha, int *reject) {
  for (size_t i = 0; i < m; i++) reject[i] = 0;
  for (size_t left = m; left > 0; left--) {
    const size_t i = least(m, p, reject);
    if (!isnan(p[i]) && !(p[i] <= alpha / (double)left)) return;
    reject[i] = 1;
  }
}
