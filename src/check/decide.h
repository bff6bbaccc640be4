/* From the predicates of src/claim to outcomes: verdict, margin and the worst place, for the kinds of claims that studies share. */
#ifndef NTK_CHECK_DECIDE_H
#define NTK_CHECK_DECIDE_H

#include <stddef.h>
#include "check/result.h"
#include "stats/stats.h"

/* In each: holds is what the claim's predicate said of these very numbers; what names the quantity, for the reason; numbers that
   are not finite leave it undecided. */

/* |value_i - expected_i| <= error_i for all i; margin: the least error_i / |value_i - expected_i|. */
void ntk_decide_agree(ntk_outcome *out, const char *what, int holds, size_t n, const double *value, const double *expected, const double *error);

/* The exponent's confidence interval lies within expected +- NTK_SLOPE_TOLERANCE; held only if it excludes `other` too, the
   control's exponent (ntk_slope_excludes; NAN: there is none). Refuted only if the whole interval lies beyond, else undecided. */
void ntk_decide_slope(ntk_outcome *out, const char *what, int holds, const ntk_fit *fit, double expected, double other);

/* The upper end of the interval is at most expected + NTK_SLOPE_TOLERANCE. Refuted only if the lower end is beyond it, else undecided. */
void ntk_decide_slope_at_most(ntk_outcome *out, const char *what, int holds, const ntk_fit *fit, double expected);

/* p >= false_alarm: under the claim this fails with at most that probability. margin: ln false_alarm / ln p. */
void ntk_decide_p_value(ntk_outcome *out, const char *what, int holds, double p, double false_alarm);

/* Puts a fit into the result's facts: NAME, NAME_low, NAME_high. */
void ntk_fact_fit(ntk_result *result, const char *name, const ntk_fit *fit);

#endif
