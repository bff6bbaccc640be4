/* What a sampled flow can do between its samples (segment.h along a measured flow). */
#ifndef NTK_CHECK_BETWEEN_H
#define NTK_CHECK_BETWEEN_H

#include <math.h>

#include "check/local.h"
#include "check/measured-flow.h"

#include "../../spec/acsl/sampling.h"
#include "../../spec/acsl/between.h"

typedef struct { double low, high; } ntk_sigmas;

/* What sigma_min and sigma_max of J are, at least and at most, at the true flow's point of sample i; lip_at[i] is set. */
/*@ requires valid: \valid_read(flow) && i < flow->tr.count && \valid_read(flow->tr.sample + i) && \valid_read(flow->lip_at + i) && \valid_read(start) && modes_valid(start->lin);
    terminates \true;
    exits \false;
    assigns \result \from *flow, flow->tr.sample[i], flow->lip_at[i], *start, *start->lin, start->lin->lambda[start->lin->N - 1];
    ensures low: 0.0 <= \result.low;
    ensures low_value: \result.low == sigma_least(flow, start, i);
    ensures high_value: \result.high == sigma_most(flow, start, i); */
ntk_sigmas ntk_flow_sigmas(const ntk_measured_flow *flow, const ntk_flow_start *start, size_t i);

/* segment[i] and lip_at[i], samples i and i+1 being there: the ball around sample i is widened until it holds the path to sample i+1
   that its Lip allows; both INFINITY where none does. NTK_ENOMEM. */
/*@ requires valid: \valid(flow) && \valid_read(start) && modes_valid(start->lin) && \valid(local) && norms_valid(&local->norms) && (err == \null || \valid(err));
    requires inside: i + 1 < flow->tr.count && \valid_read(flow->tr.sample + (0 .. flow->tr.count - 1)) && \valid(flow->lip_at + i) && \valid(flow->segment + i);
    requires apart: \separated(flow->lip_at + i, flow->segment + i) && \separated(flow->lip_at + i, local) && \separated(flow->segment + i, local) &&
                    \separated(flow->lip_at + i, flow->tr.sample + i) && \separated(flow->segment + i, flow->tr.sample + i) && \separated(local, flow->tr.sample + i);
    terminates \true;
    exits \false;
    assigns flow->lip_at[i], flow->segment[i], local->radius, local->lip, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures closed: \result == NTK_OK ==> flow->lip_at[i] == INFINITY && flow->segment[i] == INFINITY ||
                    flow->segment[i] + flow->tr.sample[i].error <= local->radius && flow->lip_at[i] == local->lip; */
ntk_status ntk_flow_close_segment(ntk_measured_flow *flow, const ntk_flow_start *start, ntk_local *local, size_t i, ntk_error *err);

/* sigma_low, sigma_inf, sigma_sup, lip, reach, error_r, lin_error from samples and segments. A path bound below the chord, or a drift
   that does not fit the linearised one, contradicts itself: status NTK_EINTERNAL. w_norm: ||w0||, for the rounding of the chord. */
/*@ requires valid: \valid(flow) && 1 <= flow->tr.count <= 200 && \valid_read(flow->tr.sample + (0 .. flow->tr.count - 1)) && flow_arrays(flow) &&
                    \valid_read(start) && modes_valid(start->lin) && \valid_read(start->net);
    requires apart: between_apart(flow);
    terminates \true;
    exits \false;
    assigns flow->sigma_inf, flow->sigma_sup, flow->lip, flow->reach, flow->sigma_low[0 .. 199], flow->error_r[0 .. 199], flow->lin_error[0 .. 199],
            flow->status, flow->why[0 .. 255];
    ensures status: flow->status == \old(flow->status) || flow->status == NTK_EINTERNAL;
    ensures infimum: \forall integer i; 0 <= i < flow->tr.count ==> flow->sigma_inf <= flow->sigma_low[i]; */
void ntk_flow_between(ntk_measured_flow *flow, const ntk_flow_start *start, double w_norm);

#endif
