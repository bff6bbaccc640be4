/* One gradient flow, run and measured: samples, the linearised flow beside it, and what lies between the samples. */
#ifndef NTK_CHECK_MEASURED_FLOW_H
#define NTK_CHECK_MEASURED_FLOW_H

#include "check/check.h"
#include "check/net.h"
#include "flow/flow.h"
#include "flow/linearised.h"
#include "model/lipschitz.h"

/* At most so many samples; a flow that needs more leaves the infimum unknown. */
#define NTK_FLOW_SAMPLES 200

/* Points kept along the flow: w0, one about half way (in log ||r||), the end. */
#define NTK_FLOW_POINTS 3

/* Beside the recorder's samples; arrays as long as tr.count. */
typedef struct {
  ntk_trajectory tr;
  double alpha, T;
  double *gap_r;      /* ||r(t) - r_lin(t)|| */
  double *gap_w;      /* ||w(t) - u(t)|| */
  double *lin_r;      /* ||r_lin(t)||, closed form */
  double *lin_drift;  /* ||u(t) - w0||, closed form */
  double *lin_error;  /* what r_lin(t) may be off by, see between.c */
  double *error_r;    /* what ||r(t)|| may be off by: alpha sigma_sup e_w + rounding */
  double *chord;      /* ||w_{i+1} - w_i||; [count-1] = 0 */
  double *segment;    /* upper estimate of the path length from sample i to i+1 (segment.h); [count-1] = 0 */
  double *sigma_low;  /* lower estimate of sigma_min(J) on the segment from sample i to i+1; [count-1]: at the last sample; >= 0 */
  double sigma_inf;   /* the least of sigma_low: lower estimate of inf_t sigma_min(J(w(t))) */
  double sigma_sup;   /* upper estimate of sup_t sigma_max(J(w(t))) */
  double *lip_at;     /* B4's constant on a ball around sample i that holds the path to sample i+1; INFINITY: not Lipschitz, or none found */
  double lip;         /* the largest of lip_at */
  double reach;       /* the flow stays within this distance of w0; INFINITY where lip is */
  double share;       /* aim of the sampling: sigma_low >= (1 - share) sigma_min; NAN: out of reach, samples on the coarse grid only */
  double rounding_r;  /* what ||r|| may be off by because of rounding in f */
  double *point[NTK_FLOW_POINTS]; /* w there (p); [0] is w0 */
  size_t at[NTK_FLOW_POINTS];     /* their samples */
  size_t points;
  ntk_flow_stats stats;
  ntk_status status;  /* not NTK_OK: the trajectory could not be computed; why says why */
  char why[256];
} ntk_measured_flow;

/* What a flow starts from: the network at w0 (it stays there), its kernel's linearised flow at this alpha, and what eigenvalues of K may be off by. */
typedef struct {
  const ntk_setting *setting;
  const ntk_net *net;
  const ntk_norms *norms;    /* of net at w0 */
  const double *y;           /* N */
  const ntk_linearised *lin; /* at alpha */
  double alpha, T;
  double eigen_error;
  double rounding_f;         /* what ||f|| may be off by because of rounding */
} ntk_flow_start;

#include "../../spec/acsl/measured-flow.h"

/* Runs the flow from net->w0 to T and measures it. A flow that fails (not finite, step limit) is recorded in out->status and NTK_OK is
   returned; NTK_ENOMEM, NTK_EUSAGE are returned. out is set up here; clear it with ntk_measured_flow_clear in every case. */
/*@ requires valid: \valid(out) && start_valid(start) && (err == \null || \valid(err));
    requires apart: \separated(out, start, err) && \separated(out, start->setting) && \separated(out, start->net);
    terminates \true;
    exits \false;
    assigns *out, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE;
    ensures measured: \result == NTK_OK && out->status == NTK_OK ==> flow_measured(out, start->net->N, start->net->p); */
ntk_status ntk_measured_flow_run(ntk_measured_flow *out, const ntk_flow_start *start, ntk_error *err);
/*@ requires valid: \valid(flow);
    terminates \true;
    exits \false;
    assigns *flow; */
void ntk_measured_flow_clear(ntk_measured_flow *flow);

#endif
