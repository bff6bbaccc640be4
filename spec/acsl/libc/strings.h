/* Stands in for <strings.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_STRINGS_H
#define NTK_ACSL_STRINGS_H

/*@ requires valid: \valid_read(a) && \valid_read(b);
    terminates \true;
    exits \false;
    assigns \result \from a[0 ..], b[0 ..]; */
extern int strcasecmp(const char *a, const char *b);

#endif
