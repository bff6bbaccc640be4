/* A growing text. A failed allocation is remembered: write on, ask at the end. */
#ifndef NTK_REPORT_TEXT_H
#define NTK_REPORT_TEXT_H

#include <stddef.h>

typedef struct {
  char *data;      /* size bytes, then '\0'; NULL while empty; owned */
  size_t size, capacity;
  int failed;      /* memory ran out: the text is not whole */
} ntk_text;

/* Start from {0}. */
void ntk_text_clear(ntk_text *text);

void ntk_text_add(ntk_text *text, const char *string);
void ntk_text_bytes(ntk_text *text, const char *bytes, size_t size);

/* At most 1023 bytes a call are formatted; longer ones count as failed. */
void ntk_text_format(ntk_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For HTML and XML: < > & " ' as entities, control characters (but tab, newline) as '?'. */
void ntk_text_escape(ntk_text *text, const char *string);
void ntk_text_escape_bytes(ntk_text *text, const char *bytes, size_t size);

/* Words of string from the given column on, lines broken so that they end before `width`, the following ones begun with indent blanks;
   ends with a newline. */
void ntk_text_wrap(ntk_text *text, const char *string, size_t column, size_t indent, size_t width);

#endif
