/* Decimal numbers in text. */
#ifndef NTK_DATA_NUMBER_H
#define NTK_DATA_NUMBER_H

#include <stddef.h>

typedef enum {
  NTK_NUMBER_NOT,        /* text */
  NTK_NUMBER_FINITE,
  NTK_NUMBER_NOT_FINITE  /* nan, inf, infinity in any case, or a decimal beyond the range of double */
} ntk_number_kind;

/*@ // the number that n decimal digits stand for
    logic integer decimal{L}(char *text, integer n) = n <= 0 ? 0 : 10 * decimal(text, n - 1) + (text[n - 1] - '0'); */

/* [+-] digits [. digits] [e [+-] digits], the whole of text, correctly rounded. *value is set for NTK_NUMBER_FINITE only. */
/*@ requires valid: \valid_read(text) && \valid(value);
    terminates \true;
    exits \false;
    assigns *value, \result \from text[0 ..];
    ensures kind: \result == NTK_NUMBER_NOT || \result == NTK_NUMBER_FINITE || \result == NTK_NUMBER_NOT_FINITE;
    ensures alone: \result != NTK_NUMBER_FINITE ==> *value == \old(*value); */
ntk_number_kind ntk_number(const char *text, double *value);

/* Decimal digits only, the whole of text: returns 1 and sets *value when it fits. */
/*@ requires valid: \valid_read(text) && \valid(value);
    terminates \true;
    exits \false;
    assigns *value, \result \from text[0 ..];
    ensures boolean: \result == 0 || \result == 1;
    ensures number: \result == 1 ==> \exists integer n; 0 < n && text[n] == 0 && *value == decimal(text, n);
    ensures alone: \result == 0 ==> *value == \old(*value); */
int ntk_whole_number(const char *text, size_t *value);

#endif
