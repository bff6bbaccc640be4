/* A generator of GSL's: what it allocates and keeps is its own memory (spec/acsl/libc/gsl/gsl_rng.h). The numbers come from stream.c. */
#include "core/rng.h"

#include "core/stream.h"

const gsl_rng_type *ntk_rng_philox = &ntk_stream_type;

gsl_rng *ntk_rng(uint64_t seed, ntk_rng_purpose purpose, uint64_t index) {
  gsl_rng *rng = gsl_rng_alloc(ntk_rng_philox);
  if (rng == NULL) return NULL;
  gsl_rng_set(rng, seed);
  ntk_stream_name(rng->state, purpose, index);
  return rng;
}
