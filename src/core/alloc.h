/* Allocation with checked sizes, and the fault injection that tests use. */
#ifndef NTK_CORE_ALLOC_H
#define NTK_CORE_ALLOC_H

#include <stddef.h>
#include <stdint.h>

/* How many allocations from now the next injected fault is; 0: none. Tests set it through ntk_alloc_fail_at. */
extern _Thread_local unsigned long ntk_alloc_countdown;

/* Zeroed memory for a*b objects of the given size; NULL when the product overflows or memory is out. Free with free(). */
/*@ requires some: 0 < size;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from a, b, size, ntk_alloc_countdown;
    ensures fits: \result != \null ==> a * b * size <= SIZE_MAX;
    ensures valid: \result != \null ==> \valid((char *)\result + (0 .. a * b * size - 1));
    ensures injected: \old(ntk_alloc_countdown) == 1 ==> \result == \null; */
void *ntk_calloc(size_t a, size_t b, size_t size);

/* Doubles, a*b of them, zeroed. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from a, b, ntk_alloc_countdown;
    ensures fits: \result != \null ==> a * b * sizeof(double) <= SIZE_MAX;
    ensures valid: \result != \null ==> \valid(\result + (0 .. a * b - 1));
    ensures zero: \result != \null ==> \forall integer i; 0 <= i < a * b ==> \result[i] == 0.0;
    ensures injected: \old(ntk_alloc_countdown) == 1 ==> \result == \null; */
double *ntk_doubles(size_t a, size_t b);

/* Tests: the count-th allocation from now (1 = the next) fails, once; 0 switches it off. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown;
    ensures set: ntk_alloc_countdown == count; */
void ntk_alloc_fail_at(unsigned long count);

#endif
