#include "cli/machine.h"

#include <omp.h>
#include <signal.h>
#include <stddef.h>

/*@ requires some: 1 <= threads;
    terminates \true;
    exits \false;
    assigns \nothing; */
extern void openblas_set_num_threads(int threads);

void ntk_threads(int threads) {
  omp_set_num_threads(threads);
  openblas_set_num_threads(1);
}

volatile sig_atomic_t ntk_interrupted;
static const int held[] = {SIGINT, SIGTERM, SIGHUP};

/*@ terminates \true;
    exits \false;
    assigns ntk_interrupted; */
static void remember(int signal_number) { ntk_interrupted = signal_number; }

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
static void dispose(void (*how)(int)) {
  struct sigaction action = {.sa_handler = how, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  /*@ loop invariant range: 0 <= i <= 3;
      loop assigns i;
      loop variant 3 - i; */
  for (unsigned i = 0; i < sizeof held / sizeof held[0]; i++) sigaction(held[i], &action, NULL);
}

void ntk_interrupt_hold(void) {
  ntk_interrupted = 0;
  dispose(remember);
}

void ntk_interrupt_release(void) {
  dispose(SIG_DFL);
  if (ntk_interrupted != 0) raise(ntk_interrupted);
}
