/* Outside the proofs, since WP cannot say that allocated memory is nobody else's. The tests run it under ASan. */
#include "report/text-put.h"

#include <string.h>

void ntk_text_put(char *data, size_t capacity, size_t at, const char *bytes, size_t size) {
  (void)capacity;
  if (size > 0) memcpy(data + at, bytes, size);
}

char *ntk_text_copy(const char *data, size_t size, size_t capacity) {
  char *copy = ntk_calloc(capacity, 1, 1);
  if (copy != NULL && size > 0) memcpy(copy, data, size);
  return copy;
}

const char *ntk_text_string(const ntk_text *text) { return text->data == NULL ? "" : text->data; }
