/* LaTeX formulas as MathML: the subset that the ledger uses, no scripts, no fonts from elsewhere. */
#ifndef NTK_REPORT_MATH_H
#define NTK_REPORT_MATH_H

#include "report/text.h"

/* Appends <math>...</math> for the formula (without dollar signs). Returns 1; 0 when it holds something outside the subset
   (nothing is appended then). */
/*@ requires valid: text_valid(out) && \valid_read(latex + (0 .. size));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, \result \from latex[0 .. size - 1], size, display;
    ensures valid: text_valid(out);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_math(ntk_text *out, const char *latex, size_t size, int display);

/* Appends text with $inline$ and $$display$$ formulas and `code` as HTML. A formula outside the subset appears as its LaTeX.
   Returns how many such there were. */
/*@ requires valid: text_valid(out) && \valid_read(source);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, \result \from source[0 ..];
    ensures valid: text_valid(out); */
size_t ntk_math_paragraph(ntk_text *out, const char *source);

#endif
