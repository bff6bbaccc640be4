/* The report as one HTML file: no script, nothing loaded from elsewhere, readable in print, light and dark. */
#ifndef NTK_REPORT_HTML_H
#define NTK_REPORT_HTML_H

#include <jansson.h>
#include "core/error.h"
#include "report/text.h"

/* out := the page, from report and series (build.h) and the ledger. Plots are drawn by gnuplot; where it is missing or fails
   the page says so in their place. NTK_ENOMEM. */
ntk_status ntk_html(ntk_text *out, const json_t *report, const json_t *series, const json_t *ledger, ntk_error *err);

#endif
