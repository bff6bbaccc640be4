/* Lower and upper bounds of the exact sum, difference, product, quotient and root of two doubles, without a change of rounding mode.

   Method: rounding to nearest is monotone, so a double p with p < fl(x + y) has p <= x + y exactly (if p > x + y, then fl(p) = p >= fl(x + y)).
   A candidate p is the predecessor of fl(x + y) or the one before (Rump, Zimmermann, Boldo, Melquiond: Computing predecessor and successor
   in rounding to nearest, BIT 2009); whether p < fl(x + y) is tested in every call, so nothing rests on the candidate.

   Every function is total: whatever it is given, NaN and infinities too, its result is finite. Where no bound is known (an argument beyond
   2^500 in size, a divisor below 2^-500, a NaN) the result is NTK_NO_LOWER or NTK_NO_UPPER, which stand for -infinity and infinity: a lower
   bound of -2^1010 or less and an upper bound of 2^1010 or more say nothing (spec/acsl/bound.h).
   Width, tested, not proved: lower and upper bound of one operation are at most 4 doubles apart, of a root 7 (from 2^-900 on).
   Arguments that are bounds themselves pass on what they do not know: see src/bound/interval.h. */
#ifndef NTK_BOUND_DIRECTED_H
#define NTK_BOUND_DIRECTED_H

#include "../../spec/acsl/bound.h"

#define NTK_NO_LOWER (-0x1.fffffffffffffp1023)
#define NTK_NO_UPPER 0x1.fffffffffffffp1023

/* <= x + y; exact if x or y or the sum is 0 */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x + y);
    ensures known: no_lower(\result) || (moderate(x) && moderate(y)); */
double ntk_add_lower(double x, double y);

/* >= x + y */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures upper: upper(\result, x + y);
    ensures known: no_upper(\result) || (moderate(x) && moderate(y)); */
double ntk_add_upper(double x, double y);

/* <= x - y */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x - y);
    ensures known: no_lower(\result) || (moderate(x) && moderate(y)); */
double ntk_sub_lower(double x, double y);

/* >= x - y */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures upper: upper(\result, x - y);
    ensures known: no_upper(\result) || (moderate(x) && moderate(y)); */
double ntk_sub_upper(double x, double y);

/* <= x y; never negative if x and y have the same sign */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x * y);
    ensures known: no_lower(\result) || (moderate(x) && moderate(y));
    ensures positive: moderate(x) && moderate(y) && same_sign(x, y) ==> 0.0 <= \result; */
double ntk_mul_lower(double x, double y);

/* >= x y; never positive if x and y have opposite signs */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures upper: upper(\result, x * y);
    ensures known: no_upper(\result) || (moderate(x) && moderate(y)); */
double ntk_mul_upper(double x, double y);

/* <= x / y; no bound if |y| < 2^-500 */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures lower: lower(\result, x / y);
    ensures known: no_lower(\result) || (moderate(x) && divisor(y)); */
double ntk_div_lower(double x, double y);

/* >= x / y; no bound if |y| < 2^-500 */
/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures finite: \is_finite(\result);
    ensures upper: upper(\result, x / y);
    ensures known: no_upper(\result) || (moderate(x) && divisor(y)); */
double ntk_div_upper(double x, double y);

/* <= sqrt(x); 0 where no better bound is known, negative x and NaN among them */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures finite: \is_finite(\result);
    ensures positive: 0.0 <= \result;
    ensures lower: \result == 0.0 || (moderate(x) && 0.0 <= x && \result <= \sqrt(x)); */
double ntk_sqrt_lower(double x);

/* >= sqrt(x), 0 for x <= 0; for tiny x, where the test may fail, 2^-450 */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures finite: \is_finite(\result);
    ensures positive: 0.0 <= \result;
    ensures upper: 0.0 <= x ==> upper(\result, \sqrt(x));
    ensures known: no_upper(\result) || moderate(x); */
double ntk_sqrt_upper(double x);

#endif
