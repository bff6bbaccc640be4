/* Stands in for <time.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_TIME_H
#define NTK_ACSL_TIME_H

typedef long time_t;
typedef int clockid_t;
struct timespec { time_t tv_sec; long tv_nsec; };
#define CLOCK_MONOTONIC 1

/*@ requires valid: \valid(now);
    terminates \true;
    exits \false;
    assigns *now, \result; */
extern int clock_gettime(clockid_t clock, struct timespec *now);

#endif
