/* The antisymmetric initialisation: two equal halves of hidden units, opposite output weights. */
#ifndef NTK_ACSL_INIT_H
#define NTK_ACSL_INIT_H

#include "arch.h"

/*@ // a: m x columns; row j + m / 2 equals row j
    predicate halves_equal{L}(double *a, integer half) = \forall integer i; 0 <= i < half ==> a[half + i] == a[i];

    // a row (a, -a)
    predicate halves_opposite{L}(double *row, integer half) = \forall integer j; 0 <= j < half ==> row[half + j] == -row[j]; */

#endif
