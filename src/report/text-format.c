/* Variadic, hence apart: proofs do not cover this file. */
#include "report/text.h"

#include <stdarg.h>
#include <stdio.h>

void ntk_text_format(ntk_text *text, const char *format, ...) {
  char buffer[1024];
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(buffer, sizeof buffer, format, arguments);
  va_end(arguments);
  if (size < 0 || (size_t)size >= sizeof buffer) text->failed = 1;
  else ntk_text_bytes(text, buffer, (size_t)size);
}
