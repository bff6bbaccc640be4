/* A growing text. A failed allocation is remembered: write on, ask at the end. */
#ifndef NTK_REPORT_TEXT_H
#define NTK_REPORT_TEXT_H

#include <limits.h>
#include <stddef.h>

#include "core/alloc.h"

typedef struct {
  char *data;      /* size bytes, then '\0'; NULL while empty; owned */
  size_t size, capacity;
  int failed;      /* memory ran out: the text is not whole */
} ntk_text;

#include "../../spec/acsl/text.h"

/* The empty text; the same as {0}. */
/*@ requires valid: \valid(text);
    terminates \true;
    exits \false;
    assigns *text \from \nothing;
    ensures valid: text_valid(text);
    ensures empty: text->size == 0 && text->failed == 0; */
void ntk_text_start(ntk_text *text);

/* Gives the memory back; the text is empty. */
/*@ requires valid: text_valid(text);
    terminates \true;
    exits \false;
    assigns *text \from \nothing;
    ensures valid: text_valid(text);
    ensures empty: text->size == 0 && text->failed == 0; */
void ntk_text_clear(ntk_text *text);

/* Its bytes, then '\0'; "" while it is empty. Valid until the next change. */
/*@ requires valid: text_readable(text);
    terminates \true;
    exits \false;
    assigns \result \from *text;
    ensures valid: \valid_read(\result + (0 .. text->size)); */
const char *ntk_text_string(const ntk_text *text);

/* Appends the other text; what the other lacks, this one lacks. */
/*@ requires valid: text_valid(text) && text_readable(other);
    requires apart: \separated(text, other);
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text);
    ensures lacks: other->failed != 0 ==> text->failed != 0; */
void ntk_text_append(ntk_text *text, const ntk_text *other);

/*@ requires valid: text_valid(text) && \valid_read(string);
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text); */
void ntk_text_add(ntk_text *text, const char *string);

/*@ requires valid: text_valid(text);
    requires valid_bytes: size == 0 || \valid_read(bytes + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text);
    ensures size: text->size == (text->failed ? \old(text->size) : \old(text->size) + size);
    ensures sticky: \old(text->failed) != 0 ==> text->failed != 0; */
void ntk_text_bytes(ntk_text *text, const char *bytes, size_t size);

/* At most 1023 bytes a call are formatted; longer ones count as failed. */
/*@ requires valid: text_valid(text) && \valid_read(format);
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text); */
void ntk_text_format(ntk_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For HTML and XML: < > & " ' as entities, control characters (but tab, newline) as '?'. */
/*@ requires valid: text_valid(text) && \valid_read(string);
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text); */
void ntk_text_escape(ntk_text *text, const char *string);

/*@ requires valid: text_valid(text);
    requires valid_bytes: size == 0 || \valid_read(bytes + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text); */
void ntk_text_escape_bytes(ntk_text *text, const char *bytes, size_t size);

/* Words of string from the given column on, lines broken so that they end before `width`, the following ones begun with indent blanks;
   ends with a newline. */
/*@ requires valid: text_valid(text) && \valid_read(string);
    requires sizes: indent <= INT_MAX;
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text); */
void ntk_text_wrap(ntk_text *text, const char *string, size_t column, size_t indent, size_t width);

#endif
