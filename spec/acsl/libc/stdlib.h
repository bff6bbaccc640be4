/* Stands in for <stdlib.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_STDLIB_H
#define NTK_ACSL_STDLIB_H

#include <stddef.h>
#include <stdint.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1

/* WP has no \fresh: that the memory is apart from all other is not in the contract. The heap's own state is not modelled. */
/*@ terminates \true;
    exits \false;
    assigns \result \from count, size;
    ensures fits: \result != \null ==> count * size <= SIZE_MAX;
    ensures valid: \result != \null ==> \valid((char *)\result + (0 .. count * size - 1)); */
extern void *calloc(size_t count, size_t size);

/* The heap is not modelled, so that nothing is read after it was freed is not proved (the tests run under ASan). */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
extern void free(void *block);

/*@ requires valid: \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from name;
    ensures valid: \result != \null ==> \valid_read(\result); */
extern char *getenv(const char *name);

/*@ requires valid: \valid_read(text);
    requires valid_end: end == \null || \valid(end);
    terminates \true;
    exits \false;
    assigns *end, \result \from text, text[0 ..];
    ensures end: end != \null ==> \valid_read(*end) && \base_addr(*end) == \base_addr(text) && text <= *end; */
extern double strtod(const char *text, char **end);

/*@ requires valid: \valid_read(text);
    requires valid_end: end == \null || \valid(end);
    requires base: base == 0 || 2 <= base <= 36;
    terminates \true;
    exits \false;
    assigns *end, \result \from text, text[0 ..], base;
    ensures end: end != \null ==> \valid_read(*end) && \base_addr(*end) == \base_addr(text) && text <= *end; */
extern unsigned long strtoul(const char *text, char **end, int base);

/*@ requires valid: \valid_read(text);
    requires valid_end: end == \null || \valid(end);
    requires base: base == 0 || 2 <= base <= 36;
    terminates \true;
    exits \false;
    assigns *end, \result \from text, text[0 ..], base;
    ensures end: end != \null ==> \valid_read(*end) && \base_addr(*end) == \base_addr(text) && text <= *end; */
extern unsigned long long strtoull(const char *text, char **end, int base);

#endif
