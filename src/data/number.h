/* Decimal numbers in text. */
#ifndef NTK_DATA_NUMBER_H
#define NTK_DATA_NUMBER_H

#include <stddef.h>

typedef enum {
  NTK_NUMBER_NOT,        /* text */
  NTK_NUMBER_FINITE,
  NTK_NUMBER_NOT_FINITE  /* nan, inf, infinity in any case, or a decimal beyond the range of double */
} ntk_number_kind;

/* [+-] digits [. digits] [e [+-] digits], the whole of text, correctly rounded. *value is set for NTK_NUMBER_FINITE only. */
ntk_number_kind ntk_number(const char *text, double *value);

/* Decimal digits only, the whole of text: returns 1 and sets *value when it fits. */
int ntk_whole_number(const char *text, size_t *value);

#endif
