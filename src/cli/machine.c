#include "cli/machine.h"

#include <omp.h>
#include <signal.h>
#include <stddef.h>

extern void openblas_set_num_threads(int threads);

void ntk_threads(int threads) {
  omp_set_num_threads(threads);
  openblas_set_num_threads(1);
}

static volatile sig_atomic_t came;
static const int held[] = {SIGINT, SIGTERM, SIGHUP};

static void remember(int signal_number) { came = signal_number; }

static void dispose(void (*how)(int)) {
  struct sigaction action = {.sa_handler = how, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (unsigned i = 0; i < sizeof held / sizeof held[0]; i++) sigaction(held[i], &action, NULL);
}

void ntk_interrupt_hold(void) {
  came = 0;
  dispose(remember);
}

void ntk_interrupt_release(void) {
  dispose(SIG_DFL);
  if (came != 0) raise(came);
}
