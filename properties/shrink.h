/* Shrinking: from a failing case to a smallest one that still fails. */
#ifndef NTK_PROPERTIES_SHRINK_H
#define NTK_PROPERTIES_SHRINK_H

#include "case.h"

/* The i-th simpler neighbour of c in one field (i = 0, 1, ...), from the boldest: the simplest value, halfway there, one step nearer;
   for numbers with digits after the point first those with fewer. 1 and *simpler, repaired and different from c; 0: there are no more. */
int ntk_simpler(const ntk_case *c, const ntk_field *field, size_t i, ntk_case *simpler);

/* Nonzero iff the failure is still there. */
typedef int (*ntk_still_fails)(void *context, const ntk_case *c);

/* Goes down greedily: any simpler neighbour that still fails is taken, until none fails or `budget` cases have been tried.
   Fields in their order, again and again. Returns the cases tried. On return no simpler neighbour of *c fails, if it is below the budget. */
size_t ntk_shrink(ntk_case *c, ntk_still_fails still_fails, void *context, size_t budget);

#endif
