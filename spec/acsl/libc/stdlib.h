/* Stands in for <stdlib.h> when Frama-C reads the sources: the assumed contract of calloc (verify/README.md). */
#ifndef NTK_ACSL_STDLIB_H
#define NTK_ACSL_STDLIB_H

#include <stddef.h>
#include <stdint.h>

/* WP has no \fresh: that the memory is apart from all other is not in the contract. The heap's own state is not modelled. */
/*@ terminates \true;
    exits \false;
    assigns \result \from count, size;
    ensures fits: \result != \null ==> count * size <= SIZE_MAX;
    ensures valid: \result != \null ==> \valid((char *)\result + (0 .. count * size - 1)); */
extern void *calloc(size_t count, size_t size);

#endif
