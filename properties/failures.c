/* The file of failures. Lines are appended, so that a run that is stopped loses nothing. */
#include "failures.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/output.h"

void ntk_failure_print(const ntk_failure *f, char line[NTK_FAILURE_LINE]) {
  char words[NTK_CASE_LINE];
  ntk_case_print(&f->c, words);
  snprintf(line, NTK_FAILURE_LINE, "%s%s%s%s", f->id, f->control ? " control" : "", words[0] ? " " : "", words);
}

/* The next word of *at into word (cut at 63); *at behind it. */
static void next_word(const char **at, char word[64]) {
  *at += strspn(*at, " \t\n");
  const size_t length = strcspn(*at, " \t\n");
  snprintf(word, 64, "%.*s", (int)(length < 63 ? length : 63), *at);
  *at += length;
}

ntk_status ntk_failure_parse(const char *line, ntk_failure *f, ntk_error *err) {
  char word[64];
  const char *at = line;
  next_word(&at, f->id);
  if (f->id[0] == '\0' || strchr(f->id, '=') != NULL) return ntk_fail(err, NTK_EUSAGE, "'%s': expected a property's id, then words key=value", f->id);
  const char *after = at;
  next_word(&after, word);
  f->control = strcmp(word, "control") == 0;
  return ntk_case_parse(f->control ? after : at, &f->c, err);
}

static ntk_status add_line(ntk_failures *out, const char *path, size_t number, const char *line, ntk_error *err) {
  ntk_error why;
  ntk_failure *grown = realloc(out->failure, (out->count + 1) * sizeof *grown);
  if (grown == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  out->failure = grown;
  if (ntk_failure_parse(line, &grown[out->count], &why) != NTK_OK) return ntk_fail(err, NTK_EDATA, "%s:%zu: %s", path, number, why.text);
  out->count++;
  return NTK_OK;
}

ntk_status ntk_failures_read(const char *path, ntk_failures *out, ntk_error *err) {
  *out = (ntk_failures){0};
  if (path == NULL) return NTK_OK;
  FILE *file = fopen(path, "r");
  if (file == NULL) return errno == ENOENT ? NTK_OK : ntk_fail(err, NTK_ENOINPUT, "%s: %s", path, strerror(errno));
  char line[2 * NTK_FAILURE_LINE];
  ntk_status status = NTK_OK;
  for (size_t number = 1; status == NTK_OK && fgets(line, sizeof line, file) != NULL; number++)
    if (line[0] != '#' && line[strspn(line, " \t\r\n")] != '\0') status = add_line(out, path, number, line, err);
  if (ferror(file) && status == NTK_OK) status = ntk_fail(err, NTK_ENOINPUT, "%s: %s", path, strerror(errno));
  fclose(file);
  if (status != NTK_OK) ntk_failures_clear(out);
  return status;
}

void ntk_failures_clear(ntk_failures *failures) {
  free(failures->failure);
  *failures = (ntk_failures){0};
}

static ntk_status make_folder_of(const char *path, ntk_error *err) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL || slash == path) return NTK_OK;
  char folder[4096];
  if ((size_t)(slash - path) >= sizeof folder) return ntk_fail(err, NTK_EWRITE, "%s: the path is too long", path);
  snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
  return ntk_make_folder(folder, err);
}

ntk_status ntk_failures_add(const char *path, const ntk_failures *known, const ntk_failure *f, const char *message, ntk_error *err) {
  if (path == NULL) return NTK_OK;
  for (size_t i = 0; i < known->count; i++)
    if (strcmp(known->failure[i].id, f->id) == 0 && known->failure[i].control == f->control && ntk_case_equal(&known->failure[i].c, &f->c))
      return NTK_OK;
  const ntk_status status = make_folder_of(path, err);
  if (status != NTK_OK) return status;
  char line[NTK_FAILURE_LINE];
  ntk_failure_print(f, line);
  FILE *file = fopen(path, "a");
  if (file == NULL) return ntk_fail(err, NTK_EWRITE, "%s: %s", path, strerror(errno));
  const int written = fprintf(file, "# %s\n%s\n", message, line);
  if (fclose(file) != 0 || written < 0) return ntk_fail(err, NTK_EWRITE, "%s: %s", path, strerror(errno));
  return NTK_OK;
}
