/* What drivers and tested forms share. The numbers are set by a driver before each call. */
#ifndef NTK_TESTED_H
#define NTK_TESTED_H

#include <stddef.h>

enum { NTK_ENTRIES = 64 };
extern double ntk_oracle, ntk_tolerance;              /* of a scalar result */
extern double ntk_oracles[NTK_ENTRIES], ntk_tolerances[NTK_ENTRIES]; /* of an array's entries */
extern size_t ntk_entries;
extern char ntk_expected[NTK_ENTRIES];                /* bytes, likewise */
extern unsigned long long ntk_bits;                   /* an integer, likewise */
extern const void *ntk_pointer;                       /* a pointer, likewise */
extern int ntk_same;                                  /* what is watched has not changed in the call */
extern unsigned ntk_version;                          /* 0: the contract; k > 0: the control of clause k */

/*@ predicate close(real x) = x - ntk_oracle <= ntk_tolerance && ntk_oracle - x <= ntk_tolerance;
    predicate close_to_wrong(real x) = x - (ntk_oracle + 4 * ntk_tolerance) <= ntk_tolerance && (ntk_oracle + 4 * ntk_tolerance) - x <= ntk_tolerance;
    predicate close_entries(double *x) = \forall integer i; 0 <= i < ntk_entries ==>
      x[i] - ntk_oracles[i] <= ntk_tolerances[i] && ntk_oracles[i] - x[i] <= ntk_tolerances[i];
    predicate close_entries_to_wrong(double *x) = \forall integer i; 0 <= i < ntk_entries ==>
      x[i] - (ntk_oracles[i] + 4 * ntk_tolerances[i]) <= ntk_tolerances[i] && (ntk_oracles[i] + 4 * ntk_tolerances[i]) - x[i] <= ntk_tolerances[i]; */

/* What a driver computes from the call's outcome, for a tested form to compare: NULL, or a function; its value is in ntk_seen. */
extern double (*ntk_measure)(void);
extern double ntk_seen;

/* Random inputs: SplitMix64 from one fixed seed, so every run is the same. */
extern double ntk_uniform(double low, double high);
extern size_t ntk_below(size_t n); /* 0 .. n - 1 */

/* f(x) in higher precision (long double or quad), rounded; *error bounds its own rounding. */
extern double ntk_oracle_of(const char *function, double x, double y, double z);
extern double ntk_ulp(double x);

/* Until the next ntk_forget: the n numbers at x are not to change. */
extern void ntk_forget(void);
extern void ntk_watch(const double *x, size_t n);
extern int ntk_watched_same(void);
extern void ntk_disturb(void);

extern void run_rounds(void (*drive)(void), size_t versions, size_t calls);
extern void ntk_report(void);

#endif
