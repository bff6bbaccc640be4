/* The figures of a page, drawn at once. */
#ifndef NTK_REPORT_PLOTS_H
#define NTK_REPORT_PLOTS_H

#include "core/error.h"
#include "report/text.h"

typedef struct ntk_plots ntk_plots;

/* Draws `count` plots by gnuplot (gnuplot.h); NULL with NTK_OK: why says why there are none. NTK_ENOMEM. Free with ntk_plots_free.
   Assumed: an array of texts on the heap, which WP takes neither as new nor from void *. */
/*@ requires valid: text_readable(script) && \valid(out) && \valid(why);
    terminates \true;
    exits \false;
    assigns *out, *why, ntk_alloc_countdown, \result \from *script, count, ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
ntk_status ntk_plots_draw(ntk_plots **out, const ntk_text *script, size_t count, ntk_error *why);

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_plots_free(ntk_plots *plots);

/* Appends plot number i, below count. */
/*@ requires valid: text_valid(out) && plots != \null;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_plots_put(ntk_text *out, const ntk_plots *plots, size_t i);

#endif
