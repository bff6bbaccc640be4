/* The one place where bytes become doubles: the typed memory model of the proofs cannot follow that step, so this contract is
   assumed (verify/frama-c/allowed.json). Use ntk_doubles, which checks sizes and carries the tests' faults. */
#ifndef NTK_CORE_HEAP_H
#define NTK_CORE_HEAP_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed doubles, count >= 1 of them; NULL when memory is out. Free with free(). */
/*@ requires fits: 1 <= count && count * sizeof(double) <= SIZE_MAX;
    terminates \true;
    exits \false;
    assigns \result \from count;
    ensures valid: \result != \null ==> \valid(\result + (0 .. count - 1));
    ensures zero: \result != \null ==> \forall integer i; 0 <= i < count ==> \result[i] == 0.0; */
double *ntk_heap_doubles(size_t count);

#endif
