/* The block function of the random numbers, apart from GSL's callbacks. */
#ifndef NTK_CORE_PHILOX_H
#define NTK_CORE_PHILOX_H

#include <stdint.h>

#include "../../spec/acsl/philox.h"

/* out := Philox4x32-10(counter, key) */
/*@ requires valid: \valid_read(counter + (0 .. 3)) && \valid_read(key + (0 .. 1)) && \valid(out + (0 .. 3));
    requires apart: \separated(out + (0 .. 3), counter + (0 .. 3)) && \separated(out + (0 .. 3), key + (0 .. 1));
    terminates \true;
    exits \false;
    assigns out[0 .. 3] \from counter[0 .. 3], key[0 .. 1];
    ensures philox: \exists integer k0, k1;
              philox(10, \old(counter[0]), \old(counter[1]), \old(counter[2]), \old(counter[3]), \old(key[0]), \old(key[1]),
                     out[0], out[1], out[2], out[3], k0, k1); */
void ntk_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

#endif
