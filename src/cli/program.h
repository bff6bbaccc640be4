/* The program. */
#ifndef NTK_CLI_PROGRAM_H
#define NTK_CLI_PROGRAM_H

#include "cli/machine.h"
#include "core/alloc.h"

#include "../../spec/acsl/heap.h"

/* What main is given, to the exit status (design). */
/*@ requires arguments: 0 <= argc && \forall integer i; 0 <= i < argc ==> \valid_read(argv + i) && \valid_read(argv[i]);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures design: \result \in {0, 1, 2, 64, 65, 66, 70, 74}; */
int ntk_program(int argc, char **argv);

#endif
