/* Allocation with checked sizes, and the fault injection that tests use. */
#ifndef NTK_CORE_ALLOC_H
#define NTK_CORE_ALLOC_H

#include <stddef.h>

/* Zeroed memory for a*b objects of the given size; NULL when the product overflows or memory is out. Free with free(). */
void *ntk_calloc(size_t a, size_t b, size_t size);

/* Doubles, a*b of them, zeroed. */
double *ntk_doubles(size_t a, size_t b);

/* Tests: the count-th allocation from now (1 = the next) fails, once; 0 switches it off. */
void ntk_alloc_fail_at(unsigned long count);

#endif
