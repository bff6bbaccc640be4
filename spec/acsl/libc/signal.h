/* Stands in for <signal.h> when Frama-C reads the sources: assumed contracts (verify/README.md). That a handler may run at any time is not
   modelled, except that what it writes is volatile. A signal may end the program in raise: no contract speaks of that end. */
#ifndef NTK_ACSL_SIGNAL_H
#define NTK_ACSL_SIGNAL_H

typedef int sig_atomic_t;
typedef struct { unsigned long bits[16]; } sigset_t;
struct sigaction { void (*sa_handler)(int); sigset_t sa_mask; int sa_flags; };
#define SIG_DFL ((void (*)(int))0)
#define SIGHUP 1
#define SIGINT 2
#define SIGTERM 15
#define SA_RESTART 0x10000000

/*@ requires valid: \valid(set);
    terminates \true;
    exits \false;
    assigns *set, \result \from \nothing; */
extern int sigemptyset(sigset_t *set);

/*@ requires valid: \valid_read(action) && (old == \null || \valid(old));
    terminates \true;
    exits \false;
    assigns *old, \result \from signal_number, *action; */
extern int sigaction(int signal_number, const struct sigaction *action, struct sigaction *old);

/*@ terminates \true;
    exits \false;
    assigns \result \from signal_number; */
extern int raise(int signal_number);

#endif
