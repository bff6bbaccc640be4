/* Threads and signals. */
#ifndef NTK_CLI_MACHINE_H
#define NTK_CLI_MACHINE_H

/* One BLAS thread per worker: the same bytes whatever the threads. */
void ntk_threads(int threads);

/* Between hold and release an interrupt waits: files are whole or absent. release ends the program by the signal that came. */
void ntk_interrupt_hold(void);
void ntk_interrupt_release(void);

#endif
