/* Fresh memory. What calloc returns overlaps no other object that is alive (C17 7.22.3), but WP has no \fresh, so the contracts of
   ntk_doubles and ntk_calloc cannot say it. These two ghost functions do, and are assumed: `block` is memory just allocated by the calling
   function, `other` any memory that was there before or was allocated separately. verify/frama-c/gate.py lists every use. */
#ifndef NTK_ACSL_HEAP_H
#define NTK_ACSL_HEAP_H

#include <stddef.h>
#include <stdint.h>

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: \separated(block + (0 .. n - 1), other + (0 .. m - 1)); @/
    void heap_apart(double *block, size_t n, const double *other, size_t m); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: \separated((char *)block + (0 .. n - 1), (char *)other + (0 .. m - 1)); @/
    void heap_apart_any(void *block, size_t n, const void *other, size_t m); */

/* Writing to fresh memory. A contract's `assigns` need not name memory that the function itself allocates, nor memory that an object owns
   and no contract lets a caller name (a stepper's state, a trajectory's blocks); but WP knows no allocation and asks for it. So such a
   function has `assigns ..., ntk_heap[0 .. SIZE_MAX]`, its callers too, and right after the allocation calls heap_own(block), which is
   assumed: block lies in ntk_heap. Since nothing in the program is a float, callers lose no knowledge by that clause.
   The file must be on the list "casts" of verify/frama-c/units.json. verify/frama-c/gate.py lists every use. */
#ifdef __FRAMAC__
extern float *const ntk_heap;
#endif

/*@ predicate owned{L}(char *block) = \exists integer k; 0 <= k <= SIZE_MAX / 2 && (float *)block == ntk_heap + k; */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures own: block != \null ==> owned((char *)block); @/
    void heap_own(void *block); */

/* The same for a block of at least n objects, where n is not otherwise known to be small. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures own: block != \null ==> \exists integer k; 0 <= k && k + n <= SIZE_MAX && (float *)block == ntk_heap + k; @/
    void heap_own_many(void *block, size_t n); */

#endif
