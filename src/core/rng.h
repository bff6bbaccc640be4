/* Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) as a GSL generator.
   A stream is named by (seed, purpose, index), so initialisation i is the same whatever the threads or the order. */
#ifndef NTK_CORE_RNG_H
#define NTK_CORE_RNG_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

#include "core/philox.h"

#include "../../spec/acsl/heap.h"

/* What a stream is for; purposes never share numbers. */
typedef enum {
  NTK_RNG_WEIGHTS = 1,
  NTK_RNG_BATCHES = 2,
  NTK_RNG_NOISE = 3,
  NTK_RNG_DATA = 4,
  NTK_RNG_CASES = 5,
  NTK_RNG_TESTS = 6
} ntk_rng_purpose;

extern const gsl_rng_type *ntk_rng_philox;

/* A generator at the start of the stream (seed, purpose, index); NULL when memory is out. Free with gsl_rng_free. */
/*@ terminates \true;
    exits \false;
    assigns \result \from seed, purpose, index;
    ensures valid: \result != \null ==> \valid(\result); */
gsl_rng *ntk_rng(uint64_t seed, ntk_rng_purpose purpose, uint64_t index);

#endif
