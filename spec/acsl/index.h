/* The one fact of nonlinear arithmetic behind row-major indices and checked products, as a ghost function: plain lemmas are not picked up. */
#ifndef NTK_ACSL_INDEX_H
#define NTK_ACSL_INDEX_H

#include <stddef.h>

/*@ ghost
    /@ requires row: 0 <= j < m;
       requires column: 0 <= t;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures inside: 0 <= j * t && j * t + t <= m * t; @/
    void row_inside(size_t j, size_t m, size_t t) {
      /@ loop invariant range: j + 1 <= k <= m;
         loop invariant inside: j * t + t <= k * t;
         loop assigns k;
         loop variant m - k; @/
      for (size_t k = j + 1; k < m; k++) ;
    } */

/*@ ghost
    /@ requires some: 1 <= a && 1 <= b;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures some: a <= a * b && b <= a * b;
       ensures more: a * (b + 1) == a * b + a; @/
    void product_room(size_t a, size_t b) { } */

#endif
