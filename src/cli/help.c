/* --help and notes. */
#include <string.h>

#include "cli/options.h"
#include "report/text.h"

#define COLUMN 28 /* where the help of an option begins */

/*@ requires valid: \valid(file) && \valid_read(string);
    requires column: column <= COLUMN;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void wrapped(FILE *file, const char *string, size_t column) {
  ntk_text text;
  ntk_text_start(&text);
  ntk_text_wrap(&text, string, column, column, 80);
  fputs(text.failed ? "(out of memory)\n" : ntk_text_string(&text), file);
  ntk_text_clear(&text);
}

/*@ requires valid: \valid(file) && \valid_read(entry) && \valid_read(entry->name) && \valid_read(entry->help);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void line(FILE *file, const ntk_option_entry *entry) {
  char name[160];
  snprintf(name, sizeof name, "  --%s%s%s", entry->name, entry->value == NULL ? "" : " ", entry->value == NULL ? "" : entry->value);
  const size_t size = strlen(name);
  fputs(name, file);
  if (size >= COLUMN) fprintf(file, "\n%*s", COLUMN, "");
  else fprintf(file, "%*s", COLUMN - (int)size, "");
  wrapped(file, entry->help, COLUMN);
}

void ntk_options_help(FILE *file, ntk_command command, const char *usage, const char *about) {
  fprintf(file, "usage: %s\n\n", usage);
  wrapped(file, about, 0);
  fputs("\noptions:\n", file);
  /*@ loop invariant range: 0 <= i <= NTK_OPTION_COUNT;
      loop assigns i, ntk_alloc_countdown;
      loop variant NTK_OPTION_COUNT - i; */
  for (unsigned i = 0; i < NTK_OPTION_COUNT; i++)
    if (ntk_option_about((ntk_option)i)->commands & (unsigned)command) line(file, ntk_option_about((ntk_option)i));
}

void ntk_options_note(const ntk_options *options) {
  if (ntk_given(options, NTK_OPTION_QUIET)) return;
  /*@ loop invariant range: 0 <= i <= NTK_OPTION_COUNT;
      loop assigns i;
      loop variant NTK_OPTION_COUNT - i; */
  for (unsigned i = 0; i < NTK_OPTION_COUNT; i++)
    if (options->text[i] != NULL && !(ntk_option_about((ntk_option)i)->effect & (unsigned)options->command))
      fprintf(stderr, "note: --%s has no effect here\n", ntk_option_about((ntk_option)i)->name);
  if (ntk_given(options, NTK_OPTION_LIMIT) && ntk_given(options, NTK_OPTION_WIDTH)) fprintf(stderr, "note: --width has no effect with --limit\n");
}
