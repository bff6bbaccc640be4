/* Threads and signals. */
#ifndef NTK_CLI_MACHINE_H
#define NTK_CLI_MACHINE_H

#include <signal.h>

/* The signal that came since the last hold; 0: none. */
extern volatile sig_atomic_t ntk_interrupted;

/* One BLAS thread per worker: the same bytes whatever the threads. */
/*@ requires some: 1 <= threads;
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_threads(int threads);

/* Between hold and release an interrupt waits: files are whole or absent. release ends the program by the signal that came. */
/*@ terminates \true;
    exits \false;
    assigns ntk_interrupted; */
void ntk_interrupt_hold(void);
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_interrupt_release(void);

#endif
