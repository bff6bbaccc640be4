/* The report as one HTML file: no script, nothing loaded from elsewhere, readable in print, light and dark. */
#ifndef NTK_REPORT_HTML_H
#define NTK_REPORT_HTML_H

#include <jansson.h>
#include "core/error.h"
#include "report/text.h"

/* out := the page, from report and series (build.h) and the ledger. Plots are drawn by gnuplot; where it is missing or fails
   the page says so in their place. NTK_ENOMEM. */
/*@ requires valid: text_valid(out) && json(report) && json(series) && json(ledger) && \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, *err, \result \from report, series, ledger, ntk_alloc_countdown;
    ensures valid: text_valid(out);
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> !out->failed; */
ntk_status ntk_html(ntk_text *out, const json_t *report, const json_t *series, const json_t *ledger, ntk_error *err);

#endif
