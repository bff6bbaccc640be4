/* From the predicates of src/claim to outcomes: verdict, margin and the worst place, for the kinds of claims that studies share. */
#ifndef NTK_CHECK_DECIDE_H
#define NTK_CHECK_DECIDE_H

#include <stddef.h>
#include "check/result.h"
#include "stats/stats.h"
#include "claim/slope.h"

/* In each: holds is what the claim's predicate said of these very numbers; what names the quantity, for the reason; numbers that
   are not finite leave it undecided. */

/* |value_i - expected_i| <= error_i for all i; margin: the least error_i / |value_i - expected_i|. */
/*@ requires valid: \valid(out) && \valid_read(what) && \valid_read(value + (0 .. n - 1)) && \valid_read(expected + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    requires apart: \separated(out, value + (0 .. n - 1)) && \separated(out, expected + (0 .. n - 1)) && \separated(out, error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin;
    ensures held: out->verdict == NTK_HELD ==> holds != 0 && 0 < n;
    ensures refuted: out->verdict == NTK_REFUTED ==> holds == 0 || n == 0;
    ensures difference: out->verdict != NTK_UNDECIDED && 0 < n ==>
                        \exists integer i; 0 <= i < n && out->value == \abs(value[i] - expected[i]) && out->error == error[i];
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
void ntk_decide_agree(ntk_outcome *out, const char *what, int holds, size_t n, const double *value, const double *expected, const double *error);

/* The exponent's confidence interval lies within expected +- NTK_SLOPE_TOLERANCE; held only if it excludes `other` too, the
   control's exponent (ntk_slope_excludes; NAN: there is none). Refuted only if the whole interval lies beyond, else undecided. */
/*@ requires valid: \valid(out) && \valid_read(what) && \valid_read(fit);
    requires apart: \separated(out, fit);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin;
    ensures held: out->verdict == NTK_HELD ==> holds != 0;
    ensures refuted: out->verdict == NTK_REFUTED ==> holds == 0 && (expected + NTK_SLOPE_TOLERANCE < fit->low || fit->high < expected - NTK_SLOPE_TOLERANCE);
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
void ntk_decide_slope(ntk_outcome *out, const char *what, int holds, const ntk_fit *fit, double expected, double other);

/* The upper end of the interval is at most expected + NTK_SLOPE_TOLERANCE. Refuted only if the lower end is beyond it, else undecided. */
/*@ requires valid: \valid(out) && \valid_read(what) && \valid_read(fit);
    requires apart: \separated(out, fit);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin;
    ensures held: out->verdict == NTK_HELD <==> holds != 0 && finite(fit->high);
    ensures refuted: out->verdict == NTK_REFUTED ==> holds == 0 && expected + NTK_SLOPE_TOLERANCE < fit->low;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
void ntk_decide_slope_at_most(ntk_outcome *out, const char *what, int holds, const ntk_fit *fit, double expected);

/* p >= false_alarm: under the claim this fails with at most that probability. margin: ln false_alarm / ln p. */
/*@ requires valid: \valid(out) && \valid_read(what);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin;
    ensures held: out->verdict == NTK_HELD <==> holds != 0 && finite(p);
    ensures refuted: out->verdict == NTK_REFUTED <==> holds == 0 && finite(p);
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
void ntk_decide_p_value(ntk_outcome *out, const char *what, int holds, double p, double false_alarm);

/* Puts a fit into the result's facts: NAME, NAME_low, NAME_high. */
/*@ requires valid: result_valid(result) && \valid_read(name) && \valid_read(fit);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_fact_fit(ntk_result *result, const char *name, const ntk_fit *fit);

#endif
