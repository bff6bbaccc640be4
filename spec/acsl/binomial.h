/* Tails of the binomial law, and the limits of Clopper and Pearson. */
#ifndef NTK_ACSL_BINOMIAL_H
#define NTK_ACSL_BINOMIAL_H

/*@ // P(X >= k) of X ~ Binomial(n, p), by its last trial
    logic real at_least(integer k, integer n, real p) =
      k <= 0 ? 1.0 : n <= 0 ? 0.0 : p * at_least(k - 1, n - 1, p) + (1.0 - p) * at_least(k, n - 1, p);

    // P(X <= k)
    logic real at_most(integer k, integer n, real p) = 1.0 - at_least(k + 1, n, p);

    predicate is_one(real x) = x == 1.0;

    logic real halving(integer i) = i <= 0 ? 1.0 : halving(i - 1) / 2.0;

    // between a and b: half of one on either side of the p at which P(X >= k) = tail, or at the interval's end
    predicate brackets_lower(real a, real b, integer k, integer n, real tail) =
      (a == 0.0 || at_least(k, n, a) < tail) && (b == 1.0 || tail <= at_least(k, n, b));

    // the same where P(X <= k), which falls in p, is the tail
    predicate brackets_upper(real a, real b, integer k, integer n, real tail) =
      (a == 0.0 || tail <= at_most(k, n, a)) && (b == 1.0 || at_most(k, n, b) < tail);

    // the limits, to 2^-200 each
    predicate near_lower(real p, integer k, integer n, real tail) =
      \exists real a, b; 0.0 <= a <= p <= b <= 1.0 && b - a == halving(200) && brackets_lower(a, b, k, n, tail);

    predicate near_upper(real p, integer k, integer n, real tail) =
      \exists real a, b; 0.0 <= a <= p <= b <= 1.0 && b - a == halving(200) && brackets_upper(a, b, k, n, tail); */

#endif
