/* The property engine. For each property: the kept failures first, then random cases until enough of them count, labels and their coverage,
   then the control; a failure ends the property, is shrunk, kept in the file and printed as the command that replays it. No retry: a case
   is run once. Statistical properties give p-values: all of them are one family, judged at the end by Holm. */
#ifndef NTK_PROPERTIES_ENGINE_H
#define NTK_PROPERTIES_ENGINE_H

#include <stdio.h>
#include "property.h"

/* Probability with which a run reports one or more statistical properties though all hold. */
#define NTK_FAMILY_ALARM 1e-4

typedef struct {
  uint64_t seed;
  size_t cases;          /* cases that count per property, and of its control; 0: each property's own numbers */
  const char *only;      /* one id; NULL: all */
  double max_seconds;    /* per property; 0: no limit. A property that has not run all its cases by then fails */
  double shrink_seconds; /* per failure; 0: 20 */
  const char *failures;  /* path of the file of failures; NULL: none */
  int threads;           /* 0: all. The answers do not depend on it */
  FILE *out;
  FILE *progress; /* a terminal, or NULL */
} ntk_engine_options;

typedef struct {
  size_t passed, failed;
} ntk_engine_summary;

/* Runs the properties (NULL-terminated), prints a line each, the failures and `N passed, N failed`. The i-th case of an id and a seed is the same
   whatever else runs and however many threads. NTK_EUSAGE: no such id; NTK_EDATA: a bad line in the file of failures; NTK_EWRITE; NTK_ENOMEM. */
ntk_status ntk_engine_run(const ntk_property *const *properties, const ntk_engine_options *options, ntk_engine_summary *summary, ntk_error *err);

/* Runs one line, `id words` or `id control words`, and says what came of it. *failed: it still fails (statistical: p <= NTK_FAMILY_ALARM). */
ntk_status ntk_engine_replay(const ntk_property *const *properties, const char *line, FILE *out, int *failed, ntk_error *err);

const ntk_property *ntk_property_find(const ntk_property *const *properties, const char *id);

/* Case number i of a property or, with control, of its control: drawn from the stream (seed, cases, id, i), repaired. */
ntk_status ntk_engine_draw(const ntk_property *property, uint64_t seed, int control, uint64_t i, ntk_case *c);

#endif
