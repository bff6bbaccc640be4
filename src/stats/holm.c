/* Holm 1979: reject in the order of the p-values, the least first, as long as p <= alpha / (hypotheses left). The probability
   of one false rejection or more is at most alpha whatever the dependence. m is small: the least is searched each time,
   which needs no memory. */
#include "stats/stats.h"

#include <math.h>

/*@ terminates \true;
    exits \false;
    assigns \result \from p;
    ensures number: finite(p) ==> \result == p; */
static double known(double p) { return isnan(p) ? 0 : p; }

/*@ terminates \true;
    exits \false;
    assigns \result \from p, q;
    ensures numbers: finite(p) && finite(q) ==> (\result != 0 <==> p < q); */
static int less(double p, double q) { return known(p) < known(q); }

/* The hypothesis of least p among those not rejected; m when all are. */
/*@ requires valid: \valid_read(p + (0 .. m - 1)) && \valid_read(reject + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns \result \from m, p[0 .. m - 1], reject[0 .. m - 1];
    ensures left: \result <= m && (\result < m ==> reject[\result] == 0);
    ensures some: 0 < unrejected(reject, m) ==> \result < m;
    ensures least: p_values(p, m) && \result < m ==> \forall integer i; 0 <= i < m && reject[i] == 0 ==> p[\result] <= p[i]; */
static size_t least(size_t m, const double *p, const int *reject) {
  size_t best = m;
  /*@ loop invariant range: 0 <= i <= m;
      loop invariant left: best == m || (best < i && reject[best] == 0);
      loop invariant none: best == m ==> unrejected(reject, i) == 0 && \forall integer j; 0 <= j < i ==> reject[j] != 0;
      loop invariant least: p_values(p, m) && best < m ==> \forall integer j; 0 <= j < i && reject[j] == 0 ==> p[best] <= p[j];
      loop assigns i, best;
      loop variant m - i; */
  for (size_t i = 0; i < m; i++)
    if (!reject[i] && (best == m || less(p[i], p[best]))) best = i;
  return best;
}

/*@ requires valid: \valid(reject + (0 .. m - 1)) && i < m && reject[i] == 0;
    terminates \true;
    exits \false;
    assigns reject[i];
    ensures rejected: reject[i] == 1;
    ensures one_less: unrejected(reject, m) == \old(unrejected(reject, m)) - 1; */
static void mark(size_t m, size_t i, int *reject) {
  (void)m;
  reject[i] = 1;
  /*@ ghost
      /@ loop invariant range: 0 <= j <= m;
         loop invariant counted: unrejected(reject, j) == unrejected{Pre}(reject, j) - (i < j ? 1 : 0);
         loop assigns j;
         loop variant m - j; @/
      for (size_t j = 0; j < m; j++) ; */
}

void ntk_holm(size_t m, const double *p, double alpha, int *reject) {
  /*@ loop invariant range: 0 <= i <= m;
      loop invariant zero: \forall integer j; 0 <= j < i ==> reject[j] == 0;
      loop assigns i, reject[0 .. m - 1];
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) reject[i] = 0;
  /*@ ghost
      /@ loop invariant range: 0 <= i <= m;
         loop invariant counted: unrejected(reject, i) == i;
         loop assigns i;
         loop variant m - i; @/
      for (size_t i = 0; i < m; i++) ; */
  /*@ loop invariant range: 0 <= left <= m;
      loop invariant counted: unrejected(reject, m) == left;
      loop invariant boolean: \forall integer j; 0 <= j < m ==> reject[j] == 0 || reject[j] == 1;
      loop invariant order: p_values(p, m) ==> least_first(p, reject, m);
      loop assigns left, reject[0 .. m - 1];
      loop variant left; */
  for (size_t left = m; left > 0; left--) {
    const size_t i = least(m, p, reject);
    if (!isnan(p[i]) && !(p[i] <= alpha / (double)left)) return;
    mark(m, i, reject);
  }
}
