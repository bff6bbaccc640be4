/* Pieces of messages that all readers share. */
#ifndef NTK_DATA_MESSAGE_H
#define NTK_DATA_MESSAGE_H

#include <stddef.h>
#include "core/alloc.h"
#include "core/error.h"

#include "../../spec/acsl/heap.h"

#define NTK_SHOWN 48

/* out := the first n bytes of text in single quotes, at most 40 of them, bytes that are not printable ASCII as `?`. Returns out. */
/*@ requires valid: \valid(out + (0 .. NTK_SHOWN - 1)) && (n == 0 || \valid_read(text + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns out[0 .. NTK_SHOWN - 1], \result \from out, text[0 .. n - 1], n;
    ensures result: \result == out;
    ensures quoted: out[0] == '\'';
    ensures end: \exists integer k; 2 <= k < NTK_SHOWN && out[k] == 0; */
const char *ntk_show(char out[NTK_SHOWN], const char *text, size_t n);

/* The same for a string. */
/*@ requires valid: \valid(out + (0 .. NTK_SHOWN - 1)) && \valid_read(text);
    terminates \true;
    exits \false;
    assigns out[0 .. NTK_SHOWN - 1], \result \from out, text[0 ..];
    ensures result: \result == out; */
const char *ntk_show_text(char out[NTK_SHOWN], const char *text);

/* NTK_ENOMEM with the text "WHAT: out of memory". */
/*@ requires valid_err: err == \null || \valid(err);
    requires valid_what: \valid_read(what);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from what;
    ensures status: \result == NTK_ENOMEM; */
ntk_status ntk_no_memory(ntk_error *err, const char *what);

/* A copy of the concatenation a b, to be freed; NULL when memory is out. */
/*@ requires valid: \valid_read(a) && \valid_read(b);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures valid: \result != \null ==> \valid(\result) && \exists integer n; 0 <= n && \valid(\result + (0 .. n)) && \result[n] == 0; */
char *ntk_join(const char *a, const char *b);

#endif
