/* Stands in for <sys/types.h> when Frama-C reads the sources. */
#ifndef NTK_ACSL_SYS_TYPES_H
#define NTK_ACSL_SYS_TYPES_H

typedef int pid_t;
typedef unsigned int mode_t;
typedef long off_t;

#endif
