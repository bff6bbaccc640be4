/* Shared by the rates of src/claim: what a fitted exponent in [low, high] has to satisfy. */
#ifndef NTK_ACSL_SLOPE_H
#define NTK_ACSL_SLOPE_H

/*@ predicate slope_within(real low, real high, real expected, real tolerance) =
      expected - tolerance <= low <= high <= expected + tolerance;

    predicate slope_at_most(real high, real expected, real tolerance) = high <= expected + tolerance;

    predicate slope_excludes(real low, real high, real other) = low <= high && !(low <= other <= high); */

#endif
