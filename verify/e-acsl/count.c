/* Instead of stopping at the first assertion that fails, count for each clause how often it was evaluated and how often it failed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "instrumentation_model/e_acsl_assert_data.h"

enum { MOST = 4096 };
static struct { const char *fct, *name; unsigned long calls, failed; } clause[MOST];
static size_t clauses;

void __e_acsl_assert(int predicate, eacsl_assert_data_t *data);
void __e_acsl_assert(int predicate, eacsl_assert_data_t *data) {
  if (data->name == NULL || data->fct == NULL) return;
  size_t i = 0;
  while (i < clauses && !(strcmp(clause[i].name, data->name) == 0 && strcmp(clause[i].fct, data->fct) == 0)) i++;
  if (i == MOST) abort();
  if (i == clauses) clause[clauses++].fct = strdup(data->fct), clause[i].name = strdup(data->name);
  clause[i].calls++;
  if (!predicate) clause[i].failed++;
}

void ntk_report(void);
void ntk_report(void) {
  for (size_t i = 0; i < clauses; i++) printf("%s %s %lu %lu\n", clause[i].fct, clause[i].name, clause[i].calls, clause[i].failed);
  fflush(stdout);
  _exit(0); /* not exit: E-ACSL's malloc has already gone when the libraries' destructors free */
}
