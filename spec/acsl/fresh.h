/* Memory that is free when a function is entered. WP has no \fresh, and takes what calloc returns for memory that was there all the time:
   so writing to it counts as an effect, though no caller can see it. NTK_FRESH names that memory in `assigns`: "and what was free when
   the function was entered". The two ghost functions are assumed (C17 7.22.3: what calloc returns overlaps no object that is alive):
   heap_fresh for a block that the calling function, or one it called, has allocated since it was entered; heap_used for memory that is
   alive where it stands, so that no later allocation touches it. verify/frama-c/allowed.json lists them. */
#ifndef NTK_ACSL_FRESH_H
#define NTK_ACSL_FRESH_H

#include <stddef.h>

#define NTK_HEAP_TOP 0x1fffffffffffffff
#define NTK_FRESH heap_f64[0 .. NTK_HEAP_TOP], heap_u64[0 .. NTK_HEAP_TOP], heap_u8[0 .. NTK_HEAP_TOP], heap_i8[0 .. NTK_HEAP_TOP], \
  heap_i32[0 .. NTK_HEAP_TOP], heap_u32[0 .. NTK_HEAP_TOP], heap_ptr[0 .. NTK_HEAP_TOP]

/* One memory, by the types that are kept in it: WP keeps apart what is written as different types. */
/*@ ghost extern double *heap_f64; */
/*@ ghost extern size_t *heap_u64; */
/*@ ghost extern unsigned char *heap_u8; */
/*@ ghost extern char *heap_i8; */
/*@ ghost extern int *heap_i32; */
/*@ ghost extern unsigned *heap_u32; */
/*@ ghost extern void **heap_ptr; */

/*@ predicate in_heap{L}(char *block, integer n) =
      \subset(block + (0 .. n - 1), (char *)heap_f64 + (0 .. NTK_HEAP_TOP)) && \subset(block + (0 .. n - 1), (char *)heap_u64 + (0 .. NTK_HEAP_TOP)) &&
      \subset(block + (0 .. n - 1), (char *)heap_u8 + (0 .. NTK_HEAP_TOP)) && \subset(block + (0 .. n - 1), heap_i8 + (0 .. NTK_HEAP_TOP)) &&
      \subset(block + (0 .. n - 1), (char *)heap_i32 + (0 .. NTK_HEAP_TOP)) && \subset(block + (0 .. n - 1), (char *)heap_u32 + (0 .. NTK_HEAP_TOP)) &&
      \subset(block + (0 .. n - 1), (char *)heap_ptr + (0 .. NTK_HEAP_TOP));

    predicate apart_from_heap{L}(char *block, integer n) =
      \separated(block + (0 .. n - 1), (char *)heap_f64 + (0 .. NTK_HEAP_TOP)) && \separated(block + (0 .. n - 1), (char *)heap_u64 + (0 .. NTK_HEAP_TOP)) &&
      \separated(block + (0 .. n - 1), (char *)heap_u8 + (0 .. NTK_HEAP_TOP)) && \separated(block + (0 .. n - 1), heap_i8 + (0 .. NTK_HEAP_TOP)) &&
      \separated(block + (0 .. n - 1), (char *)heap_i32 + (0 .. NTK_HEAP_TOP)) && \separated(block + (0 .. n - 1), (char *)heap_u32 + (0 .. NTK_HEAP_TOP)) &&
      \separated(block + (0 .. n - 1), (char *)heap_ptr + (0 .. NTK_HEAP_TOP)); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures fresh: block != \null ==> in_heap((char *)block, n); @/
    void heap_fresh(void *block, size_t n); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures alive: apart_from_heap((char *)block, n); @/
    void heap_used(const void *block, size_t n); */

/* The same for n things of that size. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures fresh: block != \null ==> in_heap((char *)block, n * size); @/
    void heap_fresh_many(void *block, size_t n, size_t size); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures alive: apart_from_heap((char *)block, n * size); @/
    void heap_used_many(const void *block, size_t n, size_t size); */

#endif
