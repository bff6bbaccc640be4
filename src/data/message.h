/* Pieces of messages that all readers share. */
#ifndef NTK_DATA_MESSAGE_H
#define NTK_DATA_MESSAGE_H

#include <stddef.h>
#include "core/error.h"

#define NTK_SHOWN 48

/* out := the first n bytes of text in single quotes, at most 40 of them, bytes that are not printable ASCII as `?`. Returns out. */
const char *ntk_show(char out[NTK_SHOWN], const char *text, size_t n);

/* The same for a string. */
const char *ntk_show_text(char out[NTK_SHOWN], const char *text);

/* NTK_ENOMEM with the text "WHAT: out of memory". */
ntk_status ntk_no_memory(ntk_error *err, const char *what);

/* A copy of the concatenation a b, to be freed; NULL when memory is out. */
char *ntk_join(const char *a, const char *b);

#endif
