#include "data/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/size.h"

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures boolean: \result == 0 || \result == 1;
    ensures digit: \result == 1 <==> '0' <= c <= '9'; */
static int is_digit(char c) { return c >= '0' && c <= '9'; }

/*@ requires valid: \valid_read(text + (0 .. n)) && text[n] == 0 && at <= n;
    terminates \true;
    exits \false;
    assigns \result \from text[at], at;
    ensures inside: at <= \result <= n; */
static size_t skip_sign(const char *text, size_t at, size_t n) {
  return at < n && (text[at] == '+' || text[at] == '-') ? at + 1 : at;
}

/*@ requires valid: \valid_read(text + (0 .. n)) && text[n] == 0 && at <= n;
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. n], at;
    ensures inside: at <= \result <= n;
    ensures digits: \forall integer i; at <= i < \result ==> '0' <= text[i] <= '9';
    ensures all: !('0' <= text[\result] <= '9'); */
static size_t skip_digits(const char *text, size_t at, size_t n) {
  /*@ loop invariant inside: \at(at, Pre) <= at <= n;
      loop invariant digits: \forall integer i; \at(at, Pre) <= i < at ==> '0' <= text[i] <= '9';
      loop assigns at;
      loop variant n - at; */
  while (at < n && is_digit(text[at])) at++;
  return at;
}

/* strtod alone would also take hexadecimal floats, leading blanks and nan(...). */
/*@ requires valid: \valid_read(text + (0 .. n)) && text[n] == 0;
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. n];
    ensures boolean: \result == 0 || \result == 1; */
static int is_decimal(const char *text, size_t n) {
  const size_t start = skip_sign(text, 0, n);
  size_t at = skip_digits(text, start, n), digits = at - start;
  if (text[at] == '.') {
    const size_t point = at + 1;
    at = skip_digits(text, point, n);
    digits += at - point;
  }
  if (digits == 0) return 0;
  if (text[at] == 'e' || text[at] == 'E') {
    const size_t exponent = skip_sign(text, at + 1, n);
    at = skip_digits(text, exponent, n);
    if (at == exponent) return 0;
  }
  return text[at] == '\0';
}

/*@ requires valid: \valid_read(text + (0 .. n)) && text[n] == 0;
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. n];
    ensures boolean: \result == 0 || \result == 1; */
static int is_not_finite(const char *text, size_t n) {
  const char *word = text + skip_sign(text, 0, n);
  return strcasecmp(word, "nan") == 0 || strcasecmp(word, "inf") == 0 || strcasecmp(word, "infinity") == 0;
}

ntk_number_kind ntk_number(const char *text, double *value) {
  const size_t n = strlen(text);
  if (is_not_finite(text, n)) return NTK_NUMBER_NOT_FINITE;
  if (!is_decimal(text, n)) return NTK_NUMBER_NOT;
  const double parsed = strtod(text, NULL); /* the programs never call setlocale: the point is a point */
  if (!isfinite(parsed)) return NTK_NUMBER_NOT_FINITE;
  *value = parsed;
  return NTK_NUMBER_FINITE;
}

int ntk_whole_number(const char *text, size_t *value) {
  const size_t n = strlen(text);
  size_t number = 0;
  if (n == 0) return 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant number: number == decimal(text, i);
      loop assigns i, number;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!is_digit(text[i]) || !ntk_size_mul(number, 10, &number) || !ntk_size_add(number, (size_t)(text[i] - '0'), &number)) return 0;
  *value = number;
  return 1;
}
