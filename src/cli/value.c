#include "cli/value.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

ntk_status ntk_value_integer(uint64_t *out, const char *name, const char *text, uint64_t least, uint64_t most, ntk_error *err) {
  char *end = NULL;
  errno = 0;
  const unsigned long long value = isdigit((unsigned char)text[0]) ? strtoull(text, &end, 10) : 0;
  if (end == NULL || *end != '\0' || errno != 0 || value < least || value > most) {
    if (most >= (uint64_t)INT64_MAX)
      return ntk_fail(err, NTK_EUSAGE, "--%s: expected an integer of at least %llu, found '%.200s'", name, (unsigned long long)least, text);
    return ntk_fail(err, NTK_EUSAGE, "--%s: expected an integer from %llu to %llu, found '%.200s'", name, (unsigned long long)least, (unsigned long long)most, text);
  }
  *out = value;
  return NTK_OK;
}

ntk_status ntk_value_positive(double *out, const char *name, const char *text, int zero_too, ntk_error *err) {
  char *end = NULL;
  const double value = isdigit((unsigned char)text[0]) || text[0] == '.' ? strtod(text, &end) : 0.0;
  if (end == NULL || end == text || *end != '\0' || !isfinite(value) || (value == 0.0 && !zero_too))
    return ntk_fail(err, NTK_EUSAGE, "--%s: expected a finite number %s 0, found '%.200s'", name, zero_too ? "of at least" : "above", text);
  *out = value;
  return NTK_OK;
}

ntk_status ntk_value_choice(size_t *out, const char *name, const char *text, const char *choices, ntk_error *err) {
  const size_t size = strlen(text);
  size_t index = 0;
  for (const char *at = choices; ; index++) {
    const size_t length = strcspn(at, "|");
    if (length == size && memcmp(at, text, size) == 0) break;
    if (at[length] == '\0') return ntk_fail(err, NTK_EUSAGE, "--%s: expected %s, found '%.200s'", name, choices, text);
    at += length + 1;
  }
  *out = index;
  return NTK_OK;
}

const char *ntk_value_item(const char **rest, size_t *size) {
  const char *start = *rest;
  *size = strcspn(start, ",");
  *rest = start[*size] == ',' ? start + *size + 1 : NULL;
  return start;
}
