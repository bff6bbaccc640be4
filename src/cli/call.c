/* Outside the proofs: calls through pointers, and tables of other files. */
#include "cli/call.h"

const ntk_subcommand *ntk_subcommand_at(size_t i) {
  static const ntk_subcommand *const all[NTK_SUBCOMMANDS] = {&ntk_subcommand_check, &ntk_subcommand_train, &ntk_subcommand_kernel, &ntk_subcommand_claims,
                                                             &ntk_subcommand_diff};
  return all[i];
}

ntk_status ntk_subcommand_run(const ntk_subcommand *sub, const ntk_options *options, int *exit_status, ntk_error *err) {
  return sub->run(options, exit_status, err);
}
