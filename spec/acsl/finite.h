/* What isfinite tells, so that it means something in both models: over the reals a number beyond the largest double is not finite (the
   double would be an infinity), hence neither answer is impossible there; in IEEE arithmetic the two comparisons say nothing new. */
#ifndef NTK_ACSL_FINITE_H
#define NTK_ACSL_FINITE_H

/*@ predicate finite(double x) = \is_finite(x) && -0x1.fffffffffffffp1023 <= x <= 0x1.fffffffffffffp1023; */

#endif
