#include "report/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"

void ntk_text_clear(ntk_text *text) {
  free(text->data);
  *text = (ntk_text){0};
}

/* Room for more bytes and the '\0'; doubles the capacity. Returns 0 when memory is out. */
static int reserve(ntk_text *text, size_t more) {
  size_t need, twice;
  if (text->failed) return 0;
  if (!ntk_size_add(text->size, more, &need) || !ntk_size_add(need, 1, &need)) return text->failed = 1, 0;
  if (need <= text->capacity) return 1;
  if (ntk_size_mul(text->capacity, 2, &twice) && twice > need) need = twice;
  if (need < 256) need = 256;
  char *data = ntk_calloc(need, 1, 1);
  if (data == NULL) return text->failed = 1, 0;
  if (text->size > 0) memcpy(data, text->data, text->size);
  free(text->data);
  text->data = data;
  text->capacity = need;
  return 1;
}

void ntk_text_bytes(ntk_text *text, const char *bytes, size_t size) {
  if (!reserve(text, size)) return;
  if (size > 0) memcpy(text->data + text->size, bytes, size);
  text->size += size;
  text->data[text->size] = '\0';
}

void ntk_text_add(ntk_text *text, const char *string) { ntk_text_bytes(text, string, strlen(string)); }

void ntk_text_format(ntk_text *text, const char *format, ...) {
  char buffer[1024];
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(buffer, sizeof buffer, format, arguments);
  va_end(arguments);
  if (size < 0 || (size_t)size >= sizeof buffer) text->failed = 1;
  else ntk_text_bytes(text, buffer, (size_t)size);
}

void ntk_text_escape_bytes(ntk_text *text, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    const unsigned char c = (unsigned char)bytes[i];
    switch (c) {
    case '<': ntk_text_add(text, "&lt;"); break;
    case '>': ntk_text_add(text, "&gt;"); break;
    case '&': ntk_text_add(text, "&amp;"); break;
    case '"': ntk_text_add(text, "&quot;"); break;
    case '\'': ntk_text_add(text, "&#39;"); break;
    default: ntk_text_bytes(text, (c < 32 && c != '\t' && c != '\n') || c == 127 ? "?" : &bytes[i], 1);
    }
  }
}

void ntk_text_escape(ntk_text *text, const char *string) { ntk_text_escape_bytes(text, string, strlen(string)); }

void ntk_text_wrap(ntk_text *text, const char *string, size_t column, size_t indent, size_t width) {
  int first = 1; /* of its line */
  while (*string != '\0') {
    const size_t word = strcspn(string, " \n");
    if (!first && column + 1 + word > width) {
      ntk_text_format(text, "\n%*s", (int)indent, "");
      column = indent;
    } else if (!first) {
      ntk_text_add(text, " ");
      column++;
    }
    ntk_text_bytes(text, string, word);
    column += word;
    first = 0;
    string += word;
    string += strspn(string, " \n");
  }
  ntk_text_add(text, "\n");
}
