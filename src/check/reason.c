/* The functions with printf's arguments: nothing else stands here, since proofs cannot follow va_list (their contracts are assumed). */
#include <stdarg.h>
#include <stdio.h>

#include "check/result.h"
#include "check/study.h"

void ntk_outcome_set(ntk_outcome *out, ntk_verdict verdict, const char *format, ...) {
  out->verdict = verdict;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(out->reason, sizeof out->reason, format, arguments);
  va_end(arguments);
}

void ntk_study_decline(ntk_result *result, ntk_verdict verdict, const char *format, ...) {
  char reason[sizeof result->sample.reason];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  ntk_outcome_set(&result->control, verdict, "%s", reason);
  ntk_result_fold(result, &result->control);
}
