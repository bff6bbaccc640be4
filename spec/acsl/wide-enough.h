/* wide-enough: the condition of theory B1 holds and the loss was trained down. */
#ifndef NTK_ACSL_WIDE_ENOUGH_H
#define NTK_ACSL_WIDE_ENOUGH_H

/*@ predicate wide_enough(real h, real loss, real target) = 0.0 <= h < 1.0 && loss <= target; */

#endif
