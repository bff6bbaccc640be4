#include "report/text.h"

#include <stdlib.h>
#include <string.h>

#include "core/size.h"
#include "report/byte.h"
#include "report/text-put.h"

void ntk_text_start(ntk_text *text) {
  text->data = NULL;
  text->size = text->capacity = 0;
  text->failed = 0;
}

void ntk_text_clear(ntk_text *text) {
  free(text->data);
  ntk_text_start(text);
}

/* The capacity for `need` bytes: at least twice what there is. */
/*@ terminates \true;
    exits \false;
    assigns \result \from capacity, need;
    ensures enough: need <= \result; */
static size_t grown(size_t capacity, size_t need) {
  size_t twice = 0;
  if (ntk_size_mul(capacity, 2, &twice) && twice > need) need = twice;
  return need < 256 ? 256 : need;
}

/* Room for more bytes and the '\0'; doubles the capacity. Returns 0 when memory is out. */
/*@ requires valid: text_valid(text);
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown, \result \from *text, more, ntk_alloc_countdown;
    ensures valid: text_valid(text);
    ensures size: text->size == \old(text->size);
    ensures room: \result != 0 ==> text->data != \null && text->size + more < text->capacity;
    ensures kept: \result != 0 ==> text->failed == 0;
    ensures failed: \result == 0 ==> text->failed != 0;
    ensures sticky: \old(text->failed) != 0 ==> \result == 0; */
static int reserve(ntk_text *text, size_t more) {
  size_t need = 0;
  if (text->failed) return 0;
  if (!ntk_size_add(text->size, more, &need) || !ntk_size_add(need, 1, &need)) return text->failed = 1, 0;
  if (need <= text->capacity) return 1;
  need = grown(text->capacity, need);
  char *data = ntk_text_copy(text->data, text->size, need);
  if (data == NULL) return text->failed = 1, 0;
  free(text->data);
  text->data = data;
  text->capacity = need;
  return 1;
}

void ntk_text_bytes(ntk_text *text, const char *bytes, size_t size) {
  if (!reserve(text, size)) return;
  ntk_text_put(text->data, text->capacity, text->size, bytes, size);
  text->size += size;
  ntk_text_put(text->data, text->capacity, text->size, "", 1);
}

void ntk_text_append(ntk_text *text, const ntk_text *other) {
  ntk_text_bytes(text, ntk_text_string(other), other->size);
  text->failed |= other->failed;
}

void ntk_text_add(ntk_text *text, const char *string) { ntk_text_bytes(text, string, strlen(string)); }

/* What a byte becomes; NULL: it stays. */
/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures valid: \result == \null || \valid_read(\result); */
static const char *entity(int c) {
  switch (c) {
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '&': return "&amp;";
  case '"': return "&quot;";
  case '\'': return "&#39;";
  default: break;
  }
  return (c < 32 && c != '\t' && c != '\n') || c == 127 ? "?" : NULL;
}

/*@ requires valid: text_valid(text) && \valid_read(byte);
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown;
    ensures valid: text_valid(text); */
static void escape(ntk_text *text, const char *byte) {
  const char *string = entity(ntk_byte(*byte));
  if (string != NULL) ntk_text_add(text, string);
  else ntk_text_bytes(text, byte, 1);
}

void ntk_text_escape_bytes(ntk_text *text, const char *bytes, size_t size) {
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(text);
      loop assigns i, *text, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) escape(text, &bytes[i]);
}

void ntk_text_escape(ntk_text *text, const char *string) { ntk_text_escape_bytes(text, string, strlen(string)); }

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures blank: \result == 1 <==> c == ' ' || c == '\n';
    ensures boolean: \result == 0 || \result == 1; */
static int is_blank(char c) { return c == ' ' || c == '\n'; }

/* Where the run of blanks (blank = 1) or of other characters (0) at `from` ends. */
/*@ requires valid: \valid_read(string + (from .. size));
    requires range: from <= size;
    terminates \true;
    exits \false;
    assigns \result \from string[from .. size], from, size, blank;
    ensures range: from <= \result <= size;
    ensures some: from < size && (blank == 1 <==> string[from] == ' ' || string[from] == '\n') && (blank == 0 || blank == 1) ==> from < \result;
    ensures stop: \result < size ==> (blank == 0 ==> string[\result] == ' ' || string[\result] == '\n'); */
static size_t end_of_run(const char *string, size_t from, size_t size, int blank) {
  size_t at = from;
  /*@ loop invariant range: from <= at <= size;
      loop assigns at;
      loop variant size - at; */
  while (at < size && is_blank(string[at]) == blank) at++;
  return at;
}

/* Goes to the column of the next word: a new line where it would not fit. Returns the column. */
/*@ requires valid: text_valid(text);
    requires sizes: indent <= INT_MAX;
    terminates \true;
    exits \false;
    assigns *text, ntk_alloc_countdown, \result \from column, indent, width, word;
    ensures valid: text_valid(text); */
static size_t between_words(ntk_text *text, size_t column, size_t indent, size_t width, size_t word) {
  if (column >= width || width - column - 1 < word) {
    ntk_text_format(text, "\n%*s", (int)indent, "");
    return indent;
  }
  ntk_text_add(text, " ");
  return column + 1;
}

void ntk_text_wrap(ntk_text *text, const char *string, size_t column, size_t indent, size_t width) {
  const size_t size = strlen(string);
  size_t at = 0;
  /*@ loop invariant range: 0 <= at <= size;
      loop invariant valid: text_valid(text);
      loop assigns at, column, *text, ntk_alloc_countdown;
      loop variant size - at; */
  while (at < size) {
    const size_t end = end_of_run(string, at, size, 0), word = end - at;
    if (at > 0) column = between_words(text, column, indent, width, word);
    ntk_text_bytes(text, string + at, word);
    column = column < width && word < width - column ? column + word : width; /* all columns from width on are one */
    at = end_of_run(string, end, size, 1);
  }
  ntk_text_add(text, "\n");
}
