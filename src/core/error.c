/* Variadic, hence apart: proofs do not cover this file. */
#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>

ntk_status ntk_fail(ntk_error *err, ntk_status status, const char *format, ...) {
  if (err == NULL) return status;
  err->status = status;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(err->text, sizeof err->text, format, arguments);
  va_end(arguments);
  return status;
}
