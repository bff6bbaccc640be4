/* What is counted over the cases of one property: passes, discards by reason, labels, the least margin. */
#ifndef NTK_PROPERTIES_TALLY_H
#define NTK_PROPERTIES_TALLY_H

#include <stdio.h>
#include "property.h"

#define NTK_LABELS 16
#define NTK_REASONS 8
/* Probability with which a label's coverage test fails though its cases are drawn as often as required. */
#define NTK_COVERAGE_ALARM 1e-6

typedef struct {
  size_t passed, discarded;
  size_t label[NTK_LABELS];
  struct {
    char code[48];
    size_t count;
  } reason[NTK_REASONS]; /* of discards; the last one also collects the rest */
  double margin;         /* least; NAN: none */
  ntk_case tightest;     /* the case of the least margin */
} ntk_tally;

void ntk_tally_init(ntk_tally *tally);

/* Counts a pass or a discard (a fail is not its business). */
void ntk_tally_add(ntk_tally *tally, const ntk_property *property, const ntk_case *c, const ntk_observation *o);

/* 1 iff every label's share is compatible with the required one: P(X <= count) >= NTK_COVERAGE_ALARM for X binomial with exactly that share,
   and, if zero_fails, at least one case has it. Otherwise why says which label, how many, how many are required. */
int ntk_coverage(const ntk_tally *tally, const ntk_property *property, int zero_fails, char why[256]);

/* "60 held (a case fails with probability below 4.9%), 3 discarded (singular-kernel 3), margin 1.2; k=3 33%, ..." */
void ntk_tally_print(const ntk_tally *tally, const ntk_property *property, FILE *out);

#endif
