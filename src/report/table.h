/* The report as a table for the terminal, 80 columns. */
#ifndef NTK_REPORT_TABLE_H
#define NTK_REPORT_TABLE_H

#include <jansson.h>
#include "report/text.h"

/* Claim, four layers, margin, control; a legend; then what was refuted or must be looked at, each with its replay command. */
/*@ requires valid: text_valid(out) && json(report);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_table(ntk_text *out, const json_t *report, int colours);

#endif
