#include "data/message.h"

#include <string.h>

#include "core/alloc.h"
#include "core/size.h"

#define SHOWN_TEXT 40u

const char *ntk_show(char out[NTK_SHOWN], const char *text, size_t n) {
  size_t k = 0;
  out[k++] = '\'';
  /*@ loop invariant range: i <= n && i <= SHOWN_TEXT && k == i + 1;
      loop invariant quoted: out[0] == '\'';
      loop assigns i, k, out[1 .. NTK_SHOWN - 1];
      loop variant SHOWN_TEXT - i; */
  for (size_t i = 0; i < n && i < SHOWN_TEXT; i++) out[k++] = text[i] >= 0x20 && text[i] < 0x7f ? text[i] : '?';
  /*@ loop invariant range: i <= 3 && 1 <= k <= 41 + i;
      loop invariant quoted: out[0] == '\'';
      loop assigns i, k, out[1 .. NTK_SHOWN - 1];
      loop variant 3 - i; */
  for (size_t i = 0; n > SHOWN_TEXT && i < 3; i++) out[k++] = '.';
  out[k++] = '\'';
  out[k] = '\0';
  return out;
}

const char *ntk_show_text(char out[NTK_SHOWN], const char *text) { return ntk_show(out, text, strlen(text)); }

ntk_status ntk_no_memory(ntk_error *err, const char *what) { return ntk_fail(err, NTK_ENOMEM, "%s: out of memory", what); }

char *ntk_join(const char *a, const char *b) {
  const size_t na = strlen(a), nb = strlen(b);
  size_t n;
  if (!ntk_size_add(na, nb, &n) || !ntk_size_add(n, 1, &n)) return NULL;
  char *out = ntk_calloc(n, 1, 1);
  if (out == NULL) return NULL;
  //@ ghost heap_own_many(out, n);
  //@ ghost heap_apart_any(out, n, a, na);
  //@ ghost heap_apart_any(out, n, b, nb);
  memcpy(out, a, na);
  memcpy(out + na, b, nb);
  out[n - 1] = '\0';
  return out;
}
