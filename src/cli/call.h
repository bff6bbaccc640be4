/* The subcommands and the calls through their pointers. */
#ifndef NTK_CLI_CALL_H
#define NTK_CLI_CALL_H

#include "cli/command.h"
#include "cli/machine.h"
#include "core/alloc.h"

#include "../../spec/acsl/heap.h"

#define NTK_SUBCOMMANDS 5

/* In the order of --help. Assumed: tables of other files. */
/*@ requires range: i < NTK_SUBCOMMANDS;
    terminates \true;
    exits \false;
    assigns \result \from i;
    ensures valid: \valid_read(\result) && \valid_read(\result->name) && \valid_read(\result->usage) && \valid_read(\result->about); */
const ntk_subcommand *ntk_subcommand_at(size_t i);

/* sub->run. Assumed (callback): each subcommand's run is proved in its own file against a contract of this shape; those about networks ask for
   network_valid(options), which options_valid promises for their commands. */
/*@ requires valid: \valid_read(sub) && options_valid(options) && \valid(exit_status) && \valid(err);
    requires command: sub->command == options->command && options->text[NTK_OPTION_HELP] == \null;
    requires apart: \separated(options, exit_status, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: 0 <= \result < NTK_STATUS_COUNT;
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
ntk_status ntk_subcommand_run(const ntk_subcommand *sub, const ntk_options *options, int *exit_status, ntk_error *err);

#endif
