/* ntkcheck SUBCOMMAND [options] */
#include "cli/program.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/call.h"
#include "report/source.h"

/*@ requires valid: \valid(file);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void help(FILE *file) {
  fputs("usage: ntkcheck SUBCOMMAND [options]\n\n"
        "Do the theorems of neural-tangent-kernel training hold for this network, data\n"
        "set and scale, and how do we know?\n\n", file);
  /*@ loop invariant range: 0 <= i <= NTK_SUBCOMMANDS;
      loop assigns i;
      loop variant NTK_SUBCOMMANDS - i; */
  for (size_t i = 0; i < NTK_SUBCOMMANDS; i++) {
    const ntk_subcommand *sub = ntk_subcommand_at(i);
    fprintf(file, "  %-8s %.*s\n", sub->name, (int)strcspn(sub->about, "."), sub->about);
  }
  fputs("\nntkcheck SUBCOMMAND --help lists its options; ntkcheck --version.\n"
        "exit status: 0 all asked for holds; 1 something refuted; 2 undecided or a\n"
        "hypothesis fails; 64 usage; 65 bad data; 66 no such input; 70 internal error;\n"
        "74 cannot write\n", file);
}

/* What standard output could not take is an error, not success. */
/*@ terminates \true;
    exits \false;
    assigns \result \from exit_status;
    ensures status: \result == exit_status || \result == 74; */
static int closed(int exit_status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return exit_status;
  fputs("ntkcheck: standard output: cannot write\n", stderr);
  return ntk_status_exit(NTK_EWRITE);
}

/*@ requires valid: \valid_read(sub) && \valid_read(sub->name) && \valid_read(sub->usage) && \valid_read(sub->about);
    requires arguments: 0 <= argc && \forall integer i; 0 <= i < argc ==> \valid_read(argv + i) && \valid_read(argv[i]);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures design: \result \in {0, 1, 2, 64, 65, 66, 70, 74}; */
static int run(const ntk_subcommand *sub, int argc, char **argv) {
  ntk_options options;
  ntk_error err = {NTK_OK, ""};
  int exit_status = 0;
  ntk_status status = ntk_options_parse(&options, sub->command, argc, argv, &err);
  if (status == NTK_OK && ntk_given(&options, NTK_OPTION_HELP)) ntk_options_help(stdout, sub->command, sub->usage, sub->about);
  else if (status == NTK_OK) {
    ntk_options_note(&options);
    status = ntk_subcommand_run(sub, &options, &exit_status, &err);
  }
  ntk_options_clear(&options);
  if (status == NTK_OK) return closed(exit_status);
  fflush(stdout);
  fprintf(stderr, "ntkcheck %s: %s\n", sub->name, err.text[0] != '\0' ? err.text : ntk_status_text(status));
  return ntk_status_exit(status);
}

int ntk_program(int argc, char **argv) {
  gsl_set_error_handler_off();
  if (argc >= 2 && strcmp(argv[1], "--version") == 0) {
    printf("ntkcheck %s (source %s)\n", ntk_version(), ntk_source_hash());
    return closed(0);
  }
  if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
    help(stdout);
    return closed(0);
  }
  /*@ loop invariant range: 0 <= i <= NTK_SUBCOMMANDS;
      loop assigns i;
      loop variant NTK_SUBCOMMANDS - i; */
  for (size_t i = 0; argc >= 2 && i < NTK_SUBCOMMANDS; i++)
    if (strcmp(argv[1], ntk_subcommand_at(i)->name) == 0) return run(ntk_subcommand_at(i), argc - 2, argv + 2);
  fprintf(stderr, "ntkcheck: expected a subcommand (check, train, kernel, claims, diff), found %s%.200s%s\n", argc >= 2 ? "'" : "nothing", argc >= 2 ? argv[1] : "", argc >= 2 ? "'" : "");
  return ntk_status_exit(NTK_EUSAGE);
}
