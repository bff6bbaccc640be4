/* An error: a status and one line of text for the user (which file, which line or byte, what was expected, what was found). */
#ifndef NTK_CORE_ERROR_H
#define NTK_CORE_ERROR_H

#include "core/status.h"

typedef struct {
  ntk_status status;
  char text[1024];
} ntk_error;

/* Writes status and the formatted text (cut at 1023 bytes) into err, which may be NULL. Returns status, so that
   `return ntk_fail(err, NTK_EDATA, "%s:%zu: ...", file, line);` is the way to leave a function. */
/*@ requires valid: err == \null || \valid(err);
    requires valid_format: \valid_read(format);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023] \from status, format;
    assigns \result \from status;
    ensures status: \result == status;
    ensures written: err != \null ==> err->status == status; */
ntk_status ntk_fail(ntk_error *err, ntk_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
