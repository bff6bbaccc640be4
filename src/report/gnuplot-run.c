/* Standard input and output are unnamed temporary files: no pipe can block. */
#include "report/gnuplot-run.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

ntk_status ntk_gnuplot_run(const ntk_text *script, ntk_text *plots, ntk_error *err) {
  ntk_status status;
  size_t size = 0;
  const char *look = ntk_embedded(NTK_EMBEDDED_PLOT, &size);
  FILE *input = tmpfile(), *output = tmpfile();
  if (input == NULL || output == NULL) status = ntk_fail(err, NTK_EWRITE, "no temporary file for gnuplot: %s", strerror(errno));
  else if (fwrite(look, 1, size, input) != size || fwrite(ntk_text_string(script), 1, script->size, input) != script->size || fflush(input) != 0 ||
           fseek(input, 0, SEEK_SET) != 0)
    status = ntk_fail(err, NTK_EWRITE, "the temporary file of gnuplot: %s", strerror(errno));
  else status = run(input, output, err);
  if (status == NTK_OK) status = read_all(output, plots, err);
  if (input != NULL) fclose(input);
  if (output != NULL) fclose(output);
  return status;
}
