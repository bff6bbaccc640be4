/* Files and processes, hence outside the proofs. Standard input and output are unnamed temporary files: no pipe can block. */
#include "report/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/alloc.h"
#include "report/embedded.h"

extern char **environ;

/* gnuplot < input > output; its messages are not the user's. */
static ntk_status run(FILE *input, FILE *output, ntk_error *err) {
  char program[] = "gnuplot";
  char *const arguments[] = {program, NULL};
  posix_spawn_file_actions_t files;
  pid_t child;
  int how = 0;
  if (posix_spawn_file_actions_init(&files) != 0) return ntk_fail(err, NTK_ENOMEM, "out of memory while starting gnuplot");
  int failed = posix_spawn_file_actions_adddup2(&files, fileno(input), 0);
  if (failed == 0) failed = posix_spawn_file_actions_adddup2(&files, fileno(output), 1);
  if (failed == 0) failed = posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  if (failed == 0) failed = posix_spawnp(&child, program, &files, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return ntk_fail(err, failed == ENOMEM ? NTK_ENOMEM : NTK_ENOINPUT, "gnuplot cannot be started: %s", strerror(failed));
  while (waitpid(child, &how, 0) < 0)
    if (errno != EINTR) return ntk_fail(err, NTK_EINTERNAL, "gnuplot: %s", strerror(errno));
  if (WIFEXITED(how) && WEXITSTATUS(how) == 127) return ntk_fail(err, NTK_ENOINPUT, "gnuplot cannot be started");
  if (!WIFEXITED(how) || WEXITSTATUS(how) != 0) return ntk_fail(err, NTK_EINTERNAL, "gnuplot failed");
  return NTK_OK;
}

static ntk_status read_all(FILE *file, ntk_text *text, ntk_error *err) {
  char buffer[4096];
  size_t size;
  rewind(file);
  while ((size = fread(buffer, 1, sizeof buffer, file)) > 0) ntk_text_bytes(text, buffer, size);
  if (ferror(file)) return ntk_fail(err, NTK_EWRITE, "the temporary file of gnuplot cannot be read");
  return text->failed ? ntk_fail(err, NTK_ENOMEM, "out of memory while reading plots") : NTK_OK;
}

/* Copies one plot and puts the prefix before ids, which gnuplot calls gp... and gnuplot_... in every plot. */
static void own_ids(ntk_text *out, const char *svg, size_t size, const char *prefix, size_t number) {
  static const char *const marks[] = {"id='gp", "id=\"gp", "'#gp", "\"#gp", "id=\"gnuplot_"};
  static const size_t before[] = {4, 4, 2, 2, 4}; /* bytes of the mark that stay in front */
  size_t start = 0;
  for (size_t i = 0; i < size; i++)
    for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++)
      if (size - i >= strlen(marks[m]) && memcmp(svg + i, marks[m], strlen(marks[m])) == 0) {
        ntk_text_bytes(out, svg + start, i + before[m] - start);
        ntk_text_format(out, "%s-%zu-", prefix, number);
        start = i + before[m];
      }
  ntk_text_bytes(out, svg + start, size - start);
}

/* Filters that no plot uses, with fixed ids: cut out. */
static void without_filters(ntk_text *out, const ntk_text *in) {
  const char *at = in->data, *open;
  while ((open = strstr(at, "<filter ")) != NULL) {
    const char *close = strstr(open, "</filter>");
    if (close == NULL) break;
    ntk_text_bytes(out, at, (size_t)(open - at));
    at = close + strlen("</filter>");
  }
  ntk_text_add(out, at);
}

static ntk_status split(const ntk_text *plots, size_t count, ntk_text *svg, const char *prefix, ntk_error *err) {
  const char *at = plots->data == NULL ? "" : plots->data;
  for (size_t i = 0; i < count; i++) {
    const char *start = strstr(at, "<svg"), *end = start == NULL ? NULL : strstr(start, "</svg>");
    if (end == NULL) return ntk_fail(err, NTK_EINTERNAL, "gnuplot drew %zu of %zu plots", i, count);
    at = end + strlen("</svg>");
    ntk_text whole = {0};
    own_ids(&whole, start, (size_t)(at - start), prefix, i);
    if (!whole.failed) without_filters(&svg[i], &whole);
    svg[i].failed |= whole.failed;
    ntk_text_clear(&whole);
    if (svg[i].failed) return ntk_fail(err, NTK_ENOMEM, "out of memory while reading plots");
  }
  if (strstr(at, "<svg") != NULL) return ntk_fail(err, NTK_EINTERNAL, "gnuplot drew more than %zu plots", count);
  return NTK_OK;
}

ntk_status ntk_gnuplot(const ntk_text *script, size_t count, ntk_text *svg, const char *prefix, ntk_error *err) {
  ntk_text plots = {0};
  ntk_status status;
  if (count == 0) return NTK_OK;
  if (script->failed || script->data == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while making plots");
  FILE *input = tmpfile(), *output = tmpfile();
  if (input == NULL || output == NULL) status = ntk_fail(err, NTK_EWRITE, "no temporary file for gnuplot: %s", strerror(errno));
  else if (fwrite(ntk_embedded_plot, 1, ntk_embedded_plot_size, input) != ntk_embedded_plot_size ||
           fwrite(script->data, 1, script->size, input) != script->size || fflush(input) != 0 || fseek(input, 0, SEEK_SET) != 0)
    status = ntk_fail(err, NTK_EWRITE, "the temporary file of gnuplot: %s", strerror(errno));
  else status = run(input, output, err);
  if (status == NTK_OK) status = read_all(output, &plots, err);
  if (status == NTK_OK) status = split(&plots, count, svg, prefix, err);
  for (size_t i = 0; status != NTK_OK && i < count; i++) ntk_text_clear(&svg[i]);
  if (input != NULL) fclose(input);
  if (output != NULL) fclose(output);
  ntk_text_clear(&plots);
  return status;
}
