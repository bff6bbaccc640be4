/* The antisymmetric initialisation: two equal halves of hidden units, opposite output weights. */
#ifndef NTK_ACSL_INIT_H
#define NTK_ACSL_INIT_H

#include "arch.h"

/*@ // a: m x columns; row j + m / 2 equals row j
    predicate halves_equal{L}(double *a, integer half) = \forall integer i; 0 <= i < half ==> a[half + i] == a[i];

    predicate is_opposite(real a, real b) = a == -b;

    // a row (a, -a)
    predicate halves_opposite{L}(double *row, integer half) = \forall integer j; 0 <= j < half ==> is_opposite(row[half + j], row[j]);

    // the deviation of layer l's weights
    logic real weight_deviation(ntk_arch a, integer l) = a.parametrisation == NTK_PARAM_NTK ? 1.0 : root_scale(a.weight_scale, (real)width(a, l - 1)); */

#endif
