/* The file of failures: one line each, `id words` or `id control words`, replayed before anything else. Lines starting with # are comments. */
#ifndef NTK_PROPERTIES_FAILURES_H
#define NTK_PROPERTIES_FAILURES_H

#include "case.h"
#include "core/error.h"

#define NTK_FAILURE_LINE (NTK_CASE_LINE + 128)

typedef struct {
  char id[64];
  int control; /* the failure is a control that held */
  ntk_case c;
} ntk_failure;

typedef struct {
  size_t count;
  ntk_failure *failure;
} ntk_failures;

void ntk_failure_print(const ntk_failure *f, char line[NTK_FAILURE_LINE]);

/* `id words` or `id control words`. NTK_EUSAGE as ntk_case_parse. */
ntk_status ntk_failure_parse(const char *line, ntk_failure *f, ntk_error *err);

/* All lines of a file; none when there is no such file (or path is NULL). NTK_EDATA names file and line. Free with ntk_failures_clear. */
ntk_status ntk_failures_read(const char *path, ntk_failures *out, ntk_error *err);
void ntk_failures_clear(ntk_failures *failures);

/* Adds one unless it is there already, with a comment above it. Makes the folder. NTK_EWRITE; nothing when path is NULL. */
ntk_status ntk_failures_add(const char *path, const ntk_failures *known, const ntk_failure *f, const char *message, ntk_error *err);

#endif
