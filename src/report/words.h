/* A list of borrowed strings on the heap. Assumed: that its memory is its own, and holds what was put there (WP follows no pointers through
   void * into new memory). */
#ifndef NTK_REPORT_WORDS_H
#define NTK_REPORT_WORDS_H

#include "core/alloc.h"

/* Room for `most` words. NULL when memory is out. */
/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from most, ntk_alloc_countdown; */
const char **ntk_words_alloc(size_t most);

/* Word number i, of `most` that there is room for. */
/*@ requires valid: words != \null && \valid_read(word);
    requires room: i < most;
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_words_put(const char **words, size_t most, size_t i, const char *word);

/* Word number i, of count that were put. */
/*@ requires range: i < count;
    terminates \true;
    exits \false;
    assigns \result \from words, i;
    ensures valid: \valid_read(\result); */
const char *ntk_words_at(const char **words, size_t count, size_t i);

/* The words, count of them that were put, as an array. */
/*@ requires some: words != \null;
    terminates \true;
    exits \false;
    assigns \result \from words, count;
    ensures some: \result != \null;
    ensures valid: \forall integer i; 0 <= i < count ==> \valid_read(\result + i) && \valid_read(\result[i]); */
const char *const *ntk_words_all(const char **words, size_t count);

#endif
