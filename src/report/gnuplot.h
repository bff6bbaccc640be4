/* Plots by gnuplot as SVG text. Nothing with a name is left on the disk, whatever happens. */
#ifndef NTK_REPORT_GNUPLOT_H
#define NTK_REPORT_GNUPLOT_H

#include "core/error.h"
#include "report/text.h"

/* Runs gnuplot on reports/plot.gp and then script; svg is filled with one text per plot (count of them; each cleared by the caller
   with ntk_text_clear), from "<svg" to "</svg>", its ids made its own by `prefix` and its number.
   NTK_ENOINPUT: there is no gnuplot; NTK_EINTERNAL: it failed, or drew another number of plots; NTK_ENOMEM, NTK_EWRITE (temporary files). */
/*@ requires valid: text_readable(script) && \valid_read(prefix) && (err == \null || \valid(err));
    requires plots: \forall integer i; 0 <= i < count ==> text_valid(svg + i);
    terminates \true;
    exits \false;
    assigns svg[0 .. count - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, \result \from *script, count, prefix, ntk_alloc_countdown;
    ensures valid: \forall integer i; 0 <= i < count ==> text_valid(svg + i);
    ensures status: \result \in {NTK_OK, NTK_ENOINPUT, NTK_EINTERNAL, NTK_ENOMEM, NTK_EWRITE}; */
ntk_status ntk_gnuplot(const ntk_text *script, size_t count, ntk_text *svg, const char *prefix, ntk_error *err);

#endif
