/* What a sampled flow can do between its samples (segment.h along a measured flow). */
#ifndef NTK_CHECK_BETWEEN_H
#define NTK_CHECK_BETWEEN_H

#include "check/local.h"
#include "check/measured-flow.h"

/* What sigma_min and sigma_max of J are, at least and at most, at the true flow's point of sample i; lip_at[i] is set. */
void ntk_flow_sigmas(const ntk_measured_flow *flow, const ntk_flow_start *start, size_t i, double *low, double *high);

/* segment[i] and lip_at[i], samples i and i+1 being there: the ball around sample i is widened until it holds the path to sample i+1
   that its Lip allows; both INFINITY where none does. NTK_ENOMEM. */
ntk_status ntk_flow_close_segment(ntk_measured_flow *flow, const ntk_flow_start *start, ntk_local *local, size_t i, ntk_error *err);

/* sigma_low, sigma_inf, sigma_sup, lip, reach, error_r, lin_error from samples and segments. A path bound below the chord, or a drift
   that does not fit the linearised one, contradicts itself: status NTK_EINTERNAL. w_norm: ||w0||, for the rounding of the chord. */
void ntk_flow_between(ntk_measured_flow *flow, const ntk_flow_start *start, double w_norm);

#endif
