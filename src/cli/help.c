/* --help and notes. */
#include "cli/options.h"
#include "report/text.h"

#define COLUMN 28 /* where the help of an option begins */

static void wrapped(FILE *file, const char *string, size_t column) {
  ntk_text text = {0};
  ntk_text_wrap(&text, string, column, column, 80);
  fputs(text.failed ? "(out of memory)\n" : text.data, file);
  ntk_text_clear(&text);
}

static void line(FILE *file, const ntk_option_entry *entry) {
  char name[160];
  const int size = snprintf(name, sizeof name, "  --%s%s%s", entry->name, entry->value == NULL ? "" : " ", entry->value == NULL ? "" : entry->value);
  fputs(name, file);
  if (size >= COLUMN) fprintf(file, "\n%*s", COLUMN, "");
  else fprintf(file, "%*s", COLUMN - size, "");
  wrapped(file, entry->help, COLUMN);
}

void ntk_options_help(FILE *file, ntk_command command, const char *usage, const char *about) {
  fprintf(file, "usage: %s\n\n", usage);
  wrapped(file, about, 0);
  fputs("\noptions:\n", file);
  for (size_t i = 0; i < NTK_OPTION_COUNT; i++)
    if (ntk_option_table[i].commands & (unsigned)command) line(file, &ntk_option_table[i]);
}

void ntk_options_note(const ntk_options *options) {
  if (ntk_given(options, NTK_OPTION_QUIET)) return;
  for (size_t i = 0; i < NTK_OPTION_COUNT; i++)
    if (options->text[i] != NULL && !(ntk_option_table[i].effect & (unsigned)options->command))
      fprintf(stderr, "note: --%s has no effect here\n", ntk_option_table[i].name);
  if (ntk_given(options, NTK_OPTION_LIMIT) && ntk_given(options, NTK_OPTION_WIDTH)) fprintf(stderr, "note: --width has no effect with --limit\n");
}
