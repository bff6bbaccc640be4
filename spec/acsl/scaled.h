/* A setting with another scale or initialisation has the same layers. */
#ifndef NTK_ACSL_SCALED_H
#define NTK_ACSL_SCALED_H

#include "arch.h"

/*@ predicate same_shape(ntk_arch a, ntk_arch b) = a.depth == b.depth && a.bias_scale == b.bias_scale && \forall integer l; 0 <= l <= 64 ==> width(a, l) == width(b, l); */

/*@ ghost
    /@ requires valid: arch_ok(b);
       requires same: same_shape(a, b);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures params: arch_params(a) == arch_params(b); @/
    void same_layers(ntk_arch a, ntk_arch b) {
      /@ loop invariant range: 1 <= l <= b.depth + 1;
         loop invariant offset: layer_offset(a, l) == layer_offset(b, l);
         loop assigns l;
         loop variant b.depth + 1 - l; @/
      for (size_t l = 1; l <= b.depth; l++) {
        /@ assert here: width(a, l) == width(b, l); @/
        /@ assert before: width(a, l - 1) == width(b, l - 1); @/
        /@ assert size: layer_size(a, l) == layer_size(b, l); @/
      }
    } */

#endif
