// header: src/cli/call.h
// source: src/cli/call.c
// untested ntk_subcommand_at.requires0: a macro in it; the driver asks for 0 to 4
// clause ntk_subcommand_run.called: close(ntk_seen)
// test ntk_subcommand_run.exit: \result == 0 ==> 0 <= *exit_status && *exit_status <= 2
// untested ntk_subcommand_run.requires0: all options, of which the call hands on the address alone
static double mark, told;
static ntk_options options;
static ntk_error err;
static double what_was_told(void) { return told; }
static ntk_status run_it(const ntk_options *of, int *exit_status, ntk_error *error) {
  *exit_status = (int)ntk_below(3);
  error->status = NTK_OK;
  told = of == &options ? mark : -1.0;
  return ntk_below(2) ? NTK_OK : NTK_EUSAGE;
}
/* The five are of other files; which of them is asked for is told by the address. */
const ntk_subcommand ntk_subcommand_check = {"check", 0, "", "", run_it}, ntk_subcommand_train = {"train", 0, "", "", run_it},
                     ntk_subcommand_kernel = {"kernel", 0, "", "", run_it}, ntk_subcommand_claims = {"claims", 0, "", "", run_it},
                     ntk_subcommand_diff = {"diff", 0, "", "", run_it};
// clause ntk_subcommand_at.which: \result == ntk_pointer
static void drive_ntk_subcommand_at(void) {
  const ntk_subcommand *const all[] = {&ntk_subcommand_check, &ntk_subcommand_train, &ntk_subcommand_kernel, &ntk_subcommand_claims, &ntk_subcommand_diff};
  const size_t i = ntk_below(5);
  ntk_pointer = all[i];
  CALL(ntk_subcommand_at)(i);
}
static void drive_ntk_subcommand_run(void) {
  int exit_status = 7;
  mark = ntk_oracle = ntk_uniform(1.0, 2.0);
  ntk_tolerance = 1e-12;
  ntk_measure = what_was_told;
  options.command = ntk_subcommand_train.command;
  CALL(ntk_subcommand_run)(&ntk_subcommand_train, &options, &exit_status, &err);
}
