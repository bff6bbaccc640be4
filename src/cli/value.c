#include "cli/value.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/byte.h"

/*@ requires valid: \valid_read(name) && \valid_read(text) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from \nothing;
    ensures status: \result == NTK_EUSAGE; */
static ntk_status no_integer(const char *name, const char *text, uint64_t least, uint64_t most, ntk_error *err) {
  if (most >= (uint64_t)INT64_MAX)
    return ntk_fail(err, NTK_EUSAGE, "--%s: expected an integer of at least %llu, found '%.200s'", name, (unsigned long long)least, text);
  return ntk_fail(err, NTK_EUSAGE, "--%s: expected an integer from %llu to %llu, found '%.200s'", name, (unsigned long long)least, (unsigned long long)most, text);
}

ntk_status ntk_value_integer(uint64_t *out, const char *name, const char *text, uint64_t least, uint64_t most, ntk_error *err) {
  char *end = NULL;
  if (!isdigit(ntk_byte(text[0]))) return no_integer(name, text, least, most, err);
  const unsigned long long value = strtoull(text, &end, 10); /* too large: ULLONG_MAX, which no option takes */
  if (*end != '\0' || value == ULLONG_MAX || value < least || value > most) return no_integer(name, text, least, most, err);
  *out = value;
  return NTK_OK;
}

ntk_status ntk_value_positive(double *out, const char *name, const char *text, int zero_too, ntk_error *err) {
  char *end = NULL;
  const int begins = isdigit(ntk_byte(text[0])) || text[0] == '.';
  const double value = begins ? strtod(text, &end) : 0.0;
  if (end == NULL || end == text || *end != '\0' || !isfinite(value) || value < 0.0 || (value == 0.0 && !zero_too))
    return ntk_fail(err, NTK_EUSAGE, "--%s: expected a finite number %s 0, found '%.200s'", name, zero_too ? "of at least" : "above", text);
  *out = value;
  return NTK_OK;
}

/* Bytes of s[0 .. size) before the mark; size when there is none. */
/*@ requires valid: \valid_read(s + (0 .. size));
    terminates \true;
    exits \false;
    assigns \result \from s[0 .. size], size, mark;
    ensures range: 0 <= \result <= size; */
static size_t before(const char *s, size_t size, char mark) {
  size_t at = 0;
  /*@ loop invariant range: 0 <= at <= size;
      loop assigns at;
      loop variant size - at; */
  while (at < size && s[at] != mark) at++;
  return at;
}

ntk_status ntk_value_choice(size_t *out, const char *name, const char *text, const char *choices, size_t count, ntk_error *err) {
  const size_t size = strlen(text), all = strlen(choices);
  size_t at = 0;
  /*@ loop invariant range: 0 <= index <= count && 0 <= at;
      loop assigns index, at;
      loop variant count - index; */
  for (size_t index = 0; index < count && at <= all; index++) {
    const size_t length = before(choices + at, all - at, '|');
    if (length == size && strncmp(choices + at, text, size) == 0) {
      *out = index;
      return NTK_OK;
    }
    at += length;
    if (at == all) break;
    at++;
  }
  return ntk_fail(err, NTK_EUSAGE, "--%s: expected %s, found '%.200s'", name, choices, text);
}

int ntk_value_item(const char *list, size_t length, size_t *at, const char **item, size_t *size) {
  const size_t start = *at, bytes = before(list + start, length - start, ',');
  *item = list + start;
  *size = bytes;
  if (start + bytes == length) return 0;
  *at = start + bytes + 1;
  return 1;
}
