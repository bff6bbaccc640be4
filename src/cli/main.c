/* Outside the proofs: what the system gives main is taken to be as C17 5.1.2.2.1 says; WP would want it proved. */
#include "cli/program.h"

int main(int argc, char **argv) { return ntk_program(argc, argv); }
