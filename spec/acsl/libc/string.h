/* Stands in for <string.h> when Frama-C reads the sources: assumed contracts (verify/README.md). That a `const char *` names
   zero-terminated text is not asked for: provers cannot follow it through tables and formats. It is the assumption `strings`; the tests run
   under ASan. The mem functions are for bytes: what they write as char, WP does not see as anything else. */
#ifndef NTK_ACSL_STRING_H
#define NTK_ACSL_STRING_H

#include <stddef.h>

/*@ requires valid: \valid_read(s);
    terminates \true;
    exits \false;
    assigns \result \from s, s[0 ..];
    ensures valid: \valid_read(s + (0 .. \result));
    ensures end: s[\result] == 0;
    ensures before: \forall integer i; 0 <= i < \result ==> s[i] != 0; */
extern size_t strlen(const char *s);

/*@ requires valid: \valid_read(a) && \valid_read(b);
    terminates \true;
    exits \false;
    assigns \result \from a[0 ..], b[0 ..]; */
extern int strcmp(const char *a, const char *b);

/*@ requires valid: \valid_read(a) && \valid_read(b);
    terminates \true;
    exits \false;
    assigns \result \from a[0 ..], b[0 ..], n; */
extern int strncmp(const char *a, const char *b, size_t n);

/*@ requires valid: \valid_read(s);
    terminates \true;
    exits \false;
    assigns \result \from s, s[0 ..], c;
    ensures found: \result != \null ==> \valid_read(\result) && *\result == (char)c && \base_addr(\result) == \base_addr(s) && s <= \result;
    ensures before: \result != \null ==> \forall integer i; 0 <= i <= \result - s ==> \valid_read(s + i); */
extern char *strchr(const char *s, int c);

/*@ requires valid: \valid_read(s);
    terminates \true;
    exits \false;
    assigns \result \from s, s[0 ..], c;
    ensures found: \result != \null ==> \valid_read(\result) && *\result == (char)c && \base_addr(\result) == \base_addr(s) && s <= \result; */
extern char *strrchr(const char *s, int c);

/*@ requires valid: \valid_read(s) && \valid_read(part);
    terminates \true;
    exits \false;
    assigns \result \from s, s[0 ..], part[0 ..];
    ensures found: \result != \null ==> \valid_read(\result) && \base_addr(\result) == \base_addr(s) && s <= \result; */
extern char *strstr(const char *s, const char *part);

/*@ requires valid: \valid_read(s) && \valid_read(accept);
    terminates \true;
    exits \false;
    assigns \result \from s[0 ..], accept[0 ..];
    ensures valid: \valid_read(s + (0 .. \result)); */
extern size_t strspn(const char *s, const char *accept);

/*@ requires valid: \valid_read(s) && \valid_read(reject);
    terminates \true;
    exits \false;
    assigns \result \from s[0 ..], reject[0 ..];
    ensures valid: \valid_read(s + (0 .. \result)); */
extern size_t strcspn(const char *s, const char *reject);

/*@ terminates \true;
    exits \false;
    assigns \result \from number;
    ensures valid: \valid_read(\result); */
extern char *strerror(int number);

/*@ requires valid: \valid(to) && \valid_read(from);
    terminates \true;
    exits \false;
    assigns to[0 ..], \result \from to, to[0 ..], from[0 ..], n;
    ensures result: \result == to; */
extern char *strncat(char *to, const char *from, size_t n);

/*@ requires valid: n == 0 || \valid((char *)to + (0 .. n - 1)) && \valid_read((char *)from + (0 .. n - 1));
    requires apart: n == 0 || \separated((char *)to + (0 .. n - 1), (char *)from + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns ((char *)to)[0 .. n - 1] \from ((char *)from)[0 .. n - 1];
    assigns \result \from to;
    ensures copy: \forall integer i; 0 <= i < n ==> ((char *)to)[i] == \old(((char *)from)[i]);
    ensures result: \result == to; */
extern void *memcpy(void *to, const void *from, size_t n);

/*@ requires valid: n == 0 || \valid((char *)to + (0 .. n - 1)) && \valid_read((char *)from + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns ((char *)to)[0 .. n - 1] \from ((char *)from)[0 .. n - 1];
    assigns \result \from to;
    ensures copy: \forall integer i; 0 <= i < n ==> ((char *)to)[i] == \old(((char *)from)[i]);
    ensures result: \result == to; */
extern void *memmove(void *to, const void *from, size_t n);

/*@ requires valid: n == 0 || \valid((char *)to + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns ((char *)to)[0 .. n - 1] \from c;
    assigns \result \from to;
    ensures set: \forall integer i; 0 <= i < n ==> ((char *)to)[i] == (char)c;
    ensures result: \result == to; */
extern void *memset(void *to, int c, size_t n);

/*@ requires valid: n == 0 || \valid_read((char *)a + (0 .. n - 1)) && \valid_read((char *)b + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from ((char *)a)[0 .. n - 1], ((char *)b)[0 .. n - 1];
    ensures equal: \result == 0 <==> (\forall integer i; 0 <= i < n ==> ((char *)a)[i] == ((char *)b)[i]); */
extern int memcmp(const void *a, const void *b, size_t n);

/*@ requires valid: n == 0 || \valid_read((char *)s + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from s, ((char *)s)[0 .. n - 1], c;
    ensures found: \result != \null ==> (char *)s <= (char *)\result < (char *)s + n && \base_addr(\result) == \base_addr(s) && *(char *)\result == (char)c;
    ensures before: \result != \null ==> \forall integer i; 0 <= i < (char *)\result - (char *)s ==> ((char *)s)[i] != (char)c;
    ensures none: \result == \null ==> \forall integer i; 0 <= i < n ==> ((char *)s)[i] != (char)c; */
extern void *memchr(const void *s, int c, size_t n);

#endif
