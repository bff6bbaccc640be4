/* From the curves of a claim to plots: which share a figure, which axes are logarithmic, how each is drawn. */
#ifndef NTK_REPORT_FIGURE_H
#define NTK_REPORT_FIGURE_H

#include <jansson.h>
#include "core/error.h"
#include "report/text.h"

/* Figures that the curves (result.h: series) make: those with the same labels share one. */
/*@ requires valid: json(series);
    terminates \true;
    exits \false;
    assigns \result \from series; */
size_t ntk_figure_count(const json_t *series);

/* Appends gnuplot commands that draw figure number index to standard output; the look (reports/plot.gp) comes before. */
/*@ requires valid: text_valid(script) && json(series);
    terminates \true;
    exits \false;
    assigns *script, ntk_alloc_countdown;
    ensures valid: text_valid(script); */
void ntk_figure_script(ntk_text *script, const json_t *series, size_t index);

/* "y against x" of that figure. */
/*@ requires valid: text_valid(out) && json(series);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
void ntk_figure_caption(ntk_text *out, const json_t *series, size_t index);

#endif
