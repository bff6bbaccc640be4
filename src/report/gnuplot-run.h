/* Runs gnuplot: files and another program, hence outside the proofs. */
#ifndef NTK_REPORT_GNUPLOT_RUN_H
#define NTK_REPORT_GNUPLOT_RUN_H

#include "core/error.h"
#include "report/text.h"

/* Appends to plots what gnuplot writes on reports/plot.gp and then script. Assumed: that gnuplot ends is not in our hands, and its output
   has no bound. NTK_ENOINPUT: there is no gnuplot; NTK_EINTERNAL: it failed; NTK_ENOMEM, NTK_EWRITE (temporary files). */
/*@ requires valid: text_readable(script) && text_valid(plots) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *plots, err->status, err->text[0 .. 1023], ntk_alloc_countdown, \result \from *script, ntk_alloc_countdown;
    ensures valid: text_valid(plots);
    ensures status: \result \in {NTK_OK, NTK_ENOINPUT, NTK_EINTERNAL, NTK_ENOMEM, NTK_EWRITE}; */
ntk_status ntk_gnuplot_run(const ntk_text *script, ntk_text *plots, ntk_error *err);

#endif
