/* The report as JUnit XML: one test case a claim and one a control. */
#ifndef NTK_REPORT_JUNIT_H
#define NTK_REPORT_JUNIT_H

#include <jansson.h>
#include "report/text.h"

/* A claim fails when an asked-for layer is refuted, is skipped when none is refuted and one is undecided or has a
   failing hypothesis, or none applies; a control fails when it holds. */
/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_junit(ntk_text *out, const json_t *report);

#endif
