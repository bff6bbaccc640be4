/* The subcommands: each returns the program's exit status, or fills err and returns its status' exit. */
#ifndef NTK_CLI_COMMAND_H
#define NTK_CLI_COMMAND_H

#include "cli/options.h"

typedef struct {
  const char *name;
  ntk_command command;
  const char *usage, *about;
  ntk_status (*run)(const ntk_options *options, int *exit_status, ntk_error *err);
} ntk_subcommand;


extern const ntk_subcommand ntk_subcommand_check, ntk_subcommand_train, ntk_subcommand_kernel, ntk_subcommand_claims, ntk_subcommand_diff;

#endif
