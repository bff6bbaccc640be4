#include "data/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/size.h"

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t skip_sign(const char *text, size_t at) { return text[at] == '+' || text[at] == '-' ? at + 1 : at; }

static size_t skip_digits(const char *text, size_t at) {
  while (is_digit(text[at])) at++;
  return at;
}

/* strtod alone would also take hexadecimal floats, leading blanks and nan(...). */
static int is_decimal(const char *text) {
  const size_t start = skip_sign(text, 0);
  size_t at = skip_digits(text, start), digits = at - start;
  if (text[at] == '.') {
    const size_t point = at + 1;
    at = skip_digits(text, point);
    digits += at - point;
  }
  if (digits == 0) return 0;
  if (text[at] == 'e' || text[at] == 'E') {
    const size_t exponent = skip_sign(text, at + 1);
    at = skip_digits(text, exponent);
    if (at == exponent) return 0;
  }
  return text[at] == '\0';
}

static int is_not_finite(const char *text) {
  const char *word = text + skip_sign(text, 0);
  return strcasecmp(word, "nan") == 0 || strcasecmp(word, "inf") == 0 || strcasecmp(word, "infinity") == 0;
}

ntk_number_kind ntk_number(const char *text, double *value) {
  if (is_not_finite(text)) return NTK_NUMBER_NOT_FINITE;
  if (!is_decimal(text)) return NTK_NUMBER_NOT;
  const double parsed = strtod(text, NULL); /* the programs never call setlocale: the point is a point */
  if (!isfinite(parsed)) return NTK_NUMBER_NOT_FINITE;
  *value = parsed;
  return NTK_NUMBER_FINITE;
}

int ntk_whole_number(const char *text, size_t *value) {
  size_t number = 0;
  if (text[0] == '\0') return 0;
  for (size_t i = 0; text[i] != '\0'; i++)
    if (!is_digit(text[i]) || !ntk_size_mul(number, 10, &number) || !ntk_size_add(number, (size_t)(text[i] - '0'), &number)) return 0;
  *value = number;
  return 1;
}
