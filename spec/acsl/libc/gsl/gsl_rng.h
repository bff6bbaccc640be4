/* Stands in for <gsl/gsl_rng.h> when Frama-C reads the sources: assumed contracts. A generator's state is its own: drawing changes nothing
   else that is modelled. */
#ifndef NTK_ACSL_GSL_RNG_H
#define NTK_ACSL_GSL_RNG_H

#include <stddef.h>

typedef struct {
  const char *name;
  unsigned long max, min;
  size_t size;
  void (*set)(void *state, unsigned long seed);
  unsigned long (*get)(void *state);
  double (*get_double)(void *state);
} gsl_rng_type;
typedef struct { const gsl_rng_type *type; void *state; } gsl_rng;

/*@ requires valid: \valid_read(type);
    terminates \true;
    exits \false;
    assigns \result \from type;
    ensures valid: \result != \null ==> \valid(\result) && \valid((char *)\result->state + (0 .. type->size - 1)); */
extern gsl_rng *gsl_rng_alloc(const gsl_rng_type *type);

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
extern void gsl_rng_free(gsl_rng *rng);

/*@ requires valid: \valid(rng);
    terminates \true;
    exits \false;
    assigns \nothing; */
extern void gsl_rng_set(const gsl_rng *rng, unsigned long seed);

/*@ requires valid: \valid_read(rng);
    terminates \true;
    exits \false;
    assigns \result \from rng;
    ensures range: 0.0 <= \result < 1.0; */
extern double gsl_rng_uniform(const gsl_rng *rng);

#endif
