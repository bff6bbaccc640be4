/* Stands in for <unistd.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_UNISTD_H
#define NTK_ACSL_UNISTD_H

#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

/*@ terminates \true;
    exits \false;
    assigns \result \from descriptor; */
extern int isatty(int descriptor);

/*@ terminates \true;
    exits \false;
    assigns \result \from descriptor; */
extern int fsync(int descriptor);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing; */
extern pid_t getpid(void);

#endif
