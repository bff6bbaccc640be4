/* The one place where the bytes of a text are written and looked at. Assumed (this file's contracts are not proved): data is memory of
   `capacity` bytes that the text owns and nothing else points into. text.c, which is proved, keeps every access below the capacity. */
#ifndef NTK_REPORT_TEXT_PUT_H
#define NTK_REPORT_TEXT_PUT_H

#include "report/text.h"

/* data[at .. at + size) := bytes[0 .. size). */
/*@ requires room: data != \null && at + size <= capacity;
    requires valid: size == 0 || \valid_read(bytes + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_text_put(char *data, size_t capacity, size_t at, const char *bytes, size_t size);

/* A copy of size bytes in a new block of capacity bytes; NULL when memory is out. */
/*@ requires room: size < capacity && (data != \null || size == 0);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from capacity, ntk_alloc_countdown; */
char *ntk_text_copy(const char *data, size_t size, size_t capacity);

#endif
